import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { createEmulator } from 'emulate';
import * as z from 'zod';
import { closeServer, findFreePort, listenOn, loopback } from '../../infra/local/listen.ts';

export interface SlackPerson {
  readonly name: string;
  readonly mail: string;
  /** What Slack says of them besides: a guest, somebody of another organisation. */
  readonly traits?: Readonly<Record<string, unknown>>;
}

/** One call of ours: its arguments as objects. */
export interface SlackCall {
  readonly method: string;
  readonly args: Json;
  readonly token: string;
  readonly reply: Json;
}

const json = z.record(z.string(), z.unknown());
type Json = z.output<typeof json>;

const named = z.object({ id: z.string(), name: z.string(), team_id: z.string().optional() });
/** What the tests ask of it themselves. */
const told = z.object({
  members: z.array(named).optional(),
  channels: z.array(named).optional(),
  channel: z.object({ id: z.string() }).optional(),
  trigger_id: z.string().optional(),
});

type Fault = (method: string) => { readonly error: string; readonly status?: number } | undefined;

const adminToken = 'xoxp-of-the-tests';
const adminScopes = ['users:read', 'channels:read', 'im:write', 'im:history', 'channels:history'];

export type SlackWorkspace = Awaited<ReturnType<typeof startSlackWorkspace>>;

/**
 * A workspace of Slack: the emulated Web API, behind a front that knows guests, tokens that are refused, and answers to
 * response URLs, none of which it has.
 */
export async function startSlackWorkspace(
  people: readonly SlackPerson[],
  { scopes, token }: { readonly scopes: readonly string[]; readonly token: string },
) {
  const emulatorPort = await findFreePort(0);
  const emulator = await createEmulator({
    service: 'slack',
    port: emulatorPort,
    hostname: loopback,
    seed: {
      slack: {
        users: people.map(({ name, mail }) => ({ name: mail, real_name: name, email: mail })),
        channels: [{ name: 'education' }],
        tokens: [
          { token, type: 'bot', scopes: [...scopes] },
          { token: adminToken, type: 'user', scopes: adminScopes },
        ],
        strict_scopes: true,
      },
    },
  });
  const upstream = `http://${loopback}:${emulatorPort}`;
  const calls: SlackCall[] = [];
  const responses: Json[] = [];
  const state = { token, fault: undefined as Fault | undefined };
  const server = createServer((request, response) => void answer(request, response));
  const port = await listenOn(server, 0);

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const path = request.url ?? '';
    const body = await text(request);
    if (path.startsWith('/respond/')) {
      responses.push(json.parse(JSON.parse(body)));
      return void response.end('ok');
    }
    const method = path.replace('/api/', '');
    const bearer = (request.headers.authorization ?? '').replace('Bearer ', '');
    const reply = await replyTo(method, body, bearer);
    calls.push({ method, args: argsOf(body), token: bearer, reply: reply.json });
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
    response.end(JSON.stringify(reply.json));
  }

  async function replyTo(method: string, body: string, bearer: string) {
    const fault = state.fault?.(method);
    if (fault) {
      const { error, status = 200 } = fault;
      return { status, json: { ok: false, error }, headers: { 'retry-after': '1' } };
    }
    if (bearer !== state.token) return { status: 200, json: { ok: false, error: 'invalid_auth' } };
    const upstreamReply = await fetch(`${upstream}/api/${method}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Bearer ${token}`,
      },
      body,
    });
    const said = json.parse(await upstreamReply.json());
    const user = json.safeParse(said['user']).data;
    const traits = people.find(({ mail }) => mail === user?.['name'])?.traits;
    return {
      status: upstreamReply.status,
      json: { ...said, ...(user && { user: { ...user, ...traits } }) },
    };
  }

  const ask = async (bearer: string, method: string, args: Record<string, string> = {}) => {
    const reply = await fetch(`${upstream}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}` },
      body: new URLSearchParams(args),
    });
    return told.parse(await reply.json());
  };
  const { members = [] } = await ask(adminToken, 'users.list');
  const { channels = [] } = await ask(adminToken, 'conversations.list');
  const userId = (mail: string) => members.find(({ name }) => name === mail)?.id ?? '';

  return {
    apiUrl: `http://${loopback}:${port}/api/`,
    responseUrl: `http://${loopback}:${port}/respond/1`,
    teamId: members[0]?.team_id ?? '',
    educationChannel: channels.find(({ name }) => name === 'education')?.id ?? '',
    userId,
    /** The one between that person and the app. */
    async directChannel(mail: string) {
      const { channel } = await ask(token, 'conversations.open', { users: userId(mail) });
      return channel?.id ?? '';
    },
    /** Lives three seconds, and opens one window. */
    async trigger(mail: string) {
      const args = { user_id: userId(mail) };
      const { trigger_id = '' } = await ask(token, 'views.generateTriggerId', args);
      return trigger_id;
    },
    calls,
    responses,
    state,
    async stop() {
      await emulator.close();
      await closeServer(server);
    },
  };
}

function argsOf(body: string): Json {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => {
      const isJson = name === 'view' || name === 'blocks';
      return [name, isJson ? JSON.parse(value) : value];
    }),
  );
}
