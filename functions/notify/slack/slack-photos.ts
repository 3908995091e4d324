import { WebAPIPlatformError } from '@slack/web-api';
import * as z from 'zod';
import { photoLimits } from '../../domain/photo.ts';
import type { HeldPhoto, PhotoHolder } from '../../use-cases/carry-photo.ts';
import type { SlackCall } from './slack-call.ts';

export interface SlackPhotosDeps {
  readonly call: SlackCall;
  /** Where the Web API answers: what is there may be fetched with the token too. */
  readonly apiUrl: string;
  /** Streams, which the one of the Web API does not. */
  readonly fetch: typeof fetch;
}

/** Ten megabytes, however slow the line: still far from the end of the function. */
const patienceMilliseconds = 20_000;

const fileGone = ['file_not_found', 'file_deleted', 'access_denied', 'file_not_visible'];

const lost: HeldPhoto = { kind: 'lost' };

/** The photos that Slack holds, fetched with the token of the bot, which goes to Slack and nowhere else. */
export function makeSlackPhotos({ call, apiUrl, fetch }: SlackPhotosDeps): PhotoHolder {
  const api = new URL(apiUrl);

  const mayTake = ({ protocol, hostname, origin }: URL): boolean =>
    origin === api.origin ||
    (protocol === 'https:' && (hostname === 'slack.com' || hostname.endsWith('.slack.com')));

  async function download(address: string, token: string): Promise<HeldPhoto> {
    const answer = await fetch(address, {
      headers: { authorization: `Bearer ${token}` },
      // Slack sends who may not have it to a page where one signs in.
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMilliseconds),
    });
    if (answer.status === 404 || answer.status === 410) return lost;
    if (!answer.ok || !answer.body) throw new Error(`The photo came with status ${answer.status}`);
    return readWithin(answer.body, photoLimits.bytes);
  }

  return {
    async fetch(file) {
      try {
        return await call(async (client, token) => {
          const info = await client.files.info({ token, file });
          const { success, data } = held.safeParse(info.file);
          if (!success || (data.size ?? 0) > photoLimits.bytes) return lost;
          const address = new URL(data.url_private_download ?? data.url_private);
          return mayTake(address) ? await download(address.href, token) : lost;
        });
      } catch (error) {
        if (error instanceof WebAPIPlatformError && fileGone.includes(error.data.error)) {
          return lost;
        }
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

/** Whatever was said of its size before. */
async function readWithin(body: ReadableStream<Uint8Array>, mostBytes: number): Promise<HeldPhoto> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > mostBytes) return lost;
    parts.push(part);
  }
  return { kind: 'bytes', bytes: new Uint8Array(Buffer.concat(parts)) };
}
