import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import * as z from 'zod';
import { closeServer, listenOn, loopback } from './listen.ts';

export interface TableEngine {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  /** Does nothing to a table that is there already. Says whether it made one. */
  makeTable(name: string, properties: Record<string, unknown>): Promise<boolean>;
  close(): Promise<void>;
}

const attributeType = z.enum(['S', 'N', 'B']);
const keySchema = z.array(
  z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }),
);

/** What dynalite can do of an `AWS::DynamoDB::Table`; streams, backups and expiry stay with AWS. */
const definition = z.object({
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: attributeType }),
  ),
  KeySchema: keySchema,
  BillingMode: z.literal('PAY_PER_REQUEST'),
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: z.object({
          ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
          NonKeyAttributes: z.array(z.string()).optional(),
        }),
      }),
    )
    .optional(),
});

export const tableDefinition = (
  properties: Record<string, unknown>,
): Omit<CreateTableCommandInput, 'TableName'> => definition.parse(properties);

/** An embedded DynamoDB whose data are kept in a folder. */
export async function startTableEngine(folder: string, region: string): Promise<TableEngine> {
  const server = dynalite({ path: folder, createTableMs: 0 });
  const endpoint = `http://${loopback}:${await listenOn(server, 0)}`;
  const client = new DynamoDBClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return {
    endpoint,
    client,
    async makeTable(name, properties) {
      if (await exists(client, name)) return false;
      await client.send(
        new CreateTableCommand({ TableName: name, ...tableDefinition(properties) }),
      );
      return true;
    },
    async close() {
      client.destroy();
      await closeServer(server);
    },
  };
}

async function exists(client: DynamoDBClient, name: string): Promise<boolean> {
  try {
    await client.send(new DescribeTableCommand({ TableName: name }));
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}
