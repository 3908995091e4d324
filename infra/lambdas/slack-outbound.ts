import { Duration } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { FilledSecret } from '../constructs/secrets.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { type SharedResources, sharedEnvironment } from '../constructs/shared.ts';
import { WorkQueue } from '../constructs/worker-queue.ts';
import type { PhotoUploads } from './photo-uploads.ts';

export interface SlackOutboundProps extends SharedResources {
  readonly slackSecret: FilledSecret;
  readonly photos: PhotoUploads;
}

/** Runs `functions/lambdas/slack-outbound.ts` on the queue of notifications to post in Slack and photos to fetch from it. */
export class SlackOutbound extends Construct {
  readonly queueUrl: string;
  readonly #queue: WorkQueue;

  constructor(scope: Construct, id: string, props: SlackOutboundProps) {
    super(scope, id);
    const { stage, alarms, table, slackSecret, photos } = props;
    this.#queue = new WorkQueue(this, 'Jobs', {
      // Same value as `runSeconds` in functions/lambdas/wiring/slack-outbound.ts: a lease outlives every run.
      timeout: Duration.seconds(90),
      // With the pauses of functions/channels/chat/consumer.ts, a day: an outage of Slack loses nothing.
      attempts: 50,
    });
    this.queueUrl = this.#queue.url;
    const consumer = new ServiceFunction(this, 'Function', {
      runs: 'slack-outbound',
      environment: {
        ...sharedEnvironment(props),
        SLACK_SECRET_ID: slackSecret.id,
        SLACK_API_URL: 'https://slack.com/api/',
        SLACK_QUEUE_URL: this.queueUrl,
        PHOTO_BUCKET: photos.bucketName,
      },
      errorImpact:
        'Des avis ne sont pas arrivés dans Slack, ou des photos n’en sont pas revenues ; les courriels, eux, sont partis.',
      failures: this.#queue.failures,
      timeout: this.#queue.timeout,
      stage,
      alarms,
    });
    table.grantReadAndWrite(consumer);
    slackSecret.grantRead(consumer);
    photos.grantImport(consumer);
    // Batches of one: Slack accepts about one message a second, and a job that waits delays no other.
    this.#queue.feed(consumer, { batchSize: 1, maxConcurrency: 2 });
    this.#queue.watchLateness(alarms, {
      longest: Duration.minutes(30),
      errorImpact: 'Les avis arrivent dans Slack avec plus d’une demi-heure de retard.',
      runbook: 'slack-outbound-late',
    });
  }

  /** The right to put a job on the queue. */
  grantEnqueue(grantee: IGrantable): void {
    this.#queue.grantSend(grantee);
  }
}
