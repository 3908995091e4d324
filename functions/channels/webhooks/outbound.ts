import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request } from 'node:https';
import type { AttemptFault, AttemptResult } from '../../domain/webhooks/message.ts';
import type { PostWebhook } from '../../use-cases/webhook-ports.ts';
import { signWebhook } from './signature.ts';
import { type AddressGuard, ForbiddenAddress } from './ssrf-guard.ts';

const mostReadBytes = 4096;

export interface PostTerms {
  readonly guard: AddressGuard;
  readonly patienceMilliseconds: number;
}

/**
 * One attempt: its own connection, no redirection, little of the answer read. The bytes that are signed are the bytes
 * that are sent. Never rejects: whatever the receiver does is an answer.
 */
export function createPostWebhook({ guard, patienceMilliseconds }: PostTerms): PostWebhook {
  return async ({ url, secrets, message }) => {
    const body = Buffer.from(message.body);
    const target = new URL(url);
    const signal = AbortSignal.timeout(patienceMilliseconds);
    try {
      guard.checkHost(target);
      const open = target.protocol === 'https:' ? request : requestPlain;
      return await new Promise<AttemptResult>((resolve, reject) => {
        const sent = open(target, {
          method: 'POST',
          agent: false,
          signal,
          lookup: guard.lookupFor(target),
          headers: {
            'Content-Type': 'application/json',
            'Content-Length': body.length,
            'User-Agent': 'Casiers47-Webhooks/1',
            ...signWebhook(secrets, message),
          },
        });
        sent.once('error', reject);
        sent.once('response', (response) => {
          read(response).then(
            () => resolve(answerOf(response)),
            () => reject(new CutAnswer()),
          );
        });
        sent.end(body);
      });
    } catch (error) {
      return { kind: 'unanswered', fault: signal.aborted ? 'timeout' : faultOf(error) };
    }
  };
}

class CutAnswer extends Error {}

/** To its end, or as much as anybody needs: a receiver that says 200 and breaks off may have kept nothing. */
async function read(response: IncomingMessage): Promise<void> {
  let bytes = 0;
  for await (const part of response) {
    bytes += part.length;
    if (bytes > mostReadBytes) break;
  }
  response.destroy();
}

function answerOf({ statusCode = 0, headers }: IncomingMessage): AttemptResult {
  const retryAfterSeconds = parseRetryAfter(headers['retry-after'], headers.date);
  return {
    kind: 'answered',
    status: statusCode,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}

/** Seconds, or a date, told by the receiver's own clock. */
function parseRetryAfter(result: string | undefined, date: string | undefined): number | undefined {
  if (!result) return undefined;
  if (/^\d{1,9}$/.test(result)) return Number(result);
  const seconds = (Date.parse(result) - Date.parse(date ?? '')) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.round(seconds)) : undefined;
}

function faultOf(error: unknown): AttemptFault {
  if (error instanceof ForbiddenAddress) return 'forbidden-address';
  if (error instanceof CutAnswer) return 'cut';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unknown-host';
  if (code === 'ECONNRESET' || code === 'EPIPE' || code.startsWith('HPE_')) return 'cut';
  return /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code) ? 'untrusted' : 'unreachable';
}
