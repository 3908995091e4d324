import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ServiceFunction } from '../constructs/service-function.ts';
import { type SharedResources, sharedEnvironment } from '../constructs/shared.ts';
import { WorkQueue } from '../constructs/worker-queue.ts';

const patienceSeconds = 15;
/** A batch is sent at once; what is left is for the table and the queue. */
const timeout = Duration.seconds(2 * patienceSeconds);
/** How long to wait is the function's to say: this only ends what makes it fail over and over. SQS knows no more. */
const attempts = 1000;

/** Runs `functions/lambdas/webhooks-outbound.ts` on what other systems are to be told. */
export class WebhooksOutbound extends Construct {
  readonly queueUrl: string;
  readonly secretId: string;
  readonly #queue: WorkQueue;
  readonly #secret: Secret;

  constructor(scope: Construct, id: string, shared: SharedResources) {
    super(scope, id);
    const { stage, table, alarms } = shared;
    this.#queue = new WorkQueue(this, 'Orders', { timeout, attempts });
    this.#secret = this.#makeSecret(stage.retain);
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
    // A catch-up becomes orders. Those make nothing more: what AWS stops for going in circles does not go in any.
    this.#queue.grantSend(webhooks);
    this.#queue.feed(webhooks, { batchSize: 10, maxConcurrency: 20 });
  }

  /** The right to have something sent. */
  grantEnqueue(grantee: IGrantable): void {
    this.#queue.grantSend(grantee);
  }

  /** The right to show a subscriber its secret, once. */
  grantShowSecrets(grantee: IGrantable): void {
    this.#secret.grantRead(grantee);
  }

  #makeSecret(retain: boolean): Secret {
    const secret = new Secret(this, 'Secret', {
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Another secret changes that of every subscriber at once: it is replaced by hand, when it must be.',
    });
    return secret;
  }
}
