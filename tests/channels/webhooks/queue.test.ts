import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { createWebhookQueue, parseWebhookJob } from '../../../functions/channels/webhooks/queue.ts';
import type { Backfill, SendJob } from '../../../functions/domain/webhooks/message.ts';
import { crochepierre } from '../../shared/examples.ts';

const at = '2026-01-14T08:12:00.000Z';
const job: SendJob = {
  subscriberId: 'abcdef123456',
  requestedAt: at,
  event: { id: 'msg_1', type: 'damage.reported', at, body: '{}' },
};

function mockedQueue() {
  const client = new SQSClient({});
  const sqs = mockClient(client);
  return { sqs, queue: createWebhookQueue(client, 'http://127.0.0.1/queue') };
}

test('jobs are put on the queue ten at a time, and one that it refuses fails the whole call', async () => {
  const { sqs, queue } = mockedQueue();
  sqs.on(SendMessageBatchCommand).resolves({});
  await queue.put(Array.from({ length: 25 }, () => job));
  const sizes = sqs
    .commandCalls(SendMessageBatchCommand)
    .map(({ args }) => args[0].input.Entries?.length);
  expect(sizes).toEqual([10, 10, 5]);
  sqs
    .on(SendMessageBatchCommand)
    .resolves({ Failed: [{ Id: '0', Code: 'Away', SenderFault: false }] });
  await expect(queue.put([job])).rejects.toThrow('Away');
});

const wanted = { subscriberId: job.subscriberId, from: at };

test.each<Backfill>([
  { ...wanted, kind: 'missed', requestedAt: at, states: ['held'] },
  { ...wanted, kind: 'past', uai: crochepierre.uai },
])('a backfill ($kind) is read from the queue as it was put', async (backfill) => {
  const { sqs, queue } = mockedQueue();
  sqs.on(SendMessageBatchCommand).resolves({});
  await queue.putBackfills([backfill]);
  const [call] = sqs.commandCalls(SendMessageBatchCommand);
  const body = call?.args[0].input.Entries?.[0]?.MessageBody ?? '';
  expect(parseWebhookJob(body)).toEqual(backfill);
});
