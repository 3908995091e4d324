import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBRecord, SQSEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { damageKey, subscriberKey } from '../../functions/adapters/dynamodb/keys.ts';
import { damageIdFrom } from '../../functions/adapters/node/crypto.ts';
import {
  makeDispatchQueue,
  makeGiveUp,
  readOrder,
} from '../../functions/channels/webhooks/queue.ts';
import type { CatchUp, DispatchOrder } from '../../functions/domain/webhooks/message.ts';
import { changeSubscriber } from '../../functions/domain/webhooks/subscriber.ts';
import { makeCarryDispatches } from '../../functions/lambdas/wiring/webhooks-outbound.ts';
import { makeReportDamage } from '../../functions/use-cases/damages.ts';
import type { SendOutcome } from '../../functions/use-cases/webhook-messages.ts';
import {
  crochepierre,
  durand,
  inspector,
  damage as report,
  subscriber,
} from '../shared/examples.ts';
import { makeWorld, type World } from '../shared/world.ts';
import { recordOf } from './record-of.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});

const carry = (...Records: DynamoDBRecord[]) => world.carryJournal({ Records });
const by = { at: '2026-01-14T08:12:00.000Z', who: 'Lucie Martin', opening: 'b' };

async function reported() {
  const { uai } = crochepierre;
  const said = { uai, by: durand, door: 'web', opening: 'a' } as const;
  const outcome = await makeReportDamage({ ...world, damageIdFrom })(said, report);
  if (outcome.kind !== 'reported') throw new Error(outcome.kind);
  return recordOf(world, damageKey(uai, outcome.damage.id));
}

describe('what was just written', () => {
  test('is ordered once for each subscriber that wants it, however often the stream says it', async () => {
    await world.subscribers.save(subscriber);
    await world.subscribers.save({ ...subscriber, id: 'another', types: ['damage.reported'] });
    await world.subscribers.save({
      ...subscriber,
      id: 'of deliveries',
      types: ['delivery.arrived'],
    });
    const record = await reported();
    await carry(record, record);
    await carry(record);
    expect(world.orders.map(({ subscriberId }) => subscriberId).toSorted()).toEqual([
      'abcdef123456',
      'another',
    ]);
    const [one, other] = world.orders;
    expect(one?.event).toEqual(other?.event);
    expect(one).toMatchObject({
      round: '2026-01-14T08:12:00.000Z',
      event: { type: 'damage.reported' },
    });
  });

  test('is ordered for one that is paused, and not for one that is disabled', async () => {
    for (const [id, what] of [
      ['paused', 'paused'],
      ['disabled', 'disabled'],
    ] as const) {
      const changed = changeSubscriber({ ...subscriber, id }, what, by);
      if (changed) await world.subscribers.save(changed);
    }
    await carry(await reported());
    expect(world.orders.map(({ subscriberId }) => subscriberId)).toEqual(['paused']);
  });

  test('comes again when the queue would not have it', async () => {
    await world.subscribers.save(subscriber);
    const record = await reported();
    world.faults.queue = new Error('the queue is away');
    expect((await carry(record)).batchItemFailures).toHaveLength(1);
    expect(world.orders).toEqual([]);
    world.faults.queue = undefined;
    expect((await carry(record)).batchItemFailures).toEqual([]);
    expect(world.orders).toHaveLength(1);
  });
});

test.each([
  ['gone', 'n’existe plus'],
  ['never-answers', 'depuis cinq jours'],
] as const)(
  'the service Éducation hears by mail that a subscriber was disabled: %s',
  async (what, why) => {
    await world.subscribers.save(subscriber);
    const OldImage = (await recordOf(world, subscriberKey('047', subscriber.id))).dynamodb
      ?.NewImage;
    const disabled = changeSubscriber({ ...subscriber, version: 1 }, what, { ...by, who: '' });
    if (disabled) await world.subscribers.save(disabled);
    await carry(
      await recordOf(world, subscriberKey('047', subscriber.id), { ...(OldImage && { OldImage }) }),
    );
    expect(world.sent.map(({ to, subject }) => [to, subject])).toEqual([
      [inspector.mail, 'Abonné désactivé\u00a0: Logiciel de maintenance'],
    ]);
    expect(world.sent[0]?.text).toContain(why);
    expect(world.sent[0]?.text).toContain(`/education/abonnes/${subscriber.id}`);
  },
);

const wanted = { subscriberId: subscriber.id, from: by.at };

describe('the queue', () => {
  const order: DispatchOrder = {
    subscriberId: subscriber.id,
    round: by.at,
    event: { id: 'msg_1', type: 'damage.reported', at: by.at, body: '{}' },
  };

  test('is given ten orders at a time, and one that it refuses is a failure of all', async () => {
    const sqs = mockClient(SQSClient);
    sqs.on(SendMessageBatchCommand).resolves({});
    const queue = makeDispatchQueue(new SQSClient({}), 'http://127.0.0.1/queue');
    await queue.put(Array.from({ length: 25 }, () => order));
    const sizes = sqs
      .commandCalls(SendMessageBatchCommand)
      .map(({ args }) => args[0].input.Entries?.length);
    expect(sizes).toEqual([10, 10, 5]);
    sqs
      .on(SendMessageBatchCommand)
      .resolves({ Failed: [{ Id: '0', Code: 'Away', SenderFault: false }] });
    await expect(queue.put([order])).rejects.toThrow('Away');
  });

  test.each<CatchUp>([
    { ...wanted, kind: 'missed', round: by.at, states: ['held'] },
    { ...wanted, kind: 'past', uai: crochepierre.uai },
  ])('carries a catch-up ($kind) to what makes orders of it', async (catchUp) => {
    const sqs = mockClient(SQSClient);
    sqs.on(SendMessageBatchCommand).resolves({});
    await makeDispatchQueue(new SQSClient({}), 'http://127.0.0.1/queue').putCatchUps([catchUp]);
    const [call] = sqs.commandCalls(SendMessageBatchCommand);
    const body = call?.args[0].input.Entries?.[0]?.MessageBody ?? '';
    expect(readOrder(body)).toEqual(catchUp);
  });

  test('keeps what must be sent later for as long as it must, and lets the rest go', async () => {
    const sqs = mockClient(SQSClient);
    sqs.on(SendMessageCommand).resolves({});
    const outcomes: Record<string, SendOutcome> = {
      'at once': { kind: 'done' },
      later: { kind: 'later', seconds: 300 },
      never: { kind: 'exhausted' },
    };
    const hidden: [string, number][] = [];
    const carryDispatches = makeCarryDispatches({
      makeOrders: async () => undefined,
      sendDispatch: async ({ event }) => {
        const outcome = outcomes[event.id];
        if (!outcome) throw new Error('the table is away');
        return outcome;
      },
      hide: async (receipt, seconds) => void hidden.push([receipt, seconds]),
      giveUp: makeGiveUp(new SQSClient({}), 'http://127.0.0.1/failures'),
    });
    const names = [...Object.keys(outcomes), 'broken', 'no order'];
    const Records = names.map((name) => ({
      messageId: name,
      receiptHandle: name,
      body:
        name === 'no order'
          ? '{}'
          : JSON.stringify({ ...order, event: { ...order.event, id: name } }),
    }));
    const { batchItemFailures } = await carryDispatches({ Records } as SQSEvent);
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
