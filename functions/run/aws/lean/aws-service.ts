import { setTimeout as wait } from 'node:timers/promises';
import type { makeHttpsFetch } from '../../https-fetch.ts';
import { type Credentials, signRequest } from './sign-request.ts';

export interface ServiceSetting {
  /** As it is written in signatures: `dynamodb`. */
  readonly service: string;
  readonly endpoint: string;
  readonly region: string;
  /** What its operations are written after: `DynamoDB_20120810`. */
  readonly target: string;
  readonly contentType: string;
  readonly credentials: Credentials;
  readonly fetch: ReturnType<typeof makeHttpsFetch>;
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
        return JSON.parse(await ask(setting, operation, JSON.stringify(input)));
      } catch (error) {
        if (attempt === attempts || !mayPass(error)) throw error;
        // At random, so that those who were refused together do not come back together.
        await wait(Math.random() * firstWaitMilliseconds * 2 ** attempt);
      }
    }
  };
}

async function ask(setting: ServiceSetting, operation: string, body: string): Promise<string> {
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

const mayPass = (error: unknown) =>
  !(error instanceof ServiceError) ||
  error.status >= 500 ||
  error.status === 429 ||
  overloads.has(error.name);
