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

/** Names and attributes are those of `functions/adapters/dynamodb/keys.ts`. An index lists only the items that have its attributes. */
const indexes = [
  { indexName: 'changes', partitionKey: 'changedDay', sortKey: 'changedAt' },
  { indexName: 'open', partitionKey: 'openYear', sortKey: 'openFrom' },
] as const;

/** The application's one table. `functions/adapters/dynamodb` defines what is in it. */
export class AppTable extends Construct {
  readonly name: string;
  readonly #table: Table;

  constructor(scope: Construct, id: string, { retain }: StageSettings) {
    super(scope, id);
    const text = (name: string) => ({ name, type: AttributeType.STRING });
    this.#table = new Table(this, 'Table', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'expiresAt',
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      deletionProtection: retain,
      removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    for (const { indexName, partitionKey, sortKey } of indexes) {
      this.#table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: text(partitionKey),
        sortKey: text(sortKey),
      });
    }
    this.name = this.#table.tableName;
  }

  /** The four actions that the stores call. CDK's own grants would add Scan, and no function may read the whole table. */
  grantReadAndWrite(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:DeleteItem'],
      resourceArns: [
        this.#table.tableArn,
        ...indexes.map(({ indexName }) => `${this.#table.tableArn}/index/${indexName}`),
      ],
    });
  }

  /**
   * Invokes a function with the writes to the table, those to one item in their order. At most two functions may read a
   * stream: a third would be throttled. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
   */
  grantStreamRead(to: LambdaFunction, how: DynamoEventSourceProps): void {
    to.addEventSource(new DynamoEventSource(this.#table, how));
    Validations.of(to.role ?? to).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Lambda must be able to list streams, and dynamodb:ListStreams knows no resource.',
    });
  }
}
