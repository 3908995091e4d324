import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ServiceFunction } from '../constructs/service-function.ts';
import { type SharedResources, sharedEnvironment } from '../constructs/shared.ts';
import { WorkQueue } from '../constructs/worker-queue.ts';

const patienceSeconds = 15;
/** The requests of a batch run in parallel; the other half of the time is for the table and the queue. */
const timeout = Duration.seconds(2 * patienceSeconds);
/** The function decides when to stop retrying. This maximum of SQS only ends messages on which it crashes. */
const attempts = 1000;

/** Runs `functions/lambdas/webhooks-outbound.ts` on the queue of webhooks to send. */
export class WebhooksOutbound extends Construct {
  readonly queueUrl: string;
  readonly secretId: string;
  readonly #queue: WorkQueue;
  readonly #secret: Secret;

  constructor(scope: Construct, id: string, shared: SharedResources) {
    super(scope, id);
    const { stage, table, alarms } = shared;
    this.#queue = new WorkQueue(this, 'SendJobs', { timeout, attempts });
    this.#secret = this.#createSecret(stage.retain);
    this.queueUrl = this.#queue.url;
    this.secretId = this.#secret.secretArn;
    const { failures } = this.#queue;
    const webhooks = new ServiceFunction(this, 'Function', {
      runs: 'webhooks-outbound',
      environment: {
        ...sharedEnvironment(shared),
        WEBHOOK_QUEUE_URL: this.queueUrl,
        WEBHOOK_FAILURES_URL: failures.queueUrl,
        WEBHOOK_SECRET_ID: this.secretId,
        WEBHOOK_ALLOWED_NETWORKS: stage.webhooks.allowedNetworks,
        WEBHOOK_PATIENCE_SECONDS: String(patienceSeconds),
      },
      errorImpact: 'Un abonné n’a pas reçu un événement, malgré tous les essais.',
      failures,
      timeout,
      stage,
      alarms,
    });
    table.grantReadAndWrite(webhooks);
    this.#secret.grantRead(webhooks);
    failures.grantSendMessages(webhooks);
    // A backfill enqueues send jobs, which enqueue nothing: Lambda's recursive loop detection has nothing to stop.
    this.#queue.grantSend(webhooks);
    this.#queue.feed(webhooks, { batchSize: 10, maxConcurrency: 20 });
  }

  /** The right to enqueue webhooks. */
  grantEnqueue(grantee: IGrantable): void {
    this.#queue.grantSend(grantee);
  }

  /** The right to compute the secret of a subscriber, which is shown once. */
  grantShowSecrets(grantee: IGrantable): void {
    this.#secret.grantRead(grantee);
  }

  #createSecret(retain: boolean): Secret {
    const secret = new Secret(this, 'Secret', {
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Every subscriber secret is derived from it and would change at once: it is replaced by hand.',
    });
    return secret;
  }
}
