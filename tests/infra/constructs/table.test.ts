import { expect, test } from 'vitest';
import {
  changesIndex,
  indexAttributes,
  openIndex,
} from '../../../functions/adapters/dynamodb/keys.ts';
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

test('one index lists the changes of a day, the other what is open of a school year', () => {
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
      {
        IndexName: 'open',
        KeySchema: [
          { AttributeName: 'openYear', KeyType: 'HASH' },
          { AttributeName: 'openFrom', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  });
});

test('the indexes and their keys are those that the stores write and query', () => {
  const [definition] = Object.values(templateOf('prod').findResources(table));
  const indexes: { IndexName: string; KeySchema: { AttributeName: string }[] }[] =
    definition?.['Properties'].GlobalSecondaryIndexes;
  expect(indexes.map(({ IndexName }) => IndexName)).toEqual([changesIndex, openIndex]);
  const keys = indexes.flatMap(({ KeySchema }) => KeySchema.map((key) => key.AttributeName));
  expect(keys).toEqual([...indexAttributes]);
});

test('functions may read and write items of the table and query its indexes, and no more', () => {
  const policies = Object.values(templateOf('prod').findResources('AWS::IAM::Policy'));
  const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  const grants = statements.filter(({ Action }) => Action.includes('dynamodb:Query'));
  expect(grants.length).toBeGreaterThan(0);
  for (const { Action, Resource } of grants) {
    expect(Action).toEqual([
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:PutItem',
      'dynamodb:DeleteItem',
    ]);
    expect(Resource).toHaveLength(3);
    expect(JSON.stringify(Resource)).toMatch(/\/index\/changes".*\/index\/open"/);
  }
});

test('no function may scan the table, and none has a right on every resource but listing streams', () => {
  const policies = Object.values(templateOf('prod').findResources('AWS::IAM::Policy'));
  const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  const whatListsStreams = statements.filter(({ Action }) => Action === 'dynamodb:ListStreams');
  const others = JSON.stringify(statements.filter((each) => !whatListsStreams.includes(each)));
  // The two functions that read the stream.
  expect(whatListsStreams).toHaveLength(2);
  expect(others).toContain('dynamodb:Query');
  expect(others).not.toContain('dynamodb:Scan');
  expect(others).not.toMatch(/"\*"|:\*"/);
});
