import * as z from 'zod';
import { longestFile, photoLimits } from '../../domain/damages/photo.ts';
import type { MessageActivity } from './read-activity.ts';

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
