import { beforeEach, expect, test } from 'vitest';
import { MessageLocked, withMessageLock } from '../../functions/use-cases/send-once.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';

const key = { recipient: 'slack:T1/U1', reference: 'D-1' };
const place = { channel: 'D1', message: '1.1' };

let environment: TestEnvironment;
beforeEach(async () => {
  environment = await createTestEnvironment();
});

const hold = (act: () => Promise<{ place?: typeof place; shown: number }>) =>
  withMessageLock(environment, key, act);
const stored = () => environment.postedMessages.find(key.recipient, key.reference);

test('a card is remembered as whoever held it left it, and is held no more', async () => {
  await hold(async () => ({ place, shown: 3 }));
  expect(await stored()).toMatchObject({ place, shown: 3 });
  expect(await stored()).not.toHaveProperty('lockedAt');
});

test('is given to one at a time', async () => {
  let inside = 0;
  const act = async () => {
    inside += 1;
    expect(inside).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    inside -= 1;
    return { place, shown: 1 };
  };
  const outcomes = await Promise.allSettled([hold(act), hold(act), hold(act)]);
  const refused = outcomes.filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(2);
  for (const each of refused) expect(each).toHaveProperty('reason', expect.any(MessageLocked));
});

test('is let go as it was by whoever fails', async () => {
  await hold(async () => ({ place, shown: 1 }));
  await expect(hold(() => Promise.reject(new Error('Slack')))).rejects.toThrow('Slack');
  expect(await stored()).toMatchObject({ place, shown: 1 });
  await hold(async () => ({ place, shown: 2 }));
  expect((await stored())?.shown).toBe(2);
});

test('is let go in time by whoever died', async () => {
  const lockedAt = environment.clock.now().toISOString();
  await environment.postedMessages.save({ ...key, shown: 0, lockedAt, version: 0 });
  await expect(hold(async () => ({ place, shown: 1 }))).rejects.toThrow(MessageLocked);
  environment.setClock('2026-01-14T08:13:31.000Z');
  await hold(async () => ({ place, shown: 1 }));
  expect(await stored()).toMatchObject({ place });
});

test('is not given back what somebody else took meanwhile', async () => {
  await hold(async () => {
    environment.setClock('2026-01-14T08:14:00.000Z');
    await hold(async () => ({ place, shown: 7 }));
    return { shown: 1 };
  });
  expect((await stored())?.shown).toBe(7);
});
