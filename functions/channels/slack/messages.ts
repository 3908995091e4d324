import type { App } from '@slack/bolt';
import { parseSentence } from '../../content/language/sentences.ts';
import { toError } from '../../domain/error.ts';
import { sendOnce } from '../../use-cases/send-once.ts';
import { messageOf } from './modals.ts';
import { inputText, type Origin, orTrouble, respond, type SlackDeps } from './respond.ts';

/** Something said to the bot. */
interface IncomingMessage {
  /** Slack's id of the event: the same in each of its attempts. */
  readonly eventId: string;
  readonly text: string;
  readonly origin: Origin;
  /** Sends the answer. */
  readonly reply: (message: ReturnType<typeof messageOf>) => Promise<void>;
}

/** What people write to the bot alone, and where they name it: the answer to the latter is seen by them only. */
export function registerMessages(app: App, deps: SlackDeps): void {
  const { slack } = deps;

  app.event('message', async ({ event, body, context }) => {
    if (event.channel_type !== 'im') return;
    // Edits, deletions, joins and what bots write have a subtype; a text that comes with a file has this one.
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

/** Another attempt is at it, or died while it was: Slack asks again, and hears then what became of it. */
export class StillAnswering extends Error {
  override readonly name = 'StillAnswering';
}

/** Slack sends an event again until it hears that it went well: what was answered already is not answered twice. */
async function answerOnce(
  deps: SlackDeps,
  { eventId, text, origin, reply }: IncomingMessage,
): Promise<void> {
  const intent = parseSentence(inputText(text));
  const notification = { notificationId: `slack-event-${eventId}`, recipient: 'speaker' };
  const report = await sendOnce(deps, notification, async () => {
    const view = respond(deps, origin, (botUser) =>
      deps.bot.handleIntent(botUser, intent, `slack ${eventId}`),
    );
    await reply(messageOf(await orTrouble(deps, view), intent));
  });
  if (report.outcome === 'failed') throw toError(report.error);
  if (report.outcome === 'leased') throw new StillAnswering();
}
