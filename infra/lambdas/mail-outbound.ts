import { Duration } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ServiceFunction } from '../constructs/service-function.ts';
import { type SharedResources, speakingEnvironment } from '../constructs/shared.ts';
import { WorkQueue } from '../constructs/worker-queue.ts';

export interface MailOutboundProps extends SharedResources {
  readonly siteUrl: string;
}

/** Runs `functions/lambdas/mail-outbound.ts` on the queue of mails, sign-in codes and digests aside. */
export class MailOutbound extends Construct {
  readonly queueUrl: string;
  readonly #queue: WorkQueue;

  constructor(scope: Construct, id: string, props: MailOutboundProps) {
    super(scope, id);
    const { stage, alarms, table, mail } = props;
    this.#queue = new WorkQueue(this, 'Jobs', {
      // Same value as `runSeconds` in functions/lambdas/wiring/mail-outbound.ts: a lease outlives every run.
      timeout: Duration.seconds(60),
      // With the pauses of functions/channels/chat/consumer.ts, a day: an outage of Amazon SES loses nothing.
      attempts: 50,
    });
    this.queueUrl = this.#queue.url;
    const consumer = new ServiceFunction(this, 'Function', {
      runs: 'mail-outbound',
      environment: {
        ...speakingEnvironment(props),
        MAIL_FROM: mail.address('mailFrom'),
        MAIL_DOMAINS: mail.domains,
        MAIL_QUEUE_URL: this.queueUrl,
      },
      errorImpact:
        'Des courriels ne sont pas partis : accusés de dépôt, suites des signalements, livraisons.',
      failures: this.#queue.failures,
      timeout: this.#queue.timeout,
      stage,
      alarms,
    });
    table.grantReadAndWrite(consumer);
    mail.grantSend(consumer);
    // Batches of one, so that a mail on which the function times out takes no other with it.
    this.#queue.feed(consumer, { batchSize: 1, maxConcurrency: 5 });
    this.#queue.watchLateness(alarms, {
      longest: Duration.minutes(5),
      errorImpact: 'Des courriels partent avec plus de cinq minutes de retard.',
      runbook: 'mail-outbound-late',
    });
  }

  /** The right to put a mail on the queue. */
  grantEnqueue(grantee: IGrantable): void {
    this.#queue.grantSend(grantee);
  }
}
