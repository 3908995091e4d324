import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { divider, home, long, modal, plain, typedInput, words } from './block-kit/samples.ts';
import { type Desk, openDesk } from './slack-desk.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.slack.close());
afterEach(() => desk.backToNow());

describe('modals', () => {
  test('want a trigger of the last three seconds, used once', async () => {
    const trigger_id = await desk.trigger();
    expect(await desk.errorOf('views.open', { trigger_id: 'invented', view: modal(divider) })).toBe(
      'invalid_trigger_id',
    );
    expect(await desk.errorOf('views.open', { trigger_id, view: modal(divider) })).toBe('ok');
    expect(await desk.errorOf('views.open', { trigger_id, view: modal(divider) })).toBe(
      'exchanged_trigger_id',
    );
    const late = await desk.trigger();
    desk.later(3000);
    expect(await desk.errorOf('views.open', { trigger_id: late, view: modal(divider) })).toBe(
      'expired_trigger_id',
    );
  });

  test('that pass a limit are refused with the place, and leave the trigger alone', async () => {
    const trigger_id = await desk.trigger();
    const view = { ...modal(divider), title: plain(long(25)) };
    await expect(desk.call('views.open', { trigger_id, view })).rejects.toMatchObject({
      data: {
        error: 'invalid_arguments',
        response_metadata: {
          messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
        },
      },
    });
    expect(await desk.errorOf('views.open', { trigger_id, view: modal(divider) })).toBe('ok');
  });

  test('are changed by whoever saw them last, and not once they are closed', async () => {
    const opened = await desk.call('views.open', {
      trigger_id: await desk.trigger(),
      view: modal(divider),
    });
    const { id: view_id, hash } = Object(opened['view']);
    const view = modal(words(5));
    expect(await desk.errorOf('views.update', { view_id, hash: 'another', view })).toBe(
      'hash_conflict',
    );
    expect(await desk.errorOf('views.update', { view_id, hash, view })).toBe('ok');
    expect(desk.slack.screen.modals('claire')[0]?.blocks[0]?.type).toBe('section');
    await desk.slack.client.close('claire');
    expect(await desk.errorOf('views.update', { view_id, view })).toBe('not_found');
  });

  test('are piled up three high, and higher again once one is closed', async () => {
    await desk.call('views.open', { trigger_id: await desk.trigger(), view: modal(divider) });
    const push = async () => {
      const top = desk.slack.screen.modals('claire').at(-1);
      const pressed = { block_id: 'a', action_id: 'b', type: 'button' };
      await desk.slack.client.pressInView('claire', { viewId: top?.id ?? '', pressed });
      return desk.errorOf('views.push', {
        trigger_id: desk.lastTrigger(),
        view: modal(typedInput()),
      });
    };
    expect([await push(), await push(), await push()]).toEqual(['ok', 'ok', 'push_limit_reached']);
    await desk.slack.client.close('claire');
    expect(await push()).toBe('ok');
    await desk.slack.client.close('claire', true);
    expect(desk.slack.screen.modals('claire')).toEqual([]);
  });
});

test('a Home is published for one person, over the one that was seen', async () => {
  const published = await desk.call('views.publish', {
    user_id: desk.claire().id,
    view: home(words(3)),
  });
  const { hash } = Object(published['view']);
  const again = { user_id: desk.claire().id, view: home(divider) };
  expect(await desk.errorOf('views.publish', { ...again, hash: 'another' })).toBe('hash_conflict');
  expect(await desk.errorOf('views.publish', { ...again, hash })).toBe('ok');
  expect(desk.slack.screen.home('claire')?.blocks[0]?.type).toBe('divider');
  expect(desk.slack.screen.home('omar')).toBeUndefined();
});
