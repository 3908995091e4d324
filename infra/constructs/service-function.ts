import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage, type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { EnvironmentOf, FunctionName } from '../../functions/lambdas/wiring/config.ts';
import { bundle } from '../bundle/bundle.ts';
import type { StageSettings } from '../config/stages.ts';
import { type Alarms, unreadableItems } from './alarms.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The bundle of a function as a CDK asset. */
export function bundleEntry(name: FunctionName): Code {
  return Code.fromAsset(root, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // CDK requires an image although `tryBundle` never falls back to it.
      image: DockerImage.fromRegistry('none'),
      // CDK identifies an asset by its image and command: without it, every function would get the first bundle.
      command: [name],
      local: {
        tryBundle(folder) {
          bundleInto(folder, name);
          return true;
        },
      },
    },
  });
}

function bundleInto(folder: string, name: FunctionName): void {
  const { outputFiles, metafile } = bundle({
    entry: `functions/lambdas/${name}.ts`,
    name,
  });
  for (const { path, contents } of outputFiles) {
    writeFileSync(join(folder, basename(path)), contents);
  }
  writeFileSync(join(folder, 'index.meta.json'), JSON.stringify(metafile));
}

export const createLogGroup = (
  scope: Construct,
  id: string,
  { logDays }: StageSettings,
): LogGroup =>
  new LogGroup(scope, id, { retention: logDays, removalPolicy: RemovalPolicy.DESTROY });

export interface ServiceFunctionProps<F extends FunctionName> {
  /** Names its file in `functions/lambdas/`; the heading `<runs>` of `docs/runbook.md` says what to do. */
  readonly runs: F;
  readonly environment: EnvironmentOf<F>;
  /** What people miss when it fails, in French: the text of its alarm. */
  readonly errorImpact: string;
  /** Where an asynchronous event goes once every attempt has failed; `caller-is-told` for synchronous functions. */
  readonly failures: Queue | 'caller-is-told';
  readonly timeout: Duration;
  readonly memoryMegabytes?: number;
  readonly stage: StageSettings;
  readonly alarms: Alarms;
}

/** A function of this application: its bundle, runtime, log group, role, failure queue and alarm. */
export class ServiceFunction<F extends FunctionName> extends LambdaFunction {
  constructor(scope: Construct, id: string, props: ServiceFunctionProps<F>) {
    const { runs, errorImpact, failures } = props;
    const kept = failures === 'caller-is-told' ? undefined : failures;
    const log = createLogGroup(scope, `${id}Log`, props.stage);
    super(scope, id, {
      code: bundleEntry(runs),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMegabytes ?? 512,
      timeout: props.timeout,
      environment: { NODE_OPTIONS: '--enable-source-maps', ...props.environment },
      logGroup: log,
      role: createRole(scope, `${id}Role`, log),
      ...(kept && { onFailure: new SqsDestination(kept) }),
    });
    const { namespace, metricName } = unreadableItems(props.stage);
    new MetricFilter(scope, `${id}Unreadable`, {
      logGroup: log,
      // The line that `logUnreadableItem` of functions/adapters/node/runtime.ts writes.
      filterPattern: FilterPattern.literal('"UnreadableItem"'),
      metricNamespace: namespace,
      metricName,
    });
    // For asynchronous functions the failure queue rings, not each error: a retry that succeeds is no incident.
    const metric = kept?.metricApproximateNumberOfMessagesVisible() ?? this.metricErrors();
    props.alarms.watch(this, 'Failing', { metric, errorImpact, runbook: runs });
  }
}

/** May write to its own log group only; CDK's default role may write to every log group of the account. */
function createRole(scope: Construct, id: string, log: LogGroup): Role {
  const role = new Role(scope, id, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  log.grantWrite(role);
  return role;
}
