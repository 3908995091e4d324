import { photoLimits } from '../../domain/photo.ts';
import type { HeldPhoto } from '../../use-cases/chat-photos.ts';

export interface Download {
  /** Streams. */
  readonly fetch: typeof fetch;
  readonly address: string;
  /** Goes along, to that address and nowhere else. */
  readonly token?: string | undefined;
  /** What says that nobody will ever have it from there. */
  readonly gone: readonly number[];
}

/** Ten megabytes, however slow the line: still far from the end of the function. */
const patienceMilliseconds = 20_000;

/** A photo from where a chat holds it. Rejects if it may work later. */
export async function downloadPhoto({ fetch, address, token, gone }: Download): Promise<HeldPhoto> {
  const answer = await fetch(address, {
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
    // Who may not have it is sent to a page where one signs in.
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMilliseconds),
  });
  if (answer.ok && answer.body) return readWithin(answer.body, photoLimits.bytes);
  await answer.body?.cancel();
  if (gone.includes(answer.status)) return { kind: 'lost' };
  throw new Error(`The photo came with status ${answer.status}`);
}

/** Whatever was said of its size before. */
async function readWithin(body: ReadableStream<Uint8Array>, mostBytes: number): Promise<HeldPhoto> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > mostBytes) return { kind: 'lost' };
    parts.push(part);
  }
  return { kind: 'bytes', bytes: new Uint8Array(Buffer.concat(parts)) };
}
