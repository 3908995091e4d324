import { Duration } from 'aws-cdk-lib';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { AppHttpApi } from '../constructs/http-api.ts';
import type { FilledSecret, SignInSecret } from '../constructs/secrets.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { type SharedResources, speakingEnvironment } from '../constructs/shared.ts';

export interface TeamsInboundProps extends SharedResources {
  readonly api: AppHttpApi;
  readonly signInSecret: SignInSecret;
  readonly teamsSecret: FilledSecret;
  readonly siteUrl: string;
}

const errorImpact = 'Teams ne répond plus : ni messages, ni boutons, ni formulaires.';

/** Runs `functions/lambdas/teams-inbound.ts` on each request of Teams. */
export class TeamsInbound extends Construct {
  constructor(scope: Construct, id: string, props: TeamsInboundProps) {
    super(scope, id);
    const { stage, alarms, table, api } = props;
    const { signInSecret, teamsSecret } = props;
    const teamsFunction = new ServiceFunction(this, 'Function', {
      runs: 'teams-inbound',
      environment: {
        ...speakingEnvironment(props),
        SIGN_IN_SECRET_ID: signInSecret.id,
        TEAMS_SECRET_ID: teamsSecret.id,
      },
      errorImpact,
      failures: 'caller-is-told',
      // Teams waits 15 seconds, then sends the activity again.
      timeout: Duration.seconds(15),
      memoryMegabytes: 1024,
      stage,
      alarms,
    });
    table.grantReadAndWrite(teamsFunction);
    signInSecret.grantRead(teamsFunction);
    teamsSecret.grantRead(teamsFunction);
    api.sendPostsTo(
      '/teams/messages',
      teamsFunction,
      'Each request carries a token signed by Microsoft, and the function verifies it.',
    );
    props.security.count(this, teamsFunction.logGroup);
    // Errors are caught and answered with a message, so the function succeeds: only its log shows them.
    const errors = new MetricFilter(this, 'Errors', {
      logGroup: teamsFunction.logGroup,
      filterPattern: FilterPattern.stringValue('$.level', '=', 'error'),
      metricNamespace: 'Casiers47',
      metricName: `${stage.name}-teams-errors`,
    });
    const metric = errors.metric({ statistic: 'sum' });
    alarms.watch(this, 'Failing', { metric, errorImpact, runbook: 'teams-inbound', threshold: 3 });
  }
}
