import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { FunctionName } from '../../functions/lambdas/wiring/config.ts';
import type { StageSettings } from '../config/stages.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { type SharedResources, sharedEnvironment } from '../constructs/shared.ts';
import { createFailureQueue } from '../constructs/worker-queue.ts';

/** As in `functions/adapters/s3/photos.ts`. */
const uploaded = 'incoming/';
const shown = 'ready/';

/** Stores the photos of damages and réserves, and runs `functions/lambdas/photo-uploads.ts` on each upload. */
export class PhotoUploads extends Construct {
  readonly bucketName: string;
  readonly #bucket: Bucket;

  constructor(scope: Construct, id: string, props: SharedResources) {
    super(scope, id);
    const { stage, alarms, table } = props;
    this.#bucket = createBucket(this, stage);
    this.bucketName = this.#bucket.bucketName;
    const failures = createFailureQueue(this, 'Failures');
    const consumer = new ServiceFunction(this, 'Function', {
      runs: 'photo-uploads',
      environment: {
        ...sharedEnvironment(props),
        PHOTO_BUCKET: this.bucketName,
      },
      errorImpact: 'Les photos n’arrivent plus sur les signalements ni sur les réserves.',
      failures,
      timeout: Duration.seconds(30),
      stage,
      alarms,
    });
    table.grantReadAndWrite(consumer);
    this.#grant(consumer, ['s3:GetObject', 's3:DeleteObject'], uploaded);
    this.#grant(consumer, ['s3:PutObject'], shown);
    // Without ListBucket, S3 answers 403 instead of 404 for an object that does not exist.
    const resourceArns = [this.#bucket.bucketArn];
    Grant.addToPrincipal({ grantee: consumer, actions: ['s3:ListBucket'], resourceArns });
    new Rule(this, 'Uploaded', {
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [this.bucketName] }, object: { key: [{ prefix: uploaded }] } },
      },
      targets: [new LambdaFunction(consumer, { deadLetterQueue: failures })],
    });
  }

  /** The rights behind presigned uploads and presigned links. */
  grantOffer(grantee: ServiceFunction<FunctionName>): void {
    this.#grant(grantee, ['s3:PutObject'], uploaded);
    this.#grant(grantee, ['s3:GetObject'], shown);
  }

  /** The right to store a photo that was sent in a chat, as if it had been uploaded. */
  grantImport(grantee: ServiceFunction<FunctionName>): void {
    this.#grant(grantee, ['s3:PutObject'], uploaded);
  }

  #grant(grantee: ServiceFunction<FunctionName>, actions: string[], prefix: string): void {
    const resourceArns = [this.#bucket.arnForObjects(`${prefix}*`)];
    Grant.addToPrincipal({ grantee, actions, resourceArns });
    const bucketId = Stack.of(this).getLogicalId(resourceOf(this.#bucket));
    Validations.of(grantee.role ?? grantee).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/${prefix}*]`,
      reason: 'Each photo has its own key, made when it is uploaded.',
    });
  }
}

function createBucket(scope: Construct, { retain }: StageSettings): Bucket {
  const bucket = new Bucket(scope, 'Bucket', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    lifecycleRules: [{ id: 'NeverTakenIn', prefix: uploaded, expiration: Duration.days(1) }],
  });
  // `eventBridgeEnabled` of the Bucket construct would add a Lambda function of CDK's to the stack.
  resourceOf(bucket).notificationConfiguration = {
    eventBridgeConfiguration: { eventBridgeEnabled: true },
  };
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason: 'Private; links are presigned after a use case has checked who may see the photo.',
  });
  return bucket;
}

function resourceOf({ node }: Bucket): CfnBucket {
  if (CfnBucket.isCfnBucket(node.defaultChild)) return node.defaultChild;
  throw new Error('The bucket has no resource');
}
