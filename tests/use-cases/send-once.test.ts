import { beforeEach, expect, test } from 'vitest';
import { MessageLocked, withMessageLock } from '../../functions/use-cases/send-once.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';

const key = { recipient: 'slack:T1/U1', reference: 'D-1' };
const place = { channel: 'D1', message: '1.1' };

let environment: TestEnvironment;
beforeEach(async () => {
  environment = await createTestEnvironment();
});

const locked = (update: () => Promise<{ place?: typeof place; shown: number }>) =>
  withMessageLock(environment, key, update);
const stored = () => environment.postedMessages.find(key.recipient, key.reference);

test('a posted message is stored as the update leaves it, without a lock', async () => {
  await locked(async () => ({ place, shown: 3 }));
  expect(await stored()).toMatchObject({ place, shown: 3 });
  expect(await stored()).not.toHaveProperty('lockedAt');
});

test('a message is locked by one run at a time', async () => {
  let inside = 0;
  const update = async () => {
    inside += 1;
    expect(inside).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    inside -= 1;
    return { place, shown: 1 };
  };
  const outcomes = await Promise.allSettled([locked(update), locked(update), locked(update)]);
  const refused = outcomes.filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(2);
  for (const each of refused) expect(each).toHaveProperty('reason', expect.any(MessageLocked));
});

test('an update that fails leaves the message as it was, without a lock', async () => {
  await locked(async () => ({ place, shown: 1 }));
  await expect(locked(() => Promise.reject(new Error('Slack')))).rejects.toThrow('Slack');
  expect(await stored()).toMatchObject({ place, shown: 1 });
  await locked(async () => ({ place, shown: 2 }));
  expect((await stored())?.shown).toBe(2);
});

test('the lock of a run that died expires', async () => {
  const lockedAt = environment.clock.now().toISOString();
  await environment.postedMessages.save({ ...key, shown: 0, lockedAt, version: 0 });
  await expect(locked(async () => ({ place, shown: 1 }))).rejects.toThrow(MessageLocked);
  environment.setClock('2026-01-14T08:13:31.000Z');
  await locked(async () => ({ place, shown: 1 }));
  expect(await stored()).toMatchObject({ place });
});

test('a run whose lock has expired does not overwrite what another run stored since', async () => {
  await locked(async () => {
    environment.setClock('2026-01-14T08:14:00.000Z');
    await locked(async () => ({ place, shown: 7 }));
    return { shown: 1 };
  });
  expect((await stored())?.shown).toBe(7);
});
