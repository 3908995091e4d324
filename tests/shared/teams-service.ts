import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { closeServer, listenOn } from '../../infra/local/shared/http.ts';

/** A message that stands in a conversation. */
export interface Posted {
  readonly conversation: string;
  readonly id: string;
  /** As it stands now. */
  readonly activity: Record<string, unknown>;
  readonly replaced: number;
}

/** What goes wrong with the next request of a kind. */
export interface Trouble {
  readonly status: number;
  readonly retryAfter?: number;
  /** Of the requests that these words are in; else of the next one. */
  readonly at?: string;
  /** It is done all the same: only the answer is lost. */
  readonly isDone?: boolean;
}

/** As much of the Bot Connector's REST API and of Microsoft's tokens as the bot speaks with, on this machine. */
export async function openTeamsService() {
  const posted: Posted[] = [];
  const members = new Map<string, Record<string, unknown>>();
  const troubles: Trouble[] = [];
  const asked: string[] = [];
  const tokens: string[] = [];
  let count = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    const path = decodeURIComponent(url);
    if (path.endsWith('/oauth2/v2.0/token')) {
      const token = `bot-token-${tokens.length + 1}`;
      tokens.push(token);
      return say(response, 200, { access_token: token, expires_in: 3600, token_type: 'Bearer' });
    }
    asked.push(`${method} ${path}`);
    const body = method === 'GET' ? {} : ((await json(request)) as Record<string, unknown>);
    const known = tokens.some((token) => request.headers.authorization === `Bearer ${token}`);
    if (!known) return say(response, 401, {});
    const trouble = nextTrouble(`${method} ${path}`);
    if (trouble && !trouble.isDone) return fail(response, trouble);
    const [status, said] = act(method, path, body);
    return trouble ? fail(response, trouble) : say(response, status, said);
  }

  function nextTrouble(asked: string): Trouble | undefined {
    const index = troubles.findIndex(({ at = '' }) => asked.includes(at));
    return index < 0 ? undefined : troubles.splice(index, 1)[0];
  }

  function act(method: string, path: string, body: Record<string, unknown>): [number, object] {
    const [, conversation = '', kind, id = ''] =
      /^\/v3\/conversations\/?(.*?)(?:\/(activities|members)(?:\/(.*))?)?$/.exec(path) ?? [];
    if (method === 'POST' && conversation === '') {
      const [member] = body['members'] as { id: string }[];
      return [201, { id: `a:${member?.id}` }];
    }
    if (kind === 'members') {
      const member = members.get(id);
      return member ? [200, member] : [404, {}];
    }
    if (method === 'POST') {
      count += 1;
      posted.push({ conversation, id: `m${count}`, activity: body, replaced: 0 });
      return [201, { id: `m${count}` }];
    }
    const at = posted.findIndex((one) => one.conversation === conversation && one.id === id);
    const before = posted[at];
    if (!before) return [404, {}];
    posted[at] = { ...before, activity: body, replaced: before.replaced + 1 };
    return [200, { id }];
  }

  const server = createServer((request, response) => void answer(request, response));
  const port = await listenOn(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    /** Everything that stands, in the order it was first posted. */
    posted,
    /** Who there is, by their id. */
    members,
    /** The next requests meet them, one each. */
    troubles,
    asked,
    tokens,
    close: () => closeServer(server),
  };
}

export type TeamsService = Awaited<ReturnType<typeof openTeamsService>>;

function fail(response: ServerResponse, { status, retryAfter }: Trouble): void {
  if (retryAfter !== undefined) response.setHeader('retry-after', String(retryAfter));
  say(response, status, { error: { code: 'Trouble' } });
}

function say(response: ServerResponse, status: number, body: object): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
}

/** The card of a message. */
export function cardOf({ activity }: Posted): Record<string, unknown> {
  const [attachment] = activity['attachments'] as { content: Record<string, unknown> }[];
  return attachment?.content ?? {};
}
