import * as z from 'zod';

const record = z.record(z.string(), z.unknown());
export type SlackBody = z.output<typeof record>;

/**
 * What Slack sent: JSON, a form, or a form with JSON in its `payload`. `undefined`: it cannot be read. Call it once the
 * signature was verified, and not before.
 */
export function readBody(bytes: Buffer, contentType: string): SlackBody | undefined {
  const text = decode(bytes);
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (text === undefined) return undefined;
  if (type === 'application/json') return parseRecord(text);
  if (type !== 'application/x-www-form-urlencoded') return undefined;
  const form = new URLSearchParams(text);
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries(form) : parseRecord(payload);
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parseRecord(text: string): SlackBody | undefined {
  try {
    return record.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
