import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AttributeType, BillingMode, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import {
  DynamoEventSource,
  type DynamoEventSourceProps,
} from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { StageSettings } from '../config/stages.ts';

const changesIndex = 'changes';

/** The one table of the counter. `functions/adapters/dynamodb` knows what is in it. */
export class AppTable extends Construct {
  readonly name: string;
  readonly #table: Table;

  constructor(scope: Construct, id: string, { retain }: StageSettings) {
    super(scope, id);
    this.#table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'expiresAt',
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      deletionProtection: retain,
      removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.#table.addGlobalSecondaryIndex({
      indexName: changesIndex,
      partitionKey: { name: 'changedDay', type: AttributeType.STRING },
      sortKey: { name: 'changedAt', type: AttributeType.STRING },
    });
    this.name = this.#table.tableName;
  }

  /** Without Scan: no function may read the whole table. The grants of CDK would give it, and every index. */
  grantReadAndWrite(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: [
        'dynamodb:GetItem',
        'dynamodb:BatchGetItem',
        'dynamodb:Query',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:DeleteItem',
        'dynamodb:BatchWriteItem',
      ],
      resourceArns: [this.#table.tableArn, `${this.#table.tableArn}/index/${changesIndex}`],
    });
  }
  /** Hands what is written to a function, in the order in which each item was. */
  grantStreamRead(to: LambdaFunction, how: DynamoEventSourceProps): void {
    to.addEventSource(new DynamoEventSource(this.#table, how));
    Validations.of(to.role ?? to).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Lambda must be able to list streams, and dynamodb:ListStreams knows no resource.',
    });
  }
}
