import * as z from 'zod';
import type { View } from '../../bot/model/views.ts';
import { withPhotos } from '../../content/language/sentences.ts';
import { toError } from '../../domain/error.ts';
import { maxFileLength, photoLimits } from '../../domain/photo.ts';
import { sendOnce } from '../../use-cases/send-once.ts';
import { orTrouble } from '../chat/respond.ts';
import type { MessageActivity } from './activity.ts';
import {
  conversationOf,
  idempotencyKeyOf,
  renderView,
  respond,
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

/** Answers a message in its own thread. */
export async function handleMessage(deps: TeamsDeps, message: MessageActivity): Promise<void> {
  const idempotencyKey = idempotencyKeyOf(message);
  const sentence = deps.parseSentence(textIn(message));
  const photos = photosIn(message);
  const intent = photos.length > 0 ? withPhotos(sentence, photos) : sentence;
  const view = () =>
    respond(deps, message, (botUser) => deps.bot.handleIntent(botUser, intent, idempotencyKey));
  await answerOnce(deps, { notificationId: idempotencyKey, message, view });
}

interface Answered {
  readonly notificationId: string;
  readonly message: MessageActivity;
  readonly view: () => Promise<View>;
}

/** Teams sends a message again until it gets a 200: a message that was answered is not answered twice. */
async function answerOnce(
  deps: TeamsDeps,
  { notificationId, message, view }: Answered,
): Promise<void> {
  const result = await sendOnce(deps, { notificationId, recipient: 'sender' }, async () => {
    const shown = await orTrouble(deps, view());
    await deps.teams.send(conversationOf(message), renderView(shown));
  });
  if (result.outcome === 'failed') throw toError(result.error);
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
