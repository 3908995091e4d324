import { expect, test } from 'vitest';
import { synthesise } from '../synthesise.ts';

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

test('no function may scan the table, nor do anything to everything but list the streams', () => {
  const policies = Object.values(synthesise('prod').findResources('AWS::IAM::Policy'));
  const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  const whatListsStreams = statements.filter(({ Action }) => Action === 'dynamodb:ListStreams');
  const others = JSON.stringify(statements.filter((each) => !whatListsStreams.includes(each)));
  expect(whatListsStreams).toHaveLength(1);
  expect(others).toContain('dynamodb:Query');
  expect(others).not.toContain('dynamodb:Scan');
  expect(others).not.toMatch(/"\*"|:\*"/);
});
