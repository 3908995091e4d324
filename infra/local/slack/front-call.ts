import type { WholeRequest } from '../http/http-message.ts';

/** A call of the Slack API, however it was encoded. */
export interface FrontCall {
  /** `chat.postMessage` */
  readonly method: string;
  readonly token: string | undefined;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Slack wants these as JSON inside a form. */
const structured = ['view', 'blocks', 'attachments', 'metadata', 'files'];

export function readFrontCall(request: WholeRequest): FrontCall {
  const { token, ...args } = readArgs(request);
  const bearer = /^Bearer (.+)$/i.exec(request.headers['authorization'] ?? '')?.[1];
  return {
    method: request.path.replace('/api/', ''),
    token: bearer ?? (typeof token === 'string' ? token : undefined),
    args,
  };
}

function readArgs({ query, headers, body }: WholeRequest): Record<string, unknown> {
  const isJson = headers['content-type']?.startsWith('application/json');
  const said = isJson
    ? parse(body.toString())
    : Object.fromEntries(new URLSearchParams(body.toString()));
  const args = {
    ...Object.fromEntries(new URLSearchParams(query)),
    ...(isRecord(said) ? said : {}),
  };
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      structured.includes(name) && typeof value === 'string' ? parse(value) : value,
    ]),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
