import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ChangeMessageVisibilityCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Outcome } from '../../../../../infra/local/aws/lambda/host.ts';
import { type QueueEngine, startQueueEngine } from '../../../../../infra/local/aws/sqs/engine.ts';
import { QueuePoller } from '../../../../../infra/local/aws/sqs/poller.ts';
import { createQueues, parseQueues } from '../../../../../infra/local/aws/sqs/queues.ts';
import { resolveStack } from '../../../../../infra/local/aws/stack.ts';
import { parseQueueSources } from '../../../../../infra/local/aws/template/event-sources.ts';
import type { ResolvedStack } from '../../../../../infra/local/aws/template/references.ts';

const region = 'eu-west-3';
let folder: string;
let engine: QueueEngine;
let stack: ResolvedStack;
let pollers: QueuePoller[];
let logged: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'queues-'));
  [pollers, logged] = [[], []];
  await start();
});
afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true });
});

async function start(properties = {}, mapping = {}) {
  engine = await startQueueEngine(join(folder, 'queues.jsonl'), region);
  stack = stackWith(properties, mapping, engine.url);
  await createQueues(parseQueues(stack), engine);
}

async function stop() {
  for (const poller of pollers) poller.stop();
  await engine.close();
}

const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

/** As CDK writes them; visible again after a second. */
function stackWith(properties: object, mapping: object, queuesUrl: string): ResolvedStack {
  const resource = (Type: string, Properties: Record<string, unknown> = {}) => ({
    Type,
    Properties,
  });
  const template = {
    Parameters: {},
    Resources: {
      Failures: resource('AWS::SQS::Queue', { MessageRetentionPeriod: 1_209_600 }),
      Work: resource('AWS::SQS::Queue', {
        VisibilityTimeout: 1,
        SqsManagedSseEnabled: true,
        RedrivePolicy: { deadLetterTargetArn: arnOf('Failures'), maxReceiveCount: 2 },
        ...properties,
      }),
      Worker: resource('AWS::Lambda::Function'),
      Mapping: resource('AWS::Lambda::EventSourceMapping', {
        EventSourceArn: arnOf('Work'),
        FunctionName: { Ref: 'Worker' },
        BatchSize: 5,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 2 },
        ...mapping,
      }),
    },
  };
  const assembly = { stackName: 'Test', template, assetFolder: () => '' };
  const around = { region, accountId: '000000000000', stackName: 'Test', siteUrl: '', queuesUrl };
  return resolveStack(assembly, around);
}

const urlOf = (id: string) => stack.references.ref(id);
const send = (MessageBody: string) =>
  engine.client.send(new SendMessageCommand({ QueueUrl: urlOf('Work'), MessageBody }));

async function bodiesOn(id: string): Promise<string[]> {
  const { Messages = [] } = await engine.client.send(
    new ReceiveMessageCommand({
      QueueUrl: urlOf(id),
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 0,
    }),
  );
  return Messages.map(({ Body = '' }) => Body);
}

/** Hands batches to `handler`, and gives the bodies of each. */
function poll(handler: (event: SQSEvent, call: number) => Outcome | Promise<Outcome>): string[][] {
  const calls: string[][] = [];
  const { assembly, resolve, references } = stack;
  const [source] = parseQueueSources(assembly.template, resolve, references);
  const queue = parseQueues(stack).find(({ arn }) => arn === source?.queueArn);
  if (!source || !queue) throw new Error('no queue');
  const poller = new QueuePoller(source, queue, {
    client: engine.client,
    region,
    log: (_, line) => logged.push(line),
    invoke: async (event) => {
      calls.push(event.Records.map(({ body }) => body));
      return handler(event, calls.length);
    },
  });
  pollers.push(poller);
  return calls;
}

const through: Outcome = { kind: 'answered', result: { batchItemFailures: [] } };
const broken: Outcome = { kind: 'failed', errorType: 'Error', errorMessage: 'broken' };
const failing = ({ Records }: SQSEvent, wanted: string): Outcome => ({
  kind: 'answered',
  result: {
    batchItemFailures: Records.filter(({ body }) => body === wanted).map(({ messageId }) => ({
      itemIdentifier: messageId,
    })),
  },
});

test('a function names its queue by an address that its client can call', async () => {
  expect(urlOf('Work')).toBe(`${engine.url}/000000000000/Test-Work`);
  await send('a');
  expect(await bodiesOn('Work')).toEqual(['a']);
});

test('only the address of this machine that programs speak to each other by has the queues', async () => {
  const { hostname, port } = new URL(engine.url);
  expect(hostname).toBe('127.0.0.1');
  // Of this machine too: whoever listens on every address listens on this one.
  await expect(fetch(`http://127.0.0.2:${port}/health`)).rejects.toThrow();
  expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
});

test('what is sent is handed over in batches, as SQS tells it, and once', async () => {
  const Entries = ['a', 'b', 'c', 'd', 'e', 'f'].map((Id) => ({ Id, MessageBody: Id }));
  await engine.client.send(new SendMessageBatchCommand({ QueueUrl: urlOf('Work'), Entries }));
  const events: SQSEvent[] = [];
  const calls = poll((event) => {
    events.push(event);
    return through;
  });
  await expect.poll(() => calls.flat()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  expect(calls[0]).toHaveLength(5);
  expect(events[0]?.Records[0]).toMatchObject({
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-west-3:000000000000:Test-Work',
    attributes: { ApproximateReceiveCount: '1' },
  });
  await expect.poll(() => engine.log.pending()).toEqual([]);
});

test('only what the function says has failed comes back, once it is visible again', async () => {
  await send('a');
  await send('b');
  const calls = poll((event, call) => (call <= 2 ? failing(event, 'b') : through));
  await expect
    .poll(() => engine.log.pending().map(({ MessageBody }) => MessageBody))
    .toEqual(['b']);
  await expect.poll(() => calls.flat(), { timeout: 3000 }).toEqual(['a', 'b', 'b']);
});

test('a function that breaks gets its whole batch again', async () => {
  await send('a');
  const calls = poll((_, call) => (call === 1 ? broken : through));
  await expect.poll(() => calls, { timeout: 3000 }).toEqual([['a'], ['a']]);
});

test('a function may say when to come back', async () => {
  await stop();
  await start({ VisibilityTimeout: 600 });
  await send('a');
  const calls = poll(async ({ Records }, call) => {
    if (call > 1) return through;
    await engine.client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: urlOf('Work'),
        ReceiptHandle: Records[0]?.receiptHandle,
        VisibilityTimeout: 1,
      }),
    );
    return broken;
  });
  await expect.poll(() => calls, { timeout: 4000 }).toHaveLength(2);
});

test('what fails every time ends among the failures, and is said', async () => {
  await send('a');
  const calls = poll(() => broken);
  await expect.poll(() => bodiesOn('Failures'), { timeout: 5000 }).toEqual(['a']);
  expect(calls).toHaveLength(2);
  expect(logged).toEqual([expect.stringContaining('Given up')]);
});

test('a world that is killed keeps what is on its queues, in order, and what was dealt with stays so', async () => {
  await send('done');
  poll(() => through);
  await expect.poll(() => engine.log.pending()).toEqual([]);
  pollers[0]?.stop();
  await send('a');
  await send('b');
  // As killed: the function has it and never answers.
  poll(() => new Promise(() => undefined));
  await stop();

  await start();
  await expect.poll(() => bodiesOn('Work')).toEqual(['a', 'b']);
});

test('what waited on a queue that is no more is let go', async () => {
  await send('a');
  await stop();
  engine = await startQueueEngine(join(folder, 'queues.jsonl'), region);
  await createQueues([], engine);
  expect(engine.log.pending()).toEqual([]);
});

test.each([
  ['of a queue', { FifoQueue: true }, {}],
  ['of a mapping', {}, { FilterCriteria: { Filters: [] } }],
])('a setting %s that is not imitated is refused', async (_, properties, mapping) => {
  const other = stackWith(properties, mapping, engine.url);
  const { assembly, resolve, references } = other;
  expect(() => [
    ...parseQueues(other),
    ...parseQueueSources(assembly.template, resolve, references),
  ]).toThrow(/Unrecognized key/);
});
