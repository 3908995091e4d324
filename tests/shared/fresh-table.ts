import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';
import { createTable, type Table } from '../../functions/adapters/dynamodb/table.ts';

export interface FreshTable {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly table: Table;
}

/** An empty table of its own on the tests' engine. */
export async function freshTable(): Promise<FreshTable> {
  const client = new DynamoDBClient({
    endpoint: inject('dynamoEndpoint'),
    region: 'eu-west-3',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const tableName = `table-${randomUUID()}`;
  await client.send(new CreateTableCommand({ ...inject('tableDefinition'), TableName: tableName }));
  await waitUntilTableExists(
    { client, maxWaitTime: 5, minDelay: 0.01, maxDelay: 0.05 },
    { TableName: tableName },
  );
  return { client, tableName, table: createTable(client, tableName) };
}
