import { Duration, Validations } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionName } from '../../functions/lambdas/wiring/config.ts';
import type { Alarms } from './alarms.ts';
import type { ServiceFunction } from './service-function.ts';

/** Where events end that no attempt got through: its alarm rings, somebody reads it, nothing empties it. */
export function createFailureQueue(scope: Construct, id: string): Queue {
  const failures = new Queue(scope, id, {
    enforceSSL: true,
    encryption: QueueEncryption.SQS_MANAGED,
    retentionPeriod: Duration.days(14),
  });
  Validations.of(failures).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'It is where failed events end: what sends to it has no other way out, nobody reads.',
  });
  return failures;
}

export interface WorkQueueProps {
  /** Of the function that works on it. */
  readonly timeout: Duration;
  /** How often a message is handed over in all before it ends among the failures. */
  readonly attempts: number;
}

export interface Lateness {
  /** What waits for longer rings. */
  readonly longest: Duration;
  /** What people miss meanwhile, in French. */
  readonly errorImpact: string;
  /** The heading of `docs/runbook.md`. */
  readonly runbook: string;
}

/** Work that one function gives to another, which takes it at its own pace and tries again. */
export class WorkQueue extends Construct {
  readonly url: string;
  readonly timeout: Duration;
  /** Of the function that works on it too: then its alarm rings for what ends there. */
  readonly failures: Queue;
  readonly #queue: Queue;

  constructor(scope: Construct, id: string, { timeout, attempts }: WorkQueueProps) {
    super(scope, id);
    this.timeout = timeout;
    this.failures = createFailureQueue(this, 'Failures');
    this.#queue = new Queue(this, 'Queue', {
      enforceSSL: true,
      encryption: QueueEncryption.SQS_MANAGED,
      // What AWS asks for: else a message that is still worked on is handed over once more.
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: this.failures, maxReceiveCount: attempts },
    });
    this.url = this.#queue.queueUrl;
  }

  grantSend(grantee: IGrantable): void {
    this.#queue.grantSendMessages(grantee);
  }

  /** Hands what is sent to that function, which names those of a batch that must come back. */
  feed(
    worker: ServiceFunction<FunctionName>,
    how: { readonly batchSize: number; readonly maxConcurrency: number },
  ): void {
    worker.addEventSource(
      new SqsEventSource(this.#queue, { ...how, reportBatchItemFailures: true }),
    );
  }

  watchLateness(alarms: Alarms, { longest, errorImpact, runbook }: Lateness): void {
    alarms.watch(this, 'Late', {
      metric: this.#queue.metricApproximateAgeOfOldestMessage(),
      threshold: longest.toSeconds(),
      errorImpact,
      runbook,
    });
  }
}
