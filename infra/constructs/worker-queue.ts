import { Duration, Validations } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionName } from '../../functions/lambdas/wiring/config.ts';
import type { Alarms } from './alarms.ts';
import type { ServiceFunction } from './service-function.ts';

/** A dead-letter queue. Its alarm rings, an operator reads it, and no function consumes it. */
export function createFailureQueue(scope: Construct, id: string): Queue {
  const failures = new Queue(scope, id, {
    enforceSSL: true,
    encryption: QueueEncryption.SQS_MANAGED,
    retentionPeriod: Duration.days(14),
  });
  Validations.of(failures).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'It is a dead-letter queue.',
  });
  return failures;
}

export interface WorkQueueProps {
  /** Timeout of the function that consumes the queue. */
  readonly timeout: Duration;
  /** How often a message is received before it moves to the failure queue. */
  readonly attempts: number;
}

export interface Lateness {
  /** The alarm rings when a message waits for longer. */
  readonly longest: Duration;
  /** What people miss meanwhile, in French. */
  readonly errorImpact: string;
  /** The heading of `docs/runbook.md`. */
  readonly runbook: string;
}

/** An SQS queue with its failure queue, consumed by one function. */
export class WorkQueue extends Construct {
  readonly url: string;
  readonly timeout: Duration;
  /** Also the failure queue of the consumer, whose alarm watches it. */
  readonly failures: Queue;
  readonly #queue: Queue;

  constructor(scope: Construct, id: string, { timeout, attempts }: WorkQueueProps) {
    super(scope, id);
    this.timeout = timeout;
    this.failures = createFailureQueue(this, 'Failures');
    this.#queue = new Queue(this, 'Queue', {
      enforceSSL: true,
      encryption: QueueEncryption.SQS_MANAGED,
      // AWS recommends six times the timeout: with less, a message may be received again while it is processed.
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

  /** Connects the consumer, which reports the messages of a batch to receive again. */
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
