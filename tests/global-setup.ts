import type { AddressInfo } from 'node:net';
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import type { TestProject } from 'vitest/node';
import { synthesise } from './infra/synthesise.ts';

declare module 'vitest' {
  interface ProvidedContext {
    dynamoEndpoint: string;
    tableDefinition: Omit<CreateTableCommandInput, 'TableName'>;
  }
}

/** One engine for all tests; its tables are made as the synthesised template says, so that key names cannot drift. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  project.provide('dynamoEndpoint', `http://127.0.0.1:${port}`);
  project.provide('tableDefinition', tableDefinition());
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function tableDefinition() {
  const [table] = Object.values(synthesise('local').findResources('AWS::DynamoDB::Table'));
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode } =
    table?.['Properties'] ?? {};
  return { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode };
}
