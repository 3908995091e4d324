import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { divider, home, long, modal, plain, typedInput, words } from './block-kit/samples.ts';
import { startTestSlack, type TestSlack } from './test-slack.ts';

let testSlack: TestSlack;

beforeAll(async () => {
  testSlack = await startTestSlack();
});
afterAll(() => testSlack.slack.close());
afterEach(() => testSlack.resetClock());

describe('modals', () => {
  test('need a trigger of the last three seconds, which is valid once', async () => {
    const trigger_id = await testSlack.trigger();
    expect(
      await testSlack.errorOf('views.open', { trigger_id: 'invented', view: modal(divider) }),
    ).toBe('invalid_trigger_id');
    expect(await testSlack.errorOf('views.open', { trigger_id, view: modal(divider) })).toBe('ok');
    expect(await testSlack.errorOf('views.open', { trigger_id, view: modal(divider) })).toBe(
      'exchanged_trigger_id',
    );
    const late = await testSlack.trigger();
    testSlack.advanceClock(3000);
    expect(await testSlack.errorOf('views.open', { trigger_id: late, view: modal(divider) })).toBe(
      'expired_trigger_id',
    );
  });

  test('that exceed a limit are refused with the place, and do not use the trigger up', async () => {
    const trigger_id = await testSlack.trigger();
    const view = { ...modal(divider), title: plain(long(25)) };
    await expect(testSlack.call('views.open', { trigger_id, view })).rejects.toMatchObject({
      data: {
        error: 'invalid_arguments',
        response_metadata: {
          messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
        },
      },
    });
    expect(await testSlack.errorOf('views.open', { trigger_id, view: modal(divider) })).toBe('ok');
  });

  test('are updated with the latest hash only, and not after they are closed', async () => {
    const opened = await testSlack.call('views.open', {
      trigger_id: await testSlack.trigger(),
      view: modal(divider),
    });
    const { id: view_id, hash } = Object(opened['view']);
    const view = modal(words(5));
    expect(await testSlack.errorOf('views.update', { view_id, hash: 'another', view })).toBe(
      'hash_conflict',
    );
    expect(await testSlack.errorOf('views.update', { view_id, hash, view })).toBe('ok');
    expect(testSlack.slack.screen.modals('claire')[0]?.blocks[0]?.type).toBe('section');
    await testSlack.slack.client.close('claire');
    expect(await testSlack.errorOf('views.update', { view_id, view })).toBe('not_found');
  });

  test('stack three deep, and one more after one is closed', async () => {
    await testSlack.call('views.open', {
      trigger_id: await testSlack.trigger(),
      view: modal(divider),
    });
    const push = async () => {
      const top = testSlack.slack.screen.modals('claire').at(-1);
      const action = { block_id: 'a', action_id: 'b', type: 'button' };
      await testSlack.slack.client.pressInView('claire', { viewId: top?.id ?? '', action });
      return testSlack.errorOf('views.push', {
        trigger_id: testSlack.lastTrigger(),
        view: modal(typedInput()),
      });
    };
    expect([await push(), await push(), await push()]).toEqual(['ok', 'ok', 'push_limit_reached']);
    await testSlack.slack.client.close('claire');
    expect(await push()).toBe('ok');
    await testSlack.slack.client.close('claire', true);
    expect(testSlack.slack.screen.modals('claire')).toEqual([]);
  });
});

test('a Home is published for one member, with the hash of the previous one', async () => {
  const published = await testSlack.call('views.publish', {
    user_id: testSlack.claire().id,
    view: home(words(3)),
  });
  const { hash } = Object(published['view']);
  const again = { user_id: testSlack.claire().id, view: home(divider) };
  expect(await testSlack.errorOf('views.publish', { ...again, hash: 'another' })).toBe(
    'hash_conflict',
  );
  expect(await testSlack.errorOf('views.publish', { ...again, hash })).toBe('ok');
  expect(testSlack.slack.screen.home('claire')?.blocks[0]?.type).toBe('divider');
  expect(testSlack.slack.screen.home('omar')).toBeUndefined();
});
