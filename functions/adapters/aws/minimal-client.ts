import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { SignatureV4 } from '@smithy/signature-v4';
import { type Dynamo, type Table, tableOver } from '../dynamodb/table.ts';
import { createHttpsFetch } from '../node/http.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface ServiceSetting {
  /** As signatures name it: `dynamodb`. */
  readonly service: string;
  readonly endpoint: string;
  readonly region: string;
  /** The prefix of its operations: `DynamoDB_20120810`. */
  readonly target: string;
  readonly contentType: string;
  readonly credentials: Credentials;
  readonly fetch: ReturnType<typeof createHttpsFetch>;
}

type HmacSecret = string | ArrayBuffer | ArrayBufferView;

/** SHA-256, or HMAC-SHA-256 where there is a secret, in the shape that the signer asks for. */
class Sha256 {
  readonly #secret: HmacSecret | undefined;
  #hash: Hash | Hmac;

  constructor(secret?: HmacSecret) {
    this.#secret = secret;
    this.#hash = createSha256(secret);
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    this.#hash = createSha256(this.#secret);
  }
}

function createSha256(secret: HmacSecret | undefined): Hash | Hmac {
  if (secret === undefined) return createHash('sha256');
  if (typeof secret === 'string') return createHmac('sha256', secret);
  return createHmac('sha256', toBytes(secret));
}

function toBytes(source: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}

/** Signs a POST to the endpoint. Every header that is given is signed, and those that are added. */
export function createRequestSigner(
  setting: Pick<ServiceSetting, 'service' | 'region' | 'endpoint' | 'credentials'>,
) {
  const { service, region, credentials } = setting;
  const { protocol, hostname, host } = new URL(setting.endpoint);
  const signer = new SignatureV4({
    ...{ service, region, credentials, sha256: Sha256 },
    // The checksum of the body as a header: only S3 asks for it.
    applyChecksum: false,
  });
  return async (
    headers: Readonly<Record<string, string>>,
    body: string,
    signingDate: Date,
  ): Promise<Record<string, string>> => {
    const url = { protocol, hostname, path: '/' };
    const request = { ...url, method: 'POST', headers: { host, ...headers }, body };
    const signed = await signer.sign(request, { signingDate });
    return signed.headers;
  };
}

const maxAttempts = 4;
const firstDelayMilliseconds = 50;

/** Carries the name that AWS gives the error, as the errors of the SDK do. */
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
 * Calls an AWS service whose protocol is JSON. Retries throttling, server errors and lost answers, as the SDK does; rejects
 * with the error's AWS name for everything else.
 */
export function createServiceCall(setting: ServiceSetting) {
  const sign = createRequestSigner(setting);
  const { endpoint, target, contentType, fetch } = setting;

  async function send(operation: string, body: string): Promise<string> {
    const headers = { 'content-type': contentType, 'x-amz-target': `${target}.${operation}` };
    const signed = await sign(headers, body, new Date());
    const response = await fetch(endpoint, { method: 'POST', headers: signed, body });
    const text = await response.text();
    if (response.ok) return text;
    throw new ServiceError(errorNameIn(text), response.status);
  }

  return async <Output>(operation: string, input: object): Promise<Output> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return JSON.parse(await send(operation, JSON.stringify(input)));
      } catch (error) {
        if (attempt === maxAttempts || !isTransient(error)) throw error;
        // Jitter: calls that were throttled together are not retried together.
        await wait(Math.random() * firstDelayMilliseconds * 2 ** attempt);
      }
    }
  };
}

/** `ConditionalCheckFailedException` in `com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException`. A proxy may answer without JSON. */
const errorNameIn = (text: string) =>
  /"__type"\s*:\s*"(?:[^"#]*#)?([^":]+)/.exec(text)?.[1] ?? 'UnknownError';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
const throttlingErrors = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionInProgressException',
]);

const isTransient = (error: unknown) =>
  !(error instanceof ServiceError) ||
  error.status >= 500 ||
  error.status === 429 ||
  throttlingErrors.has(error.name);

export interface MinimalClients {
  readonly table: (name: string) => Table;
  /** Fetches the secret at each call; the caller caches it. */
  readonly secret: (id: string) => () => Promise<string>;
}

const dynamo = {
  service: 'dynamodb',
  endpointVariable: 'AWS_ENDPOINT_URL_DYNAMODB',
  target: 'DynamoDB_20120810',
  contentType: 'application/x-amz-json-1.0',
};
const secretsManager = {
  service: 'secretsmanager',
  endpointVariable: 'AWS_ENDPOINT_URL_SECRETS_MANAGER',
  target: 'secretsmanager',
  contentType: 'application/x-amz-json-1.1',
};

/**
 * Clients of DynamoDB and Secrets Manager without the SDK, which is half of a cold start of the Slack function. Why, and what
 * is lost: docs/decisions/0010-the-slack-bundle-is-minimal.md.
 */
export function minimalClients(environment: NodeJS.ProcessEnv): MinimalClients {
  const { AWS_REGION: region = '', AWS_SESSION_TOKEN: sessionToken } = environment;
  const shared = {
    region,
    // Lambda gives credentials in the environment.
    credentials: {
      accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
      sessionToken,
    },
    fetch: createHttpsFetch({ timeoutMilliseconds: 5000 }),
  } satisfies Partial<ServiceSetting>;
  const callOf = ({ endpointVariable, ...service }: typeof dynamo) =>
    createServiceCall({
      ...shared,
      ...service,
      // The variables by which the SDK too is given another endpoint.
      endpoint:
        environment[endpointVariable] ?? `https://${service.service}.${region}.amazonaws.com`,
    });
  return {
    table: (name) => tableOver(minimalDynamo(callOf(dynamo)), name),
    secret(SecretId) {
      const call = callOf(secretsManager);
      return async () => {
        const { SecretString } = await call<{ SecretString?: string }>('GetSecretValue', {
          SecretId,
        });
        if (!SecretString) throw new Error(`The secret ${SecretId} is empty`);
        return SecretString;
      };
    },
  };
}

/** Attribute values are already in the form of the API, except binary ones: no item has any. */
const minimalDynamo = (call: ReturnType<typeof createServiceCall>): Dynamo => ({
  getItem: (input) => call('GetItem', input),
  query: (input) => call('Query', input),
  putItem: (input) => call('PutItem', input),
  deleteItem: (input) => call('DeleteItem', input),
});
