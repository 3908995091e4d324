import { photoLimits } from '../../domain/photo.ts';
import type { HeldPhoto } from '../../use-cases/chat-photos.ts';

export interface Download {
  /** Must stream the body. */
  readonly fetch: typeof fetch;
  readonly url: string;
  /** Sent to `url`, and never to where it redirects. */
  readonly token?: string | undefined;
  /** Statuses by which the chat says that the photo is no longer available. */
  readonly gone: readonly number[];
}

/** Enough for ten megabytes on a slow line, and well within the timeout of the Lambda. */
const timeoutMilliseconds = 20_000;

/** Downloads a photo that a chat holds. Rejects if a retry may succeed. */
export async function downloadPhoto({ fetch, url, token, gone }: Download): Promise<HeldPhoto> {
  const response = await fetch(url, {
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
    // Without access, the chat redirects to its sign-in page.
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMilliseconds),
  });
  if (response.ok && response.body) return readWithin(response.body, photoLimits.bytes);
  await response.body?.cancel();
  if (gone.includes(response.status)) return { kind: 'lost' };
  throw new Error(`The chat answered the download of a photo with status ${response.status}`);
}

/** Counts the bytes, because a `content-length` may be wrong or missing. */
async function readWithin(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<HeldPhoto> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > maxBytes) return { kind: 'lost' };
    parts.push(part);
  }
  return { kind: 'bytes', bytes: new Uint8Array(Buffer.concat(parts)) };
}
