import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { Key } from '../../functions/adapters/dynamodb/keys.ts';
import type { TestEnvironment } from '../shared/test-environment.ts';

/** The record of the stream for an item that was just written. */
export async function recordOf(
  environment: TestEnvironment,
  key: Key,
  over: Partial<DynamoDBRecord['dynamodb']> = {},
) {
  const { Item } = await environment.dynamo.getItem({ TableName: 'casiers', Key: marshall(key) });
  return { dynamodb: { NewImage: Item, SequenceNumber: key.pk, ...over } } as DynamoDBRecord;
}
