import * as z from 'zod';
import { parseIntent } from '../../bot/model/payloads.ts';
import type { View } from '../../bot/model/views.ts';
import { withPhotos } from '../../content/language/sentences.ts';
import type { Intent } from '../../content/model/intent.ts';
import { answeredAlone, notInstalled } from '../../content/teams.ts';
import { toError } from '../../domain/error.ts';
import { maxFileLength, photoLimits } from '../../domain/photo.ts';
import { dropKeptRequest, findKeptRequest, keepRequest } from '../../use-cases/kept-requests.ts';
import { sendOnce } from '../../use-cases/send-once.ts';
import { orTrouble } from '../chat/respond.ts';
import type { Activity, MessageActivity } from './activity.ts';
import { ConnectorError } from './connector.ts';
import {
  accountOf,
  conversationOf,
  idempotencyKeyOf,
  renderView,
  respond,
  senderOf,
  type TeamsDeps,
} from './respond.ts';

/*
 * Photos in the personal chat with the bot: pasted, or sent as files. In other conversations Teams gives a bot no file.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
 */

const address = z.url({ protocol: /^https?$/ }).max(maxFileLength);
/** Any image: its real type is known once it is downloaded. */
const pasted = z
  .object({ contentType: z.string().regex(/^image\/[\w.+*-]+$/), contentUrl: address })
  .transform(({ contentUrl }) => contentUrl);
const photoTypes = ['jpg', 'jpeg', 'png', 'webp', 'heic', 'heif'];
const file = z
  .object({
    contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
    content: z.object({
      downloadUrl: address,
      fileType: z.string().refine((type) => photoTypes.includes(type.toLowerCase())),
    }),
  })
  .transform(({ content }) => content.downloadUrl);
const photo = z.union([pasted, file]);

/** The addresses of the photos, each once: an activity may name a picture twice. */
export function photosIn({ conversation, attachments }: MessageActivity): readonly string[] {
  if (conversation.conversationType !== 'personal') return [];
  const addresses = (attachments ?? []).flatMap((one) => photo.safeParse(one).data ?? []);
  return [...new Set(addresses)].slice(0, photoLimits.perSubject);
}

/** Answers a message: in its conversation what everybody there may see, and what is personal to its author alone. */
export async function handleMessage(deps: TeamsDeps, message: MessageActivity): Promise<void> {
  const idempotencyKey = idempotencyKeyOf(message);
  const sentence = deps.parseSentence(textIn(message));
  const photos = photosIn(message);
  const intent = photos.length > 0 ? withPhotos(sentence, photos) : sentence;
  // Teams sends a message again until it gets a 200: a message that was answered is not answered twice.
  const notification = { notificationId: idempotencyKey, recipient: 'sender' };
  const result = await sendOnce(deps, notification, async () => {
    const view = respond(deps, message, (botUser) =>
      deps.bot.handleIntent(botUser, intent, idempotencyKey),
    );
    await reply(deps, message, { intent, view: await orTrouble(deps, view) });
  });
  if (result.outcome === 'failed') throw toError(result.error);
  await offerKeptRequest(deps, message);
}

interface Answer {
  readonly intent: Intent;
  readonly view: View;
}

async function reply(deps: TeamsDeps, message: MessageActivity, answer: Answer): Promise<void> {
  const { view } = answer;
  const conversation = conversationOf(message);
  if (view.kind === 'message' && view.notification.audience === 'everyone') {
    await deps.teams.sendToAll(conversation, view.notification);
  } else if (conversation.audience === 'reader') {
    await deps.teams.send(conversation, renderView(view));
  } else {
    await replyAlone(deps, message, answer);
  }
}

/** To the author of a message in a shared place, in their own chat with the bot. The thread gets one line. */
async function replyAlone(
  deps: TeamsDeps,
  message: MessageActivity,
  { intent, view }: Answer,
): Promise<void> {
  const { teams } = deps;
  const thread = conversationOf(message);
  try {
    const conversation = await teams.openConversation(senderOf(message));
    await teams.send(conversation, renderView(view));
  } catch (error) {
    if (!(error instanceof ConnectorError && error.status === notInstalledStatus)) throw error;
    const user = { channel: 'teams', account: accountOf(message) } as const;
    const isKept = await keepRequest(deps, user, JSON.stringify(intent));
    await teams.sendToAll(thread, notInstalled(chatUrlOf(message), isKept));
    return;
  }
  try {
    await teams.sendToAll(thread, answeredAlone);
  } catch (error) {
    // The author has the answer.
    deps.logError(toError(error));
  }
}

/** Teams refuses messages to a person who has not installed the app. */
const notInstalledStatus = 403;

/** https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams */
function chatUrlOf({ recipient }: Activity): string {
  return `https://teams.microsoft.com/l/chat/0/0?users=${encodeURIComponent(recipient.id)}`;
}

/** Answers what a person asked in a shared place before the bot could write to them, once they can be written to. */
export async function offerKeptRequest(deps: TeamsDeps, activity: Activity): Promise<void> {
  const conversation = conversationOf(activity);
  if (conversation.audience !== 'reader') return;
  const user = { channel: 'teams', account: accountOf(activity) } as const;
  const request = await findKeptRequest(deps, user);
  const intent = request && parseIntent(request.intent);
  if (!intent) return;
  const notificationId = `teams-kept-${request.at}`;
  const result = await sendOnce(deps, { notificationId, recipient: user.account }, async () => {
    const view = respond(deps, activity, (botUser) =>
      deps.bot.handleIntent(botUser, intent, `${notificationId} ${user.account}`),
    );
    await deps.teams.send(conversation, renderView(await orTrouble(deps, view)));
  });
  if (result.outcome === 'failed') throw toError(result.error);
  if (result.outcome !== 'leased') await dropKeptRequest(deps, user);
}

const spaces = /&nbsp;|\u00a0/g;

/** The text without the mention of the bot, and with the names of other mentions. */
function textIn({ text, entities, recipient }: MessageActivity): string {
  const mentions = (entities ?? []).filter(({ type }) => type === 'mention');
  const withoutMarks = mentions.reduce((left, { text: mark, mentioned }) => {
    if (!mark) return left;
    return left.replaceAll(mark, mentioned?.id === recipient.id ? ' ' : (mentioned?.name ?? ' '));
  }, text);
  return withoutMarks.replace(spaces, ' ').trim();
}
