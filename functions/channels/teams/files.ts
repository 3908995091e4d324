import type { HeldPhoto } from '../../use-cases/chat-photos.ts';
import { downloadPhoto } from '../chat/download.ts';
import { isServiceOf } from './auth.ts';

export interface TeamsPhotoDeps {
  /** The bot's own. */
  readonly token: () => Promise<string>;
  /** Where that token may be sent. */
  readonly serviceOrigins: readonly string[];
  /** Where Teams keeps the files that people send. */
  readonly fileOrigins: readonly string[];
  /** Must stream. */
  readonly fetch: typeof fetch;
}

/** A picture of a message, and nothing else that the bot may read. */
const attachment = /^(?:\/[\w-]+){0,3}\/v3\/attachments\/[\w.:~-]+\/views\/[\w-]+$/;

/** Not 401: the token may be renewed. */
const goneFromService = [403, 404, 410];
/** 401 too: the address itself holds the permission, which does not come back once it has expired. */
const goneFromFiles = [401, 403, 404, 410];

/**
 * Downloads a photo from Teams by its address. A picture of a message needs the token of the bot, which is sent to the
 * connector only. The address of a file holds the permission to read it, and gets no token.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/agents-inline-images
 */
export async function fetchTeamsPhoto(
  { token, serviceOrigins, fileOrigins, fetch }: TeamsPhotoDeps,
  file: string,
): Promise<HeldPhoto> {
  // Normalised as `fetch` does it: a path with `..` is checked where it leads.
  const { href: address, pathname } = URL.parse(file) ?? { href: '', pathname: '' };
  if (isServiceOf(serviceOrigins, address) && attachment.test(pathname)) {
    return downloadPhoto({ fetch, url: address, token: await token(), gone: goneFromService });
  }
  if (isServiceOf(fileOrigins, address)) {
    return downloadPhoto({ fetch, url: address, gone: goneFromFiles });
  }
  return { kind: 'lost' };
}
