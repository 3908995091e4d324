import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBRecord, SQSEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { damageKey, subscriberKey } from '../../functions/adapters/dynamodb/keys.ts';
import { shortIdFrom } from '../../functions/adapters/node/crypto.ts';
import {
  createGiveUp,
  createWebhookQueue,
  parseSendJob,
} from '../../functions/channels/webhooks/queue.ts';
import type { Backfill, SendJob } from '../../functions/domain/webhooks/message.ts';
import { changeSubscriber } from '../../functions/domain/webhooks/subscriber.ts';
import { createWebhookConsumer } from '../../functions/lambdas/wiring/webhooks-outbound.ts';
import { makeReportDamage } from '../../functions/use-cases/damages.ts';
import type { SendWebhookResult } from '../../functions/use-cases/webhook-messages.ts';
import {
  crochepierre,
  durand,
  inspector,
  damage as report,
  subscriber,
} from '../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';
import { recordOf } from './record-of.ts';

let environment: TestEnvironment;
beforeEach(async () => {
  environment = await createTestEnvironment();
});

const consume = (...Records: DynamoDBRecord[]) => environment.consumeStream({ Records });
const by = { at: '2026-01-14T08:12:00.000Z', who: 'Lucie Martin', idempotencyKey: 'b' };

async function reported() {
  const { uai } = crochepierre;
  const said = { uai, by: durand, channel: 'web', idempotencyKey: 'a' } as const;
  const outcome = await makeReportDamage({ ...environment, shortIdFrom })(said, report);
  if (outcome.kind !== 'reported') throw new Error(outcome.kind);
  return recordOf(environment, damageKey(uai, outcome.damage.id));
}

describe('what was just written', () => {
  test('is ordered once for each subscriber that wants it, however often the stream says it', async () => {
    await environment.subscribers.save(subscriber);
    await environment.subscribers.save({
      ...subscriber,
      id: 'another',
      types: ['damage.reported'],
    });
    await environment.subscribers.save({
      ...subscriber,
      id: 'of deliveries',
      types: ['delivery.arrived'],
    });
    const record = await reported();
    await consume(record, record);
    await consume(record);
    expect(environment.sendJobs.map(({ subscriberId }) => subscriberId).toSorted()).toEqual([
      'abcdef123456',
      'another',
    ]);
    const [one, other] = environment.sendJobs;
    expect(one?.event).toEqual(other?.event);
    expect(one).toMatchObject({
      requestedAt: '2026-01-14T08:12:00.000Z',
      event: { type: 'damage.reported' },
    });
  });

  test('is ordered for one that is paused, and not for one that is disabled', async () => {
    for (const [id, what] of [
      ['paused', 'paused'],
      ['disabled', 'disabled'],
    ] as const) {
      const changed = changeSubscriber({ ...subscriber, id }, what, by);
      if (changed) await environment.subscribers.save(changed);
    }
    await consume(await reported());
    expect(environment.sendJobs.map(({ subscriberId }) => subscriberId)).toEqual(['paused']);
  });

  test('comes again when the queue would not have it', async () => {
    await environment.subscribers.save(subscriber);
    const record = await reported();
    environment.faults.queue = new Error('the queue is away');
    expect((await consume(record)).batchItemFailures).toHaveLength(1);
    expect(environment.sendJobs).toEqual([]);
    environment.faults.queue = undefined;
    expect((await consume(record)).batchItemFailures).toEqual([]);
    expect(environment.sendJobs).toHaveLength(1);
  });
});

test.each([
  ['gone', 'n’existe plus'],
  ['never-answers', 'depuis cinq jours'],
] as const)(
  'the service Éducation hears by mail that a subscriber was disabled: %s',
  async (what, why) => {
    await environment.subscribers.save(subscriber);
    const OldImage = (await recordOf(environment, subscriberKey('047', subscriber.id))).dynamodb
      ?.NewImage;
    const disabled = changeSubscriber({ ...subscriber, version: 1 }, what, { ...by, who: '' });
    if (disabled) await environment.subscribers.save(disabled);
    await consume(
      await recordOf(environment, subscriberKey('047', subscriber.id), {
        ...(OldImage && { OldImage }),
      }),
    );
    expect(environment.sent.map(({ to, subject }) => [to, subject])).toEqual([
      [inspector.mail, 'Abonné désactivé\u00a0: Logiciel de maintenance'],
    ]);
    expect(environment.sent[0]?.text).toContain(why);
    expect(environment.sent[0]?.text).toContain(`/education/abonnes/${subscriber.id}`);
  },
);

const wanted = { subscriberId: subscriber.id, from: by.at };

describe('the queue', () => {
  const job: SendJob = {
    subscriberId: subscriber.id,
    requestedAt: by.at,
    event: { id: 'msg_1', type: 'damage.reported', at: by.at, body: '{}' },
  };

  test('is given ten orders at a time, and one that it refuses is a failure of all', async () => {
    const sqs = mockClient(SQSClient);
    sqs.on(SendMessageBatchCommand).resolves({});
    const queue = createWebhookQueue(new SQSClient({}), 'http://127.0.0.1/queue');
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

  test.each<Backfill>([
    { ...wanted, kind: 'missed', requestedAt: by.at, states: ['held'] },
    { ...wanted, kind: 'past', uai: crochepierre.uai },
  ])('carries a catch-up ($kind) to what makes orders of it', async (backfill) => {
    const sqs = mockClient(SQSClient);
    sqs.on(SendMessageBatchCommand).resolves({});
    await createWebhookQueue(new SQSClient({}), 'http://127.0.0.1/queue').putBackfills([backfill]);
    const [call] = sqs.commandCalls(SendMessageBatchCommand);
    const body = call?.args[0].input.Entries?.[0]?.MessageBody ?? '';
    expect(parseSendJob(body)).toEqual(backfill);
  });

  test('keeps what must be sent later for as long as it must, and lets the rest go', async () => {
    const sqs = mockClient(SQSClient);
    sqs.on(SendMessageCommand).resolves({});
    const outcomes: Record<string, SendWebhookResult> = {
      'at once': { kind: 'done' },
      later: { kind: 'retry', seconds: 300 },
      never: { kind: 'exhausted' },
    };
    const hidden: [string, number][] = [];
    const consumeWebhooks = createWebhookConsumer({
      enqueueBackfill: async () => undefined,
      sendWebhook: async ({ event }) => {
        const outcome = outcomes[event.id];
        if (!outcome) throw new Error('the table is away');
        return outcome;
      },
      hide: async (receipt, seconds) => void hidden.push([receipt, seconds]),
      giveUp: createGiveUp(new SQSClient({}), 'http://127.0.0.1/failures'),
    });
    const names = [...Object.keys(outcomes), 'broken', 'no order'];
    const Records = names.map((name) => ({
      messageId: name,
      receiptHandle: name,
      body:
        name === 'no order' ? '{}' : JSON.stringify({ ...job, event: { ...job.event, id: name } }),
    }));
    const { batchItemFailures } = await consumeWebhooks({ Records } as SQSEvent);
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
      'later',
      'broken',
      'no order',
    ]);
    expect(hidden).toEqual([['later', 300]]);
    const given = sqs.commandCalls(SendMessageCommand).map(({ args }) => args[0].input.MessageBody);
    expect(given).toEqual([Records[2]?.body]);
  });
});
