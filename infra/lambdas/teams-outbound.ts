import { Duration } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { FilledSecret } from '../constructs/secrets.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { type SharedResources, sharedEnvironment } from '../constructs/shared.ts';
import { WorkQueue } from '../constructs/worker-queue.ts';
import type { PhotoUploads } from './photo-uploads.ts';

export interface TeamsOutboundProps extends SharedResources {
  readonly teamsSecret: FilledSecret;
  readonly photos: PhotoUploads;
}

/** Runs `functions/lambdas/teams-outbound.ts` on the queue of notifications to post in Teams and photos to fetch from it. */
export class TeamsOutbound extends Construct {
  readonly queueUrl: string;
  readonly #queue: WorkQueue;

  constructor(scope: Construct, id: string, props: TeamsOutboundProps) {
    super(scope, id);
    const { stage, alarms, table, teamsSecret, photos } = props;
    this.#queue = new WorkQueue(this, 'Jobs', {
      // Same value as `runSeconds` in functions/lambdas/wiring/teams-outbound.ts: a lease outlives every run.
      timeout: Duration.seconds(90),
      // With the pauses of functions/channels/chat/consumer.ts, a day: an outage of Teams loses nothing.
      attempts: 50,
    });
    this.queueUrl = this.#queue.url;
    const consumer = new ServiceFunction(this, 'Function', {
      runs: 'teams-outbound',
      environment: {
        ...sharedEnvironment(props),
        TEAMS_SECRET_ID: teamsSecret.id,
        TEAMS_QUEUE_URL: this.queueUrl,
        PHOTO_BUCKET: photos.bucketName,
      },
      errorImpact:
        'Des avis ne sont pas arrivés dans Teams, ou des photos n’en sont pas revenues ; les courriels, eux, sont partis.',
      failures: this.#queue.failures,
      timeout: this.#queue.timeout,
      stage,
      alarms,
    });
    table.grantReadAndWrite(consumer);
    teamsSecret.grantRead(consumer);
    photos.grantImport(consumer);
    // Batches of one: a conversation accepts about one message a second, and a job that waits delays no other.
    this.#queue.feed(consumer, { batchSize: 1, maxConcurrency: 2 });
    this.#queue.watchLateness(alarms, {
      longest: Duration.minutes(30),
      errorImpact: 'Les avis arrivent dans Teams avec plus d’une demi-heure de retard.',
      runbook: 'teams-outbound-late',
    });
  }

  /** The right to put a job on the queue. */
  grantEnqueue(grantee: IGrantable): void {
    this.#queue.grantSend(grantee);
  }
}
