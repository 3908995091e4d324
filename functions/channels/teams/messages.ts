import * as z from 'zod';
import type { View } from '../../bot/model/views.ts';
import { chatTroubles } from '../../content/chats.ts';
import { withPhotos } from '../../content/language/sentences.ts';
import { toError } from '../../domain/error.ts';
import { longestFile, photoLimits } from '../../domain/photo.ts';
import { sendOnce } from '../../use-cases/send-once.ts';
import type { MessageActivity } from './activity.ts';
import {
  conversationOf,
  idempotencyKeyOf,
  messageView,
  renderView,
  respond,
  type TeamsDeps,
} from './respond.ts';

/*
 * Photos that come in a chat with the bot alone: pasted, or sent as files. Elsewhere Teams gives a bot no file.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
 */

const address = z.url({ protocol: /^https?$/ }).max(longestFile);
/** `image/*`, whatever it is: what it shows is known once it is here. */
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

/** Where Teams holds them, each once: a picture may be told of twice. */
export function photosIn({ conversation, attachments }: MessageActivity): readonly string[] {
  if (conversation.conversationType !== 'personal') return [];
  const addresses = (attachments ?? []).flatMap((one) => photo.safeParse(one).data ?? []);
  return [...new Set(addresses)].slice(0, photoLimits.perThing);
}

/** What people write to the bot alone, or where they name it: answered there, in the same thread. */
export async function handleMessage(deps: TeamsDeps, message: MessageActivity): Promise<void> {
  const idempotencyKey = idempotencyKeyOf(message);
  const said = deps.parseSentence(saidIn(message));
  const photos = photosIn(message);
  const intent = photos.length > 0 ? withPhotos(said, photos) : said;
  const view = () =>
    respond(deps, message, (botUser) => deps.bot.handleIntent(botUser, intent, idempotencyKey));
  await answerOnce(deps, { notificationId: idempotencyKey, message, view });
}

interface Answered {
  readonly notificationId: string;
  readonly message: MessageActivity;
  readonly view: () => Promise<View>;
}

/** Teams brings a message again until it hears that it went well: what was answered already is not answered twice. */
async function answerOnce(
  deps: TeamsDeps,
  { notificationId, message, view }: Answered,
): Promise<void> {
  const report = await sendOnce(deps, { notificationId, recipient: 'speaker' }, async () => {
    const said = await view().catch((error: unknown) => {
      deps.logError(toError(error));
      return messageView(chatTroubles.broken);
    });
    await deps.teams.send(conversationOf(message), renderView(said));
  });
  if (report.outcome === 'failed') throw toError(report.error);
}

const spaces = /&nbsp;|\u00a0/g;

/** Without the name of the bot, which is how it is called in a group; with the names of all others. */
function saidIn({ text, entities, recipient }: MessageActivity): string {
  const mentions = (entities ?? []).filter(({ type }) => type === 'mention');
  const said = mentions.reduce((left, { text: written, mentioned }) => {
    if (!written) return left;
    return left.replaceAll(
      written,
      mentioned?.id === recipient.id ? ' ' : (mentioned?.name ?? ' '),
    );
  }, text);
  return said.replace(spaces, ' ').trim();
}
