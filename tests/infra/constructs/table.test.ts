import { expect, test } from 'vitest';
import { templateOf } from '../templates.ts';

const table = 'AWS::DynamoDB::Table';

test('the table outlives the stack in production', () => {
  templateOf('prod').hasResource(table, {
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: { DeletionProtectionEnabled: true },
  });
});

test('the table has point-in-time recovery and a stream with both images', () => {
  templateOf('test').hasResourceProperties(table, {
    BillingMode: 'PAY_PER_REQUEST',
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
  });
});

test('the changes of one day are a partition of an index', () => {
  templateOf('prod').hasResourceProperties(table, {
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

test('no function may scan the table, and none has a right on every resource but listing streams', () => {
  const policies = Object.values(templateOf('prod').findResources('AWS::IAM::Policy'));
  const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  const whatListsStreams = statements.filter(({ Action }) => Action === 'dynamodb:ListStreams');
  const others = JSON.stringify(statements.filter((each) => !whatListsStreams.includes(each)));
  expect(whatListsStreams).toHaveLength(1);
  expect(others).toContain('dynamodb:Query');
  expect(others).not.toContain('dynamodb:Scan');
  expect(others).not.toMatch(/"\*"|:\*"/);
});
