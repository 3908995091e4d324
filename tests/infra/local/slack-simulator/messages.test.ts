import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { words } from './block-kit/samples.ts';
import { startTestSlack, type TestSlack } from './test-slack.ts';

let testSlack: TestSlack;

beforeAll(async () => {
  testSlack = await startTestSlack();
});
afterAll(() => testSlack.slack.close());
afterEach(() => testSlack.resetClock());

describe('a response_url', () => {
  test('accepts five answers within half an hour, which only that user sees', async () => {
    await testSlack.trigger();
    for (const _ of [1, 2, 3, 4, 5])
      expect((await testSlack.respond({ text: 'Merci' })).status).toBe(200);
    expect((await testSlack.respond({ text: 'Merci' })).status).toBe(404);
    expect((await testSlack.slack.screen.messages('claire')).at(-1)?.isEphemeral).toBe(true);
    await testSlack.trigger();
    testSlack.advanceClock(31 * 60_000);
    expect((await testSlack.respond({ text: 'Merci' })).status).toBe(404);
  });

  test('replaces the message whose button was pressed, within the same limits', async () => {
    await testSlack.call('chat.postMessage', { channel: testSlack.claire().id, text: 'Avant' });
    const message = (await testSlack.slack.screen.messages('claire'))
      .filter(({ isEphemeral }) => !isEphemeral)
      .at(-1);
    if (!message) throw new Error('No message');
    const action = { block_id: 'a', action_id: 'b', type: 'button' };
    await testSlack.slack.client.pressInMessage('claire', message, action);
    expect((await testSlack.respond({ text: 'Après', blocks: [words(3001)] })).status).toBe(400);
    await testSlack.respond({ text: 'Après', replace_original: true });
    const after = await testSlack.slack.screen.messages('claire');
    expect(after.find(({ ts }) => ts === message.ts)?.text).toBe('Après');
  });
});
