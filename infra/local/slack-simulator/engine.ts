import { createEmulator } from 'emulate';
import * as z from 'zod';
import { findFreePort, loopback } from '../shared/http.ts';
import type { Member, Newcomer, Workspace } from './workspace.ts';

export const slackAnswer = z.looseObject({ ok: z.boolean(), error: z.string().optional() });
export type SlackAnswer = z.output<typeof slackAnswer>;

export interface EngineOptions {
  /** Where files are to be fetched: the front, never the engine. */
  readonly baseUrl: string;
  readonly botToken: string;
  /** What the app was allowed when it was installed. */
  readonly scopes: readonly string[];
  readonly people: readonly Newcomer[];
  readonly channels: readonly string[];
}

export interface SlackEngine {
  readonly url: string;
  readonly workspace: Workspace;
  call(method: string, token: string, args: object): Promise<SlackAnswer>;
  close(): Promise<void>;
}

/* The emulator draws these anew at each start unless it is told. */
const team = { id: 'T000000001', domain: 'casiers47' };
const appId = 'A0000000047';
const bot = { id: 'B0000000047', userId: 'U0000000047', name: 'casiers47' };

const users = z.array(
  z.looseObject({ id: z.string(), name: z.string(), profile: z.looseObject({}) }),
);
const channelList = z.array(z.looseObject({ id: z.string(), name: z.string() }));

/** The emulated Slack and what is in it. It takes any token for its own: only the front may call it. */
export async function startSlackEngine(options: EngineOptions): Promise<SlackEngine> {
  const port = await findFreePort(0);
  const emulator = await createEmulator({
    service: 'slack',
    port,
    hostname: loopback,
    baseUrl: options.baseUrl,
    seed: { slack: seedOf(options) },
  });
  const url = `http://${loopback}:${port}`;

  async function call(method: string, token: string, args: object): Promise<SlackAnswer> {
    const response = await fetch(`${url}/api/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(args),
    });
    // Of a method that it does not know, it says so in another way.
    if (response.status === 404) return { ok: false, error: 'unknown_method' };
    return slackAnswer.parse(await response.json());
  }

  const workspace = await readWorkspace(options, call);
  return { url, workspace, call, close: () => emulator.close() };
}

function seedOf({ botToken, scopes, people, channels }: EngineOptions) {
  return {
    strict_scopes: true,
    team: { name: 'Casiers 47', domain: team.domain },
    users: people.map(({ handle, name, mail }) => ({
      name: handle,
      real_name: name,
      email: mail,
    })),
    channels: channels.map((name) => ({ name })),
    oauth_apps: [
      {
        app_id: appId,
        client_id: 'local',
        client_secret: 'local',
        name: 'Casiers 47',
        redirect_uris: [],
        bot_id: bot.id,
        bot_user_id: bot.userId,
        bot_name: bot.name,
      },
    ],
    tokens: [
      { token: botToken, type: 'bot', user: bot.name, app_id: appId, bot_id: bot.id, scopes },
      ...people.map(({ handle }) => ({ token: tokenOf(handle), type: 'user', user: handle })),
    ],
  };
}

const tokenOf = (handle: string): string => `xoxp-local-${handle}`;

async function readWorkspace(
  { people, channels }: EngineOptions,
  call: SlackEngine['call'],
): Promise<Workspace> {
  // In the name of people: the app is not allowed to look around.
  const [somebody = ''] = people.map(({ handle }) => tokenOf(handle));
  const listed = await call('users.list', somebody, { limit: 1000 });
  const ids = new Map(users.parse(listed['members']).map(({ id, name }) => [name, id]));
  const rooms = await call('conversations.list', somebody, { limit: 1000 });
  const known = channelList.parse(rooms['channels']);
  const wanted = channels.flatMap((name) => known.find((channel) => channel.name === name) ?? []);
  // A channel that the emulator comes with has nobody in it.
  for (const channel of wanted) {
    for (const { handle } of people) {
      await call('conversations.join', tokenOf(handle), { channel: channel.id });
    }
    await call('conversations.invite', somebody, { channel: channel.id, users: bot.userId });
  }
  return {
    team,
    appId,
    bot,
    members: await Promise.all(
      people.map(async ({ isGuest = false, ...person }): Promise<Member> => {
        const token = tokenOf(person.handle);
        const opened = await call('conversations.open', token, { users: bot.userId });
        const { id: directChannel } = z.object({ id: z.string() }).parse(opened['channel']);
        return { ...person, id: ids.get(person.handle) ?? '', isGuest, token, directChannel };
      }),
    ),
    channels: wanted.map(({ id, name }) => ({ id, name })),
  };
}

const place = z.object({ upload_url: z.url(), file_id: z.string() });
const completed = z.object({ files: z.tuple([z.looseObject({ id: z.string() })]) });

/** Puts a file into the emulated Slack in the name of a member. */
export async function keepFile(engine: SlackEngine, member: Member, file: File): Promise<object> {
  const { name: filename, size: length } = file;
  const asked = await engine.call('files.getUploadURLExternal', member.token, { filename, length });
  const { upload_url, file_id } = place.parse(asked);
  await fetch(`${engine.url}${new URL(upload_url).pathname}`, { method: 'POST', body: file });
  const files = [{ id: file_id, title: filename }];
  const done = await engine.call('files.completeUploadExternal', member.token, { files });
  return completed.parse(done).files[0];
}
