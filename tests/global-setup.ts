import type { AddressInfo } from 'node:net';
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import type { TestProject } from 'vitest/node';
import type { StageSettings } from '../infra/config/stages.ts';
import { synthesise } from './infra/synthesise.ts';

declare module 'vitest' {
  interface ProvidedContext {
    dynamoEndpoint: string;
    tableDefinition: Omit<CreateTableCommandInput, 'TableName'>;
    /** The CloudFormation template of each stage. */
    templates: Readonly<Record<StageSettings['name'], object>>;
  }
}

/**
 * One DynamoDB engine and one synthesis for all test files. Tables are created as the synthesised template says, so that
 * tests use the key names that are deployed.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const local = synthesise('local');
  const [table] = Object.values(local.findResources('AWS::DynamoDB::Table'));
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode } =
    table?.['Properties'] ?? {};
  project.provide('dynamoEndpoint', `http://127.0.0.1:${port}`);
  project.provide('tableDefinition', {
    ...{ KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode },
  });
  project.provide('templates', {
    local: local.toJSON(),
    test: synthesise('test').toJSON(),
    prod: synthesise('prod').toJSON(),
  });
  return () => new Promise((resolve) => server.close(() => resolve()));
}
