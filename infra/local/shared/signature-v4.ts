import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { WholeRequest } from './http.ts';

/** The only identity of the local environment. It protects nothing. */
export const localKey = { id: 'local', secret: 'local' } as const;

const algorithm = 'AWS4-HMAC-SHA256';

/** Whether the text was signed with the local key, for `<key>/<day>/<region>/<service>/aws4_request`. */
export function isSigned(text: string, credential: string, signature: string): boolean {
  const [id, ...scope] = credential.split('/');
  if (id !== localKey.id || scope.length !== 4) return false;
  const key = scope.reduce(
    (from: string | Buffer, part) => createHmac('sha256', from).update(part).digest(),
    `AWS4${localKey.secret}`,
  );
  const expected = createHmac('sha256', key).update(text).digest('hex');
  return (
    signature.length === expected.length &&
    timingSafeEqual(Buffer.from(signature), Buffer.from(expected))
  );
}

/**
 * What is wrong with a presigned link.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function linkFault(request: WholeRequest, now: Date): 'wrong' | 'expired' | undefined {
  const query = new URLSearchParams(request.query);
  const of = (name: string) => query.get(`X-Amz-${name}`) ?? '';
  const scope = of('Credential').split('/').slice(1).join('/');
  const signed = [algorithm, of('Date'), scope, sha256(canonical(request, of('SignedHeaders')))];
  if (of('Algorithm') !== algorithm) return 'wrong';
  if (!isSigned(signed.join('\n'), of('Credential'), of('Signature'))) return 'wrong';
  const end = parseDate(of('Date')) + Number(of('Expires')) * 1000;
  return now.getTime() < end ? undefined : 'expired';
}

function canonical({ method, path, query, headers }: WholeRequest, signedHeaders: string): string {
  const pairs = query.split('&').filter((pair) => !pair.startsWith('X-Amz-Signature='));
  const lines = signedHeaders.split(';').map((name) => `${name}:${headers[name] ?? ''}\n`);
  return [method, path, pairs.sort().join('&'), lines.join(''), signedHeaders, unsigned].join('\n');
}

const unsigned = 'UNSIGNED-PAYLOAD';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** `20260114T081200Z` */
function parseDate(text: string): number {
  const [, day, time] =
    /^(\d{8})T(\d{6})Z$/.exec(text)?.map((part) => part.match(/\d{2}/g) ?? []) ?? [];
  if (!day || !time) return Number.NaN;
  const [century, year, month, date] = day;
  return Date.parse(`${century}${year}-${month}-${date}T${time.join(':')}Z`);
}
