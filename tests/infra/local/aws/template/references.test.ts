import { expect, test } from 'vitest';
import {
  createReferences,
  createResolver,
} from '../../../../../infra/local/aws/template/references.ts';

const references = createReferences(
  {
    Resources: {
      Table: { Type: 'AWS::DynamoDB::Table', Properties: {} },
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: {} },
      Log: { Type: 'AWS::Logs::LogGroup', Properties: {} },
    },
    Parameters: { Given: { Default: 'a@b' }, Asked: {} },
  },
  {
    stackName: 'Stack',
    region: 'eu-west-3',
    accountId: '000000000000',
    siteUrl: 'http://127.0.0.1:3000',
    queuesUrl: 'http://127.0.0.1:4000',
  },
);
const resolve = createResolver(references);

test.each([
  [{ Ref: 'Table' }, 'Stack-Table'],
  [{ Ref: 'AWS::Region' }, 'eu-west-3'],
  [{ Ref: 'Given' }, 'a@b'],
  [{ 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, 'http://127.0.0.1:3000'],
  [{ 'Fn::GetAtt': ['Table', 'Arn'] }, 'arn:aws:dynamodb:eu-west-3:000000000000:table/Stack-Table'],
  [{ 'Fn::Join': ['/', ['a', { Ref: 'Table' }]] }, 'a/Stack-Table'],
  [{ 'Fn::Select': [1, { 'Fn::Split': ['@', { Ref: 'Given' }] }] }, 'b'],
  [
    { 'Fn::Sub': `\${Table} in \${AWS::Region}, not \${!Table}` },
    'Stack-Table in eu-west-3, not $' + '{Table}',
  ],
  [{ 'Fn::Sub': [`\${Name}`, { Name: { Ref: 'Given' } }] }, 'a@b'],
  [{ 'Fn::Sub': `\${Api.ApiEndpoint}/` }, 'http://127.0.0.1:3000/'],
])('%j is %s', (value, expected) => {
  expect(resolve(value)).toBe(expected);
});

test('values inside lists and objects are found', () => {
  expect(resolve({ a: [{ b: { Ref: 'Given' } }, 1, null] })).toEqual({
    a: [{ b: 'a@b' }, 1, null],
  });
});

test.each([
  [{ 'Fn::ImportValue': 'other' }, 'Fn::ImportValue'],
  [{ 'Fn::If': ['condition', 1, 2] }, 'Fn::If'],
  [{ Ref: 'Nobody' }, 'Nobody'],
  [{ Ref: 'Asked' }, 'Asked'],
  [{ 'Fn::GetAtt': ['Log', 'Arn'] }, 'Log.Arn'],
  [{ 'Fn::Select': [5, ['a']] }, 'Fn::Select'],
])('%j is refused by name, not passed over', (value, name) => {
  expect(() => resolve(value)).toThrow(name);
});
