import { type SlackBody, slackShape } from './slack-shape.ts';

/**
 * What Slack sent: JSON, a form, or a form with JSON in its `payload`. `undefined`: it cannot be read, or is nothing that
 * Slack sends. Call it once the
 * signature was verified, and not before.
 */
export function readBody(bytes: Buffer, contentType: string): SlackBody | undefined {
  const text = decode(bytes);
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (text === undefined) return undefined;
  if (type === 'application/json') return parseJson(text);
  if (type !== 'application/x-www-form-urlencoded') return undefined;
  const form = new URLSearchParams(text);
  const payload = form.get('payload');
  return payload === null
    ? slackShape.safeParse(Object.fromEntries(form)).data
    : parseJson(payload);
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parseJson(text: string): SlackBody | undefined {
  try {
    return slackShape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
