import { Duration } from 'aws-cdk-lib';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { CounterApi } from '../constructs/http-api.ts';
import type { FilledSecret, SignInSecret } from '../constructs/secrets.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { type House, speakingEnvironment } from '../constructs/shared.ts';

export interface SlackDoorProps extends House {
  readonly api: CounterApi;
  readonly signInSecret: SignInSecret;
  readonly slackSecret: FilledSecret;
  readonly siteUrl: string;
}

const errorImpact = 'Slack ne répond plus : ni commandes, ni boutons, ni formulaires.';

/** Runs `functions/lambdas/slack-inbound.ts` on all that Slack sends. */
export class SlackDoor extends Construct {
  constructor(scope: Construct, id: string, props: SlackDoorProps) {
    super(scope, id);
    const { stage, alarms, table, api } = props;
    const { signInSecret, slackSecret } = props;
    const door = new ServiceFunction(this, 'Function', {
      runs: 'slack',
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
    table.grantReadAndWrite(door);
    signInSecret.grantRead(door);
    slackSecret.grantRead(door);
    api.sendPostsTo(
      '/slack/events',
      door,
      'Slack signs what it sends, and the function verifies it.',
    );
    // People are told that it went wrong, and Slack gets an answer: only the log knows.
    const told = new MetricFilter(this, 'Told', {
      logGroup: door.logGroup,
      filterPattern: FilterPattern.stringValue('$.level', '=', 'error'),
      metricNamespace: 'Casiers47',
      metricName: `${stage.name}-slack-errors`,
    });
    const metric = told.metric({ statistic: 'sum' });
    alarms.watch(this, 'Ails', { metric, errorImpact, runbook: 'slack', threshold: 3 });
  }
}
