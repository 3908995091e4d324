import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import * as z from 'zod';
import { Halt } from '../../shared/data-folder.ts';
import { closeServer, listenOn, loopback } from '../../shared/http.ts';

export interface TableEngine {
  readonly endpoint: string;
  /** Does nothing when the table exists. */
  createTable(name: string, properties: Record<string, unknown>): Promise<void>;
  close(): Promise<void>;
}

const attributeType = z.enum(['S', 'N', 'B']);
const keySchema = z.array(
  z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }),
);

/** The properties of an `AWS::DynamoDB::Table` that dynalite implements. The proxy adds stream and expiry; backups exist on AWS only. */
const definitionSchema = z.object({
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

type TableDefinition = z.output<typeof definitionSchema>;

export const tableDefinition = (properties: Record<string, unknown>): TableDefinition =>
  definitionSchema.parse(properties);

/** An embedded DynamoDB that stores its data in a folder. */
export async function startTableEngine(folder: string, region: string): Promise<TableEngine> {
  const server = dynalite({ path: folder, createTableMs: 0 });
  const endpoint = `http://${loopback}:${await listenOn(server, 0)}`;
  const client = createClient(endpoint, region);
  return {
    endpoint,
    async createTable(name, properties) {
      const definition = tableDefinition(properties);
      const existing = await describe(client, name);
      if (existing) return refuseOldShape(existing, definition);
      await client.send(new CreateTableCommand({ TableName: name, ...definition }));
      // dynalite answers before the table exists, even with `createTableMs: 0`.
      const waiter = { client, maxWaitTime: 5, minDelay: 0.01, maxDelay: 0.05 };
      await waitUntilTableExists(waiter, { TableName: name });
    },
    async close() {
      client.destroy();
      await closeServer(server);
    },
  };
}

export const createClient = (endpoint: string, region: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

async function describe(
  client: DynamoDBClient,
  name: string,
): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** A stack is updated in place. Local data are only for trying out, so a local table is not migrated. */
function refuseOldShape(existing: TableDescription, wanted: TableDefinition): void {
  const shapeOf = ({ KeySchema, GlobalSecondaryIndexes = [] }: TableDescription) =>
    JSON.stringify([
      KeySchema,
      // The engine may list the indexes in another order than the template.
      GlobalSecondaryIndexes.map((index) =>
        JSON.stringify([index.IndexName, index.KeySchema]),
      ).toSorted(),
    ]);
  if (shapeOf(existing) === shapeOf(wanted)) return;
  throw new Halt(
    'La table gardée ici n’a plus la forme attendue : « npm start -- --fresh » repart de zéro.',
  );
}
