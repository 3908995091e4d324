import type { Dynamo } from '../../../store/dynamo.ts';
import { type Table, tableOver } from '../../../store/table.ts';
import { makeHttpsFetch } from '../../https-fetch.ts';
import { awsService, type ServiceSetting } from './aws-service.ts';

export interface LeanClients {
  readonly table: (name: string) => Table;
  /** Asks for it at each call: the caller keeps it as long as it likes. */
  readonly secret: (id: string) => () => Promise<string>;
}

const dynamo = {
  service: 'dynamodb',
  variable: 'AWS_ENDPOINT_URL_DYNAMODB',
  target: 'DynamoDB_20120810',
  contentType: 'application/x-amz-json-1.0',
};
const secretsManager = {
  service: 'secretsmanager',
  variable: 'AWS_ENDPOINT_URL_SECRETS_MANAGER',
  target: 'secretsmanager',
  contentType: 'application/x-amz-json-1.1',
};

/**
 * What a function that people wait three seconds for asks of AWS, without the SDK, which is half of its cold start. Why, and
 * what is lost: docs/decisions/0010-the-slack-function-is-lean.md.
 */
export function leanClients(environment: NodeJS.ProcessEnv): LeanClients {
  const { AWS_REGION: region = '', AWS_SESSION_TOKEN: sessionToken } = environment;
  const shared = {
    region,
    // On Lambda they are in the environment and nowhere else.
    credentials: {
      accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
      sessionToken,
    },
    fetch: makeHttpsFetch({ timeoutMilliseconds: 5000 }),
  } satisfies Partial<ServiceSetting>;
  const askOf = ({ variable, ...each }: typeof dynamo) =>
    awsService({
      ...shared,
      ...each,
      // The variables by which the SDK is led elsewhere.
      endpoint: environment[variable] ?? `https://${each.service}.${region}.amazonaws.com`,
    });
  return {
    table: (name) => tableOver(leanDynamo(askOf(dynamo)), name),
    secret(SecretId) {
      const ask = askOf(secretsManager);
      return async () => {
        const { SecretString } = await ask<{ SecretString?: string }>('GetSecretValue', {
          SecretId,
        });
        if (!SecretString) throw new Error(`The secret ${SecretId} is empty`);
        return SecretString;
      };
    },
  };
}

/** Attributes are written as they are sent, but for bytes: none of our items has any. */
const leanDynamo = (ask: ReturnType<typeof awsService>): Dynamo => ({
  getItem: (input) => ask('GetItem', input),
  query: (input) => ask('Query', input),
  putItem: (input) => ask('PutItem', input),
  deleteItem: (input) => ask('DeleteItem', input),
});
