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

/** Runs `functions/lambdas/slack-inbound.ts` on all that Slack sends. */
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
      // Slack waits three seconds, the first time too: Lambda gives a processor in proportion to the memory.
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
      'Slack signs what it sends, and the function verifies it.',
    );
    // People are told that it went wrong, and Slack gets an answer: only the log knows.
    const sentMessages = new MetricFilter(this, 'Told', {
      logGroup: slackFunction.logGroup,
      filterPattern: FilterPattern.stringValue('$.level', '=', 'error'),
      metricNamespace: 'Casiers47',
      metricName: `${stage.name}-slack-errors`,
    });
    const metric = sentMessages.metric({ statistic: 'sum' });
    alarms.watch(this, 'Ails', { metric, errorImpact, runbook: 'slack-inbound', threshold: 3 });
  }
}
