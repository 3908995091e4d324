import { Duration } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { FilledSecret } from '../constructs/secrets.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { type House, sharedEnvironment } from '../constructs/shared.ts';
import { WorkQueue } from '../constructs/worker-queue.ts';
import type { Photos } from './photo-uploads.ts';

export interface SlackNoticesProps extends House {
  readonly slackSecret: FilledSecret;
  readonly photos: Photos;
}

/** Runs `functions/lambdas/slack-outbound.ts` on what is to be said in Slack, and fetched from there. */
export class SlackNotices extends Construct {
  readonly postsUrl: string;
  readonly #posts: WorkQueue;

  constructor(scope: Construct, id: string, props: SlackNoticesProps) {
    super(scope, id);
    const { stage, alarms, table, slackSecret, photos } = props;
    this.#posts = new WorkQueue(this, 'Posts', {
      // Also in functions/lambdas/wiring/slack-outbound.ts: who was sending has ended by then.
      timeout: Duration.seconds(90),
      // With the pauses of functions/channels/chat/consumer.ts: Slack may be down for a day.
      attempts: 50,
    });
    this.postsUrl = this.#posts.url;
    const teller = new ServiceFunction(this, 'Function', {
      runs: 'slack-notices',
      environment: {
        ...sharedEnvironment(props),
        SLACK_SECRET_ID: slackSecret.id,
        SLACK_API_URL: 'https://slack.com/api/',
        SLACK_POSTS_URL: this.postsUrl,
        PHOTO_BUCKET: photos.bucketName,
      },
      errorImpact:
        'Des avis ne sont pas arrivés dans Slack, ou des photos n’en sont pas revenues ; les courriels, eux, sont partis.',
      failures: this.#posts.failures,
      timeout: this.#posts.timeout,
      stage,
      alarms,
    });
    table.grantReadAndWrite(teller);
    slackSecret.grantRead(teller);
    photos.grantBring(teller);
    // One at a time: Slack takes about one message a second, and one that must wait makes no other wait.
    this.#posts.feed(teller, { batchSize: 1, maxConcurrency: 2 });
    this.#posts.watchLateness(alarms, {
      longest: Duration.minutes(30),
      errorImpact: 'Les avis arrivent dans Slack avec plus d’une demi-heure de retard.',
      runbook: 'slack-notices-late',
    });
  }

  /** The right to put something on its queue. */
  grantPost(grantee: IGrantable): void {
    this.#posts.grantSend(grantee);
  }
}
