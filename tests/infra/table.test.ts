import { expect, test } from 'vitest';
import { synthesise } from './synthesise.ts';

const table = 'AWS::DynamoDB::Table';

test('what people wrote outlives the stack in production', () => {
  synthesise('prod').hasResource(table, {
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: { DeletionProtectionEnabled: true },
  });
});

test('the table can be restored to any minute, and its changes are streamed with both images', () => {
  synthesise('test').hasResourceProperties(table, {
    BillingMode: 'PAY_PER_REQUEST',
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
  });
});

test('the changes of one day can be read without reading anything else', () => {
  synthesise('prod').hasResourceProperties(table, {
    GlobalSecondaryIndexes: [
      {
        IndexName: 'changes',
        KeySchema: [
          { AttributeName: 'changedDay', KeyType: 'HASH' },
          { AttributeName: 'changedAt', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  });
});

test('no function may scan the table', () => {
  const policies = JSON.stringify(synthesise('local').findResources('AWS::IAM::Policy'));
  expect(policies).toContain('dynamodb:Query');
  expect(policies).not.toContain('dynamodb:Scan');
  expect(policies).not.toContain('*');
});
