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

/** Keeps the photos of damages and réserves, and runs `functions/lambdas/photo-uploads.ts` on each that is uploaded. */
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
    // Else S3 says of a photo that is gone that it is forbidden.
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

  /** What is needed to make forms that upload and links that show. */
  grantOffer(grantee: ServiceFunction<FunctionName>): void {
    this.#grant(grantee, ['s3:PutObject'], uploaded);
    this.#grant(grantee, ['s3:GetObject'], shown);
  }

  /** What is needed to put there what a chat held. */
  grantImport(grantee: ServiceFunction<FunctionName>): void {
    this.#grant(grantee, ['s3:PutObject'], uploaded);
  }

  #grant(grantee: ServiceFunction<FunctionName>, actions: string[], prefix: string): void {
    const resourceArns = [this.#bucket.arnForObjects(`${prefix}*`)];
    Grant.addToPrincipal({ grantee, actions, resourceArns });
    const bucketId = Stack.of(this).getLogicalId(resourceOf(this.#bucket));
    Validations.of(grantee.role ?? grantee).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/${prefix}*]`,
      reason: 'Photos are many, and their names are made as they come.',
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
  // Not by the bucket's own `eventBridgeEnabled`: CDK would add a function of its own to turn it on.
  resourceOf(bucket).notificationConfiguration = {
    eventBridgeConfiguration: { eventBridgeEnabled: true },
  };
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason: 'Private; every link into it is made by a function after the use cases said who may.',
  });
  return bucket;
}

function resourceOf({ node }: Bucket): CfnBucket {
  if (CfnBucket.isCfnBucket(node.defaultChild)) return node.defaultChild;
  throw new Error('The bucket has no resource');
}
