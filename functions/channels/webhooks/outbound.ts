import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request } from 'node:https';
import type { AttemptFault, AttemptResult } from '../../domain/webhooks/message.ts';
import type { PostWebhook } from '../../use-cases/webhook-ports.ts';
import { signWebhook } from './signature.ts';
import { type AddressGuard, ForbiddenAddress } from './ssrf-guard.ts';

const maxReadBytes = 4096;

export interface PostTerms {
  readonly guard: AddressGuard;
  readonly patienceMilliseconds: number;
}

/**
 * Makes one attempt: on its own connection, without following redirects, reading a few kilobytes of the answer. The bytes
 * that are signed are the bytes that are sent.
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
        const outgoing = open(target, {
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
        outgoing.once('error', reject);
        outgoing.once('response', (response) => {
          readAnswer(response).then(
            () => resolve(resultOf(response)),
            () => reject(new AnswerCut()),
          );
        });
        outgoing.end(body);
      });
    } catch (error) {
      return { kind: 'unanswered', fault: signal.aborted ? 'timeout' : faultOf(error) };
    }
  };
}

class AnswerCut extends Error {}

/** Reads the answer to its end, or up to the limit: a receiver that answers 200 and then breaks off may have stored nothing. */
async function readAnswer(response: IncomingMessage): Promise<void> {
  let bytes = 0;
  for await (const part of response) {
    bytes += part.length;
    if (bytes > maxReadBytes) break;
  }
  response.destroy();
}

function resultOf({ statusCode = 0, headers }: IncomingMessage): AttemptResult {
  const retryAfterSeconds = parseRetryAfter(headers['retry-after'], headers.date);
  return {
    kind: 'answered',
    status: statusCode,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}

/** Seconds, or a date, which is compared with the receiver's own clock. */
function parseRetryAfter(value: string | undefined, date: string | undefined): number | undefined {
  if (!value) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const seconds = (Date.parse(value) - Date.parse(date ?? '')) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.round(seconds)) : undefined;
}

function faultOf(error: unknown): AttemptFault {
  if (error instanceof ForbiddenAddress) return 'forbidden-address';
  if (error instanceof AnswerCut) return 'cut';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unknown-host';
  if (code === 'ECONNRESET' || code === 'EPIPE' || code.startsWith('HPE_')) return 'cut';
  return /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code) ? 'untrusted' : 'unreachable';
}
