import type { PhotoHolder } from '../../use-cases/chat-photos.ts';
import { downloadPhoto } from '../chat/download.ts';

export interface TeamsPhotosDeps {
  /** The bot's own. */
  readonly token: () => Promise<string>;
  /** Whether that token may go there. */
  readonly isService: (address: string) => boolean;
  /** Whether people's files are kept there. */
  readonly isFilePlace: (address: string) => boolean;
  /** Streams. */
  readonly fetch: typeof fetch;
}

/** A picture of a message, and nothing else that the bot may read. */
const attachment = /^(?:\/[\w-]+){0,3}\/v3\/attachments\/[\w.:~-]+\/views\/[\w-]+$/;

/** Not theirs who ask: nor tomorrow. A token that is not taken may be renewed. */
const goneFromService = [403, 404, 410];
/** The address is the key: once it is over, it is. */
const goneFromFiles = [401, 403, 404, 410];

/**
 * The photos that Teams holds, by their addresses: a picture of a message is fetched with the token of the bot, which
 * goes to Teams and nowhere else; a file by an address that lets in whoever has it, and without that token.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/agents-inline-images
 */
export function createTeamsPhotos(deps: TeamsPhotosDeps): PhotoHolder {
  const { token, isService, isFilePlace, fetch } = deps;
  return {
    async fetch(file) {
      // As it will be asked for: without the turns that a path may take.
      const { href: address, pathname } = URL.parse(file) ?? { href: '', pathname: '' };
      if (isService(address) && attachment.test(pathname)) {
        const gone = goneFromService;
        return downloadPhoto({ fetch, address, token: await token(), gone });
      }
      if (isFilePlace(address)) return downloadPhoto({ fetch, address, gone: goneFromFiles });
      return { kind: 'lost' };
    },
  };
}
