import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import {
  consumeWebhookJobs,
  type WebhookConsumerDeps,
} from '../../../functions/channels/webhooks/consumer.ts';
import { createFailureQueue } from '../../../functions/channels/webhooks/queue.ts';
import { newDelivery } from '../../../functions/domain/deliveries/delivery.ts';
import { type SendJob, scheduleSeconds } from '../../../functions/domain/webhooks/message.ts';
import { crochepierre, plan, subscriber } from '../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../shared/test-environment.ts';

const at = '2026-01-14T08:12:00.000Z';
const jobOf = (id: string): SendJob => ({
  subscriberId: subscriber.id,
  requestedAt: at,
  event: { id, type: 'damage.reported', at, body: '{}' },
});

let environment: TestEnvironment;
let hidden: [string, number][];
let client: SQSClient;
beforeEach(async () => {
  environment = await createTestEnvironment({ now: at });
  hidden = [];
  client = new SQSClient({});
  await environment.subscribers.save(subscriber);
});

function consume(messages: Readonly<Record<string, string>>) {
  const deps: WebhookConsumerDeps = {
    ...environment,
    random: () => 0.5,
    async postWebhook({ message }) {
      if (message.id === 'broken') throw new Error('no network');
      return { kind: 'answered', status: message.id === 'received' ? 204 : 500 };
    },
    changeVisibility: async (receipt, seconds) => void hidden.push([receipt, seconds]),
    putFailure: createFailureQueue(client, 'http://127.0.0.1/failures'),
    logError: (error) => environment.errors.push(error),
  };
  const Records = Object.entries(messages).map(([name, body]) => ({
    ...{ messageId: name, receiptHandle: name, body },
  }));
  return consumeWebhookJobs(deps, { Records } as SQSEvent);
}

test('a job stays on the queue while it must be tried again, and moves to the failures after its last attempt', async () => {
  const sqs = mockClient(client);
  sqs.on(SendMessageCommand).resolves({});
  const attempt = { at, requestedAt: at, milliseconds: 1, status: 500 };
  await environment.webhookMessages.save({
    ...{ ...jobOf('exhausted'), state: 'waiting', version: 0 },
    attempts: Array.from({ length: scheduleSeconds.length - 1 }, () => attempt),
  });
  const messages = Object.fromEntries(
    ['received', 'later', 'exhausted', 'broken'].map((id) => [id, JSON.stringify(jobOf(id))]),
  );
  const { batchItemFailures } = await consume({ ...messages, 'no job': '{}' });
  expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
    'later',
    'broken',
    'no job',
  ]);
  expect(hidden).toEqual([['later', 5]]);
  const failures = sqs.commandCalls(SendMessageCommand);
  expect(failures.map(({ args }) => args[0].input.MessageBody)).toEqual([messages['exhausted']]);
  expect(environment.errors).toHaveLength(2);
});

test('a backfill becomes jobs on the same queue', async () => {
  const { uai } = crochepierre;
  await environment.subscribers.save({ ...subscriber, version: 1, types: ['delivery.planned'] });
  const act = { at, who: 'x', channel: 'web', idempotencyKey: 'a' } as const;
  await environment.deliveries.save(newDelivery(plan, { uai, id: '7F3K2M' }, act));
  const backfill = { kind: 'past', subscriberId: subscriber.id, uai, from: at };
  expect(await consume({ backfill: JSON.stringify(backfill) })).toEqual({ batchItemFailures: [] });
  expect(environment.sendJobs).toMatchObject([{ event: { type: 'delivery.planned' } }]);
});
