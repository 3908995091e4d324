import { App, AwsLambdaReceiver, LogLevel } from '@slack/bolt';
import type { FetchFunction } from '@slack/web-api';

export const signingSecret = 'a secret of the tests';

/** Everything that our bot does with Bolt, and nothing of what it says. */
export function createSample(fetch: FetchFunction) {
  const receiver = new AwsLambdaReceiver({ signingSecret, logLevel: LogLevel.ERROR });
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: 'xoxb-1', botId: 'B1', botUserId: 'U1' }),
    convoStore: false,
    logLevel: LogLevel.ERROR,
    clientOptions: {
      ...{ fetch, slackApiUrl: 'https://slack.example/api/', retryConfig: { retries: 0 } },
      ...{ timeout: 2000, rejectRateLimitedCalls: true },
    },
  });
  app.command('/casiers', async ({ ack, client, body }) => {
    if (body.text === 'broken') throw new TypeError('broken');
    if (body.text === 'modal') {
      const view = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'é' } };
      await client.views.open({ trigger_id: body.trigger_id, view: { ...view, blocks: [] } });
    }
    if (body.text === 'silence') return;
    await ack(body.text ? `« ${body.text} »` : { response_type: 'ephemeral', blocks: [] });
    if (body.text === 'twice') await ack();
  });
  app.view('declare', async ({ ack, view }) => {
    if (view.private_metadata) await ack();
    else await ack({ response_action: 'errors', errors: { needs: 'Combien\u00a0?' } });
  });
  app.view({ callback_id: 'declare', type: 'view_closed' }, async ({ ack }) => ack());
  app.action(/^ask/, async ({ ack, respond, client, action }) => {
    await ack();
    await respond({ replace_original: true, text: action.type });
    await client.chat.postMessage({ channel: 'C1', text: 'Reçu', thread_ts: '1.2' });
  });
  app.options('college', async ({ ack, payload }) => {
    await ack({ options: [{ text: { type: 'plain_text', text: payload.value }, value: '1' }] });
  });
  app.shortcut('damage', async ({ ack, body }) => {
    await ack();
    if (body.type === 'message_action') await app.client.users.info({ user: body.user.id });
  });
  app.event('app_mention', async ({ event, say }) => {
    await say({ text: event.text, thread_ts: event.ts });
  });
  app.event('app_home_opened', async ({ event, client, context }) => {
    const { retryNum, retryReason, teamId } = context;
    const home = { type: 'home' as const, blocks: [] };
    const view = { ...home, private_metadata: JSON.stringify({ retryNum, retryReason, teamId }) };
    await client.views.publish({ user_id: event.user, view });
  });
  app.message(async ({ message, say }) => {
    if ('text' in message) await say(message.text ?? '');
  });
  return receiver.toHandler();
}
