import * as z from 'zod';
import { photoLimits } from '../../domain/photo.ts';
import type { HeldPhoto } from '../../use-cases/chat-photos.ts';
import { downloadPhoto } from '../chat/download.ts';
import { SlackApiError, type SlackCall } from './web-api.ts';

export interface SlackPhotoDeps {
  readonly call: SlackCall;
  /** The Web API. Its origin may be sent the token, as Slack's own hosts may. */
  readonly apiUrl: string;
  /** Must stream, unlike the `fetch` of the Web API's client. */
  readonly fetch: typeof fetch;
}

const file = z.object({
  size: z.number().optional(),
  url_private: z.url(),
  url_private_download: z.url().optional(),
});

const goneStatuses = [404, 410];
const goneErrors = ['file_not_found', 'file_deleted', 'access_denied', 'file_not_visible'];

/** Downloads a photo from Slack with the token of the bot, which is sent to Slack only. */
export async function fetchSlackPhoto(
  { call, apiUrl, fetch }: SlackPhotoDeps,
  id: string,
): Promise<HeldPhoto> {
  try {
    const { info, token } = await call(async (client, token) => ({
      info: await client.files.info({ token, file: id }),
      token,
    }));
    const { success, data } = file.safeParse(info.file);
    if (!success || (data.size ?? 0) > photoLimits.bytes) return { kind: 'lost' };
    const url = new URL(data.url_private_download ?? data.url_private);
    if (!mayReceiveToken(url, apiUrl)) return { kind: 'lost' };
    return await downloadPhoto({ fetch, url: url.href, token, gone: goneStatuses });
  } catch (error) {
    if (error instanceof SlackApiError && goneErrors.includes(error.code)) return { kind: 'lost' };
    throw error;
  }
}

function mayReceiveToken({ protocol, hostname, origin }: URL, apiUrl: string): boolean {
  if (origin === new URL(apiUrl).origin) return true;
  return protocol === 'https:' && (hostname === 'slack.com' || hostname.endsWith('.slack.com'));
}
