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

/** Runs `functions/lambdas/teams-inbound.ts` on all that Teams sends. */
export class TeamsInbound extends Construct {
  constructor(scope: Construct, id: string, props: TeamsInboundProps) {
    super(scope, id);
    const { stage, alarms, departement, table, api } = props;
    const { signInSecret, teamsSecret } = props;
    const teamsFunction = new ServiceFunction(this, 'Function', {
      runs: 'teams-inbound',
      environment: {
        ...speakingEnvironment(props),
        SIGN_IN_SECRET_ID: signInSecret.id,
        TEAMS_SECRET_ID: teamsSecret.id,
        TEAMS_CLOUD: JSON.stringify(departement.teamsCloud),
      },
      errorImpact,
      failures: 'caller-is-told',
      // Teams waits fifteen, then brings it again.
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
      'Microsoft signs a token for all that Teams sends, and the function verifies it.',
    );
    // People are told that it went wrong, and Teams gets an answer: only the log knows.
    const sentMessages = new MetricFilter(this, 'Told', {
      logGroup: teamsFunction.logGroup,
      filterPattern: FilterPattern.stringValue('$.level', '=', 'error'),
      metricNamespace: 'Casiers47',
      metricName: `${stage.name}-teams-errors`,
    });
    const metric = sentMessages.metric({ statistic: 'sum' });
    alarms.watch(this, 'Ails', { metric, errorImpact, runbook: 'teams-inbound', threshold: 3 });
  }
}
