import { Duration } from 'aws-cdk-lib';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { AppHttpApi } from '../constructs/http-api.ts';
import type { FilledSecret, SignInSecret } from '../constructs/secrets.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { type SharedResources, speakingEnvironment } from '../constructs/shared.ts';

export interface SlackInboundProps extends SharedResources {
  readonly api: AppHttpApi;
  readonly signInSecret: SignInSecret;
  readonly slackSecret: FilledSecret;
  readonly siteUrl: string;
}

const errorImpact = 'Slack ne répond plus : ni commandes, ni boutons, ni formulaires.';

/** Runs `functions/lambdas/slack-inbound.ts` on each request of Slack. */
export class SlackInbound extends Construct {
  constructor(scope: Construct, id: string, props: SlackInboundProps) {
    super(scope, id);
    const { stage, alarms, table, api } = props;
    const { signInSecret, slackSecret } = props;
    const slackFunction = new ServiceFunction(this, 'Function', {
      runs: 'slack-inbound',
      environment: {
        ...speakingEnvironment(props),
        SIGN_IN_SECRET_ID: signInSecret.id,
        SLACK_SECRET_ID: slackSecret.id,
        SLACK_API_URL: 'https://slack.com/api/',
      },
      errorImpact,
      failures: 'caller-is-told',
      timeout: Duration.seconds(10),
      // Slack waits three seconds, cold starts included; Lambda gives processor time in proportion to memory.
      memoryMegabytes: 1024,
      stage,
      alarms,
    });
    table.grantReadAndWrite(slackFunction);
    signInSecret.grantRead(slackFunction);
    slackSecret.grantRead(slackFunction);
    api.sendPostsTo(
      '/slack/events',
      slackFunction,
      'Slack signs each request, and the function verifies the signature.',
    );
    props.security.count(this, slackFunction.logGroup);
    // Errors are caught and answered with a message, so the function succeeds: only its log shows them.
    const errors = new MetricFilter(this, 'Errors', {
      logGroup: slackFunction.logGroup,
      filterPattern: FilterPattern.stringValue('$.level', '=', 'error'),
      metricNamespace: 'Casiers47',
      metricName: `${stage.name}-slack-errors`,
    });
    const metric = errors.metric({ statistic: 'sum' });
    alarms.watch(this, 'Failing', { metric, errorImpact, runbook: 'slack-inbound', threshold: 3 });
  }
}
