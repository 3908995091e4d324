import { createHash, createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Dynamo, type Table, tableOver } from '../dynamodb/table.ts';
import { createHttpsFetch } from '../node/http.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface Signable {
  /** Every header is signed, the host too. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly region: string;
  readonly service: string;
  readonly at: Date;
}

/**
 * The headers of a POST to `/`, with the date and the signature that AWS asks for.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signRequest(
  { headers, body, region, service, at }: Signable,
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
): Record<string, string> {
  const instant = at.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const signed: Record<string, string> = {
    ...headers,
    'x-amz-date': instant,
    ...(sessionToken && { 'x-amz-security-token': sessionToken }),
  };
  const names = Object.keys(signed).sort();
  const lines = names.map((name) => `${name}:${signed[name]}\n`).join('');
  const list = names.join(';');
  const asked = ['POST', '/', '', lines, list, sha256(body)].join('\n');
  const scope = [instant.slice(0, 8), region, service, 'aws4_request'];
  const text = ['AWS4-HMAC-SHA256', instant, scope.join('/'), sha256(asked)].join('\n');
  const key = scope.reduce<string | Buffer>(
    (from, part) => createHmac('sha256', from).update(part).digest(),
    `AWS4${secretAccessKey}`,
  );
  const signature = createHmac('sha256', key).update(text).digest('hex');
  const credential = `${accessKeyId}/${scope.join('/')}`;
  return {
    ...signed,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${list}, Signature=${signature}`,
  };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export interface ServiceSetting {
  /** As it is written in signatures: `dynamodb`. */
  readonly service: string;
  readonly endpoint: string;
  readonly region: string;
  /** What its operations are written after: `DynamoDB_20120810`. */
  readonly target: string;
  readonly contentType: string;
  readonly credentials: Credentials;
  readonly fetch: ReturnType<typeof createHttpsFetch>;
}

const attempts = 4;
const firstWaitMilliseconds = 50;

/** What the service calls it, as the SDK would name its error. */
class ServiceError extends Error {
  override readonly name: string;
  readonly status: number;

  constructor(name: string, status: number) {
    super(`${name} (${status})`);
    this.name = name;
    this.status = status;
  }
}

/**
 * Asks a service of AWS that speaks JSON. Overload, faults of the service and answers that were lost are tried again, as
 * the SDK does; everything else rejects with an error that has the name AWS gave it.
 */
export function awsService(setting: ServiceSetting) {
  return async <Output>(operation: string, input: object): Promise<Output> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return JSON.parse(await send(setting, operation, JSON.stringify(input)));
      } catch (error) {
        if (attempt === attempts || !isTransient(error)) throw error;
        // At random, so that those who were refused together do not come back together.
        await wait(Math.random() * firstWaitMilliseconds * 2 ** attempt);
      }
    }
  };
}

async function send(setting: ServiceSetting, operation: string, body: string): Promise<string> {
  const { endpoint, target, contentType, credentials, region, service, fetch } = setting;
  const headers = {
    host: new URL(endpoint).host,
    'content-type': contentType,
    'x-amz-target': `${target}.${operation}`,
  };
  const signed = signRequest({ headers, body, region, service, at: new Date() }, credentials);
  const answer = await fetch(endpoint, { method: 'POST', headers: signed, body });
  const text = await answer.text();
  if (answer.ok) return text;
  throw new ServiceError(errorNameIn(text), answer.status);
}

/** `com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException` in what is JSON, mostly. */
const errorNameIn = (text: string) =>
  /"__type"\s*:\s*"(?:[^"#]*#)?([^":]+)/.exec(text)?.[1] ?? 'UnknownError';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
const overloads = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionInProgressException',
]);

const isTransient = (error: unknown) =>
  !(error instanceof ServiceError) ||
  error.status >= 500 ||
  error.status === 429 ||
  overloads.has(error.name);

export interface MinimalClients {
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
 * what is lost: docs/decisions/0010-the-slack-bundle-is-minimal.md.
 */
export function minimalClients(environment: NodeJS.ProcessEnv): MinimalClients {
  const { AWS_REGION: region = '', AWS_SESSION_TOKEN: sessionToken } = environment;
  const shared = {
    region,
    // On Lambda they are in the environment and nowhere else.
    credentials: {
      accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
      sessionToken,
    },
    fetch: createHttpsFetch({ timeoutMilliseconds: 5000 }),
  } satisfies Partial<ServiceSetting>;
  const intentOf = ({ variable, ...each }: typeof dynamo) =>
    awsService({
      ...shared,
      ...each,
      // The variables by which the SDK is led elsewhere.
      endpoint: environment[variable] ?? `https://${each.service}.${region}.amazonaws.com`,
    });
  return {
    table: (name) => tableOver(minimalDynamo(intentOf(dynamo)), name),
    secret(SecretId) {
      const intent = intentOf(secretsManager);
      return async () => {
        const { SecretString } = await intent<{ SecretString?: string }>('GetSecretValue', {
          SecretId,
        });
        if (!SecretString) throw new Error(`The secret ${SecretId} is empty`);
        return SecretString;
      };
    },
  };
}

/** Attributes are written as they are sent, but for bytes: none of our items has any. */
const minimalDynamo = (intent: ReturnType<typeof awsService>): Dynamo => ({
  getItem: (input) => intent('GetItem', input),
  query: (input) => intent('Query', input),
  putItem: (input) => intent('PutItem', input),
  deleteItem: (input) => intent('DeleteItem', input),
});
