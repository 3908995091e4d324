import * as z from 'zod';
import type { Turn } from '../../bot/model/views.ts';
import { chatTroubles } from '../../content/chats.ts';
import { withPhotos } from '../../content/language/sentences.ts';
import { longestFile, photoLimits } from '../../domain/photo.ts';
import type { MessageActivity } from './activity.ts';
import {
  answer,
  card,
  conversationOf,
  draw,
  openingOf,
  type TeamsDeps,
  toError,
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
export async function hearMessage(deps: TeamsDeps, message: MessageActivity): Promise<void> {
  const opening = openingOf(message);
  const said = deps.readSentence(saidIn(message));
  const photos = photosIn(message);
  const ask = photos.length > 0 ? withPhotos(said, photos) : said;
  const turn = () => answer(deps, message, (speaker) => deps.talk.hear(speaker, ask, opening));
  await answerOnce(deps, { noticeId: opening, message, turn });
}

interface Answered {
  readonly noticeId: string;
  readonly message: MessageActivity;
  readonly turn: () => Promise<Turn>;
}

/** Teams brings a message again until it hears that it went well: what was answered already is not answered twice. */
async function answerOnce(deps: TeamsDeps, { noticeId, message, turn }: Answered): Promise<void> {
  const report = await deps.sendOnce({ noticeId, recipient: 'speaker' }, async () => {
    const said = await turn().catch((error: unknown) => {
      deps.reportError(toError(error));
      return card(chatTroubles.broken);
    });
    await deps.teams.send(conversationOf(message), draw(said));
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
