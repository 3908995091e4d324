import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StreamRecord } from '../../../../../infra/local/aws/dynamodb/stream-log.ts';
import { StreamPoller } from '../../../../../infra/local/aws/dynamodb/stream-poller.ts';
import { FunctionHost, type Outcome } from '../../../../../infra/local/aws/lambda/host.ts';
import type { EventSource } from '../../../../../infra/local/aws/template/event-sources.ts';
import {
  eventSource,
  item,
  type StreamEnvironment,
  startStreamEnvironment,
} from './stream-environment.ts';

type Handler = (names: readonly string[], records: readonly StreamRecord[]) => Outcome;

let environment: StreamEnvironment;
let pollers: StreamPoller[];
/** The items of each batch, call by call. */
let calls: string[];
let logged: string[];

beforeEach(async () => {
  environment = await startStreamEnvironment();
  [pollers, calls, logged] = [[], [], []];
});
afterEach(async () => {
  for (const poller of pollers) poller.stop();
  await environment.stop();
});

const nothingFailed: Outcome = { kind: 'answered', result: { batchItemFailures: [] } };
const error: Outcome = { kind: 'failed', errorType: 'Error', errorMessage: 'broken' };
const nameOf = ({ dynamodb }: StreamRecord) => String(dynamodb.Keys['pk']?.['S']);

const failingFrom = (records: readonly StreamRecord[], name: string): Outcome => {
  const failed = records.find((record) => nameOf(record) === name);
  const itemIdentifier = failed?.dynamodb.SequenceNumber;
  return {
    kind: 'answered',
    result: { batchItemFailures: failed ? [{ itemIdentifier }] : [] },
  };
};

function poll(handler: Handler, source: Partial<EventSource> = {}) {
  const poller = new StreamPoller(eventSource(source), {
    stream: environment.log,
    log: (_, line) => logged.push(line),
    firstPauseMilliseconds: 1,
    async invoke({ Records }) {
      const names = Records.map(nameOf);
      calls.push(names.join(''));
      return handler(names, Records);
    },
  });
  environment.proxy.onRecord((record) => poller.add(record));
  pollers.push(poller);
}

async function put(...names: string[]) {
  for (const pk of names) {
    await environment.client.send(
      new PutItemCommand({ TableName: environment.TableName, Item: item(pk) }),
    );
  }
}

const settled = () => expect.poll(() => environment.pending()).toEqual([]);

test('records reach the function in order, in batches of the configured size', async () => {
  await put('a', 'b', 'c', 'd', 'e');
  poll(() => nothingFailed, { batchSize: 2 });
  await settled();
  expect(calls).toEqual(['ab', 'cd', 'e']);
  await put('f');
  await settled();
  expect(calls.at(-1)).toBe('f');
});

test('a failed record is retried with all that follow it, and none before it', async () => {
  await put('a', 'b', 'c', 'd');
  poll((_, records) => (calls.length < 3 ? failingFrom(records, 'c') : nothingFailed));
  await settled();
  expect(calls).toEqual(['abcd', 'cd', 'cd']);
});

test.each([
  ['an error', error],
  ['a malformed response', { kind: 'answered', result: { batchItemFailures: 'c' } }],
  [
    'an unknown identifier',
    { kind: 'answered', result: { batchItemFailures: [{ itemIdentifier: '' }] } },
  ],
] as const)('%s fails the whole batch', async (_, outcome) => {
  await put('a', 'b');
  poll(() => (calls.length === 1 ? outcome : nothingFailed));
  await settled();
  expect(calls).toEqual(['ab', 'ab']);
});

test.each([null, undefined, {}, { batchItemFailures: null }])(
  'the response %j means that every record was processed',
  async (result) => {
    await put('a');
    poll(() => ({ kind: 'answered', result }));
    await settled();
    expect(calls).toEqual(['a']);
  },
);

test('a batch that makes the function fail is halved until the failing record is alone', async () => {
  await put('a', 'b', 'c', 'd');
  poll((names) => (names.includes('c') ? error : nothingFailed), { bisects: true, retries: 1 });
  await settled();
  expect(calls).toEqual(['abcd', 'ab', 'cd', 'c', 'c', 'd']);
  expect(logged).toHaveLength(1);
});

test('a record that keeps failing is given up after its attempts, and logged', async () => {
  await put('a');
  const [record] = environment.pending();
  poll(() => error, { retries: 3 });
  await settled();
  expect(calls).toHaveLength(4);
  expect(logged).toEqual([expect.stringContaining(record?.dynamodb.SequenceNumber ?? 'none')]);
});

test('a record that is too old is given up before its attempts are used', async () => {
  await put('a');
  poll(() => error, { retries: Number.POSITIVE_INFINITY, maxAgeSeconds: -1 });
  await settled();
  expect(calls).toHaveLength(1);
});

test('with a parallelization factor, a failing record holds up only its own item', async () => {
  const names = 'abcdefghij'.split('');
  await put(...names);
  const through: string[] = [];
  poll(
    (batch, records) => {
      if (through.length < names.length - 1 && batch.includes('a'))
        return failingFrom(records, 'a');
      through.push(...batch);
      return nothingFailed;
    },
    { parallelizationFactor: 10, batchSize: 1, retries: Number.POSITIVE_INFINITY },
  );
  await settled();
  expect(through.at(-1)).toBe('a');
});

describe('a function that is killed while it runs', () => {
  let folder: string;
  let host: FunctionHost;

  /** Appends each item to a file; kills its process the first time it receives `b`. */
  const source = `
const { appendFileSync, existsSync, writeFileSync } = require('node:fs');
exports.handler = async ({ Records }) => {
  for (const { dynamodb } of Records) {
    const name = dynamodb.Keys.pk.S;
    if (name === 'b' && !existsSync(process.env.DIED)) {
      writeFileSync(process.env.DIED, '');
      process.kill(process.pid, 'SIGKILL');
    }
    appendFileSync(process.env.NOTES, name);
  }
};`;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'killed-'));
    writeFileSync(join(folder, 'index.js'), source);
    writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }');
    const environment = { DIED: join(folder, 'died'), NOTES: join(folder, 'notes') };
    host = new FunctionHost(
      {
        name: 'Test',
        file: join(folder, 'index.js'),
        exportName: 'handler',
        timeoutSeconds: 5,
        memoryMegabytes: 128,
        environment,
      },
      () => undefined,
    );
  });
  afterEach(async () => {
    await host.stop();
    rmSync(folder, { recursive: true });
  });

  test('is invoked again with the records that it had not finished', async () => {
    await put('a', 'b', 'c');
    pollers.push(
      new StreamPoller(eventSource(), {
        stream: environment.log,
        log: () => undefined,
        firstPauseMilliseconds: 1,
        invoke: (event) => host.invoke(event),
      }),
    );
    await settled();
    // `a` comes twice: a stream delivers at least once.
    expect(readFileSync(join(folder, 'notes'), 'utf8')).toBe('aabc');
  });
});
