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

/** Runs `functions/lambdas/slack-outbound.ts` on what is to be said in Slack, and fetched from there. */
export class SlackOutbound extends Construct {
  readonly queueUrl: string;
  readonly #queue: WorkQueue;

  constructor(scope: Construct, id: string, props: SlackOutboundProps) {
    super(scope, id);
    const { stage, alarms, table, slackSecret, photos } = props;
    this.#queue = new WorkQueue(this, 'Jobs', {
      // Also in functions/lambdas/wiring/slack-outbound.ts: who was sending has ended by then.
      timeout: Duration.seconds(90),
      // With the pauses of functions/channels/chat/consumer.ts: Slack may be down for a day.
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
    // One at a time: Slack takes about one message a second, and one that must wait makes no other wait.
    this.#queue.feed(consumer, { batchSize: 1, maxConcurrency: 2 });
    this.#queue.watchLateness(alarms, {
      longest: Duration.minutes(30),
      errorImpact: 'Les avis arrivent dans Slack avec plus d’une demi-heure de retard.',
      runbook: 'slack-outbound-late',
    });
  }

  /** The right to put something on its queue. */
  grantEnqueue(grantee: IGrantable): void {
    this.#queue.grantSend(grantee);
  }
}
