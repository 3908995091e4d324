import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { words } from './block-kit/samples.ts';
import { type Desk, openDesk } from './slack-desk.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.slack.close());
afterEach(() => desk.backToNow());

describe('a response_url', () => {
  test('is answered five times in half an hour, for that person alone', async () => {
    await desk.trigger();
    for (const _ of [1, 2, 3, 4, 5])
      expect((await desk.respond({ text: 'Merci' })).status).toBe(200);
    expect((await desk.respond({ text: 'Merci' })).status).toBe(404);
    expect((await desk.slack.screen.messages('claire')).at(-1)?.isEphemeral).toBe(true);
    await desk.trigger();
    desk.later(31 * 60_000);
    expect((await desk.respond({ text: 'Merci' })).status).toBe(404);
  });

  test('replaces the message that was acted upon, and passes the same limits', async () => {
    await desk.call('chat.postMessage', { channel: desk.claire().id, text: 'Avant' });
    const message = (await desk.slack.screen.messages('claire'))
      .filter((one) => !one.isEphemeral)
      .at(-1);
    if (!message) throw new Error('No message');
    const pressed = { block_id: 'a', action_id: 'b', type: 'button' };
    await desk.slack.client.pressInMessage('claire', message, pressed);
    expect((await desk.respond({ text: 'Après', blocks: [words(3001)] })).status).toBe(400);
    await desk.respond({ text: 'Après', replace_original: true });
    const after = await desk.slack.screen.messages('claire');
    expect(after.find(({ ts }) => ts === message.ts)?.text).toBe('Après');
  });
});
