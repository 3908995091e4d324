import type { App } from '@slack/bolt';
import { parseSentence } from '../../content/language/sentences.ts';
import { toError } from '../../domain/error.ts';
import { sendOnce } from '../../use-cases/send-once.ts';
import { orTrouble } from '../chat/respond.ts';
import { messageOf } from './modals.ts';
import { inputText, type Origin, respond, type SlackDeps } from './respond.ts';
import { isDirectChannel } from './web-api.ts';

/** A message to the bot. */
interface IncomingMessage {
  /** The same in each attempt of Slack to deliver the event. */
  readonly eventId: string;
  readonly text: string;
  readonly origin: Origin;
  /** Sends the answer. */
  readonly reply: (message: ReturnType<typeof messageOf>) => Promise<void>;
}

/** Direct messages to the bot, and mentions in channels: only the author of a mention sees the answer. */
export function registerMessages(app: App, deps: SlackDeps): void {
  const { slack } = deps;

  app.event('message', async ({ event, body, context }) => {
    if (event.channel_type !== 'im' || !isDirectChannel(event.channel)) return;
    // Edits, deletions, joins and messages of bots have another subtype.
    if (event.subtype !== undefined && event.subtype !== 'file_share') return;
    if ('bot_id' in event && event.bot_id) return;
    const { channel, text = '', thread_ts } = event;
    const reply: IncomingMessage['reply'] = (message) => slack.post(channel, message, thread_ts);
    await answerOnce(deps, { eventId: body.event_id, text, origin: context, reply });
  });

  app.event('app_mention', async ({ event, body, context }) => {
    if (!event.user || event.bot_id || event.edited) return;
    const { channel, user, text, thread_ts } = event;
    const reply: IncomingMessage['reply'] = (message) =>
      slack.postEphemeral({ channel, user, ...(thread_ts && { thread_ts }) }, message);
    await answerOnce(deps, { eventId: body.event_id, text, origin: context, reply });
  });
}

/** Another attempt is answering, or died while answering. Slack retries later. */
export class AnswerInProgress extends Error {
  override readonly name = 'AnswerInProgress';
}

/** Slack sends an event again until it gets a 200: an event that was answered is not answered twice. */
async function answerOnce(
  deps: SlackDeps,
  { eventId, text, origin, reply }: IncomingMessage,
): Promise<void> {
  const intent = parseSentence(inputText(text));
  const notification = { notificationId: `slack-event-${eventId}`, recipient: 'sender' };
  const result = await sendOnce(deps, notification, async () => {
    const view = respond(deps, origin, (botUser) =>
      deps.bot.handleIntent(botUser, intent, `slack ${eventId}`),
    );
    await reply(messageOf(await orTrouble(deps, view), intent));
  });
  if (result.outcome === 'failed') throw toError(result.error);
  if (result.outcome === 'leased') throw new AnswerInProgress();
}
