import type { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { EnvironmentOf, FunctionName } from '../functions/run/config.ts';
import type { Alarms } from './alarms.ts';
import { bundleEntry } from './bundle-entry.ts';
import { makeLogGroup } from './make-log-group.ts';
import type { StageSettings } from './stages.ts';

export interface ServiceFunctionProps<F extends FunctionName> {
  /** The entry is `functions/run/aws/<runs>.ts`; the heading `<runs>` of `docs/runbook.md` says what to do. */
  readonly runs: F;
  readonly environment: EnvironmentOf<F>;
  /** What people miss when it fails, in French: the text of its alarm. */
  readonly errorImpact: string;
  /** Where an event goes that nobody waits for, once every attempt has failed. */
  readonly failures: Queue | 'caller-is-told';
  readonly timeout: Duration;
  readonly memoryMegabytes?: number;
  readonly stage: StageSettings;
  readonly alarms: Alarms;
}

/** The one way a function of the house is made. */
export class ServiceFunction<F extends FunctionName> extends LambdaFunction {
  constructor(scope: Construct, id: string, props: ServiceFunctionProps<F>) {
    const { runs, errorImpact, failures } = props;
    const kept = failures === 'caller-is-told' ? undefined : failures;
    const log = makeLogGroup(scope, `${id}Log`, props.stage);
    super(scope, id, {
      code: bundleEntry(runs),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMegabytes ?? 512,
      timeout: props.timeout,
      environment: { NODE_OPTIONS: '--enable-source-maps', ...props.environment },
      logGroup: log,
      role: makeRole(scope, `${id}Role`, log),
      ...(kept && { onFailure: new SqsDestination(kept) }),
    });
    // An event that a second attempt gets through troubles nobody.
    const metric = kept?.metricApproximateNumberOfMessagesVisible() ?? this.metricErrors();
    props.alarms.watch(this, 'Fails', { metric, errorImpact, runbook: runs });
  }
}

/** May write to its own log: the role that CDK makes may write to every log of the account. */
function makeRole(scope: Construct, id: string, log: LogGroup): Role {
  const role = new Role(scope, id, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  log.grantWrite(role);
  return role;
}
