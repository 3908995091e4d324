import * as z from 'zod';
import { photoLimits } from '../../domain/photo.ts';
import type { HeldPhoto, PhotoHolder } from '../../use-cases/chat-photos.ts';
import { downloadPhoto } from '../chat/download.ts';
import { SlackApiError, type SlackCall } from './web-api.ts';

export interface SlackPhotosDeps {
  readonly call: SlackCall;
  /** Where the Web API answers: what is there may be fetched with the token too. */
  readonly apiUrl: string;
  /** Streams, which the one of the Web API does not. */
  readonly fetch: typeof fetch;
}

const gone = [404, 410];
const fileGone = ['file_not_found', 'file_deleted', 'access_denied', 'file_not_visible'];

const lost: HeldPhoto = { kind: 'lost' };

/** The photos that Slack holds, fetched with the token of the bot, which goes to Slack and nowhere else. */
export function createSlackPhotos({ call, apiUrl, fetch }: SlackPhotosDeps): PhotoHolder {
  const api = new URL(apiUrl);

  const canTake = ({ protocol, hostname, origin }: URL): boolean =>
    origin === api.origin ||
    (protocol === 'https:' && (hostname === 'slack.com' || hostname.endsWith('.slack.com')));

  return {
    async fetch(file) {
      try {
        const { info, token } = await call(async (client, token) => ({
          info: await client.files.info({ token, file }),
          token,
        }));
        const { success, data } = held.safeParse(info.file);
        if (!success || (data.size ?? 0) > photoLimits.bytes) return lost;
        const address = new URL(data.url_private_download ?? data.url_private);
        return canTake(address)
          ? await downloadPhoto({ fetch, address: address.href, token, gone })
          : lost;
      } catch (error) {
        if (error instanceof SlackApiError && fileGone.includes(error.code)) return lost;
        throw error;
      }
    },
  };
}

const address = z.url();
const held = z.object({
  size: z.number().optional(),
  url_private: address,
  url_private_download: address.optional(),
});
