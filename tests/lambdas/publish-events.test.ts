import type { DynamoDBRecord } from 'aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import { damageKey, subscriberKey } from '../../functions/adapters/dynamodb/keys.ts';
import { changeSubscriber } from '../../functions/domain/webhooks/subscriber.ts';
import { reportDamage } from '../../functions/use-cases/damages.ts';
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
  const outcome = await reportDamage(environment, said, report);
  if (outcome.kind !== 'reported') throw new Error(outcome.kind);
  return recordOf(environment, damageKey(uai, outcome.damage.id));
}

describe('the event of a change', () => {
  test('is enqueued once for each subscriber that wants it, even when the stream repeats the record', async () => {
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

  test('is enqueued for a paused subscriber, and not for a disabled one', async () => {
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

  test('is retried when the queue refuses it', async () => {
    await environment.subscribers.save(subscriber);
    const record = await reported();
    environment.faults.queue = new Error('the queue is down');
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
  'the service Éducation is notified by mail that a subscriber was disabled: %s',
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
