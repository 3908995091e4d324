import { createEmulator } from 'emulate';
import * as z from 'zod';
import { findFreePort, loopback } from './http.ts';
import { type AppManifest, botHandle } from './manifest.ts';
import type { Member, MemberOptions, Workspace } from './workspace.ts';

export const slackAnswer = z.looseObject({ ok: z.boolean(), error: z.string().optional() });
export type SlackAnswer = z.output<typeof slackAnswer>;

export interface EngineOptions {
  /** The address that files are downloaded from: the API of the simulator, never the engine. */
  readonly baseUrl: string;
  readonly botToken: string;
  readonly manifest: AppManifest;
  /** The scopes granted at installation; those of the manifest if absent. */
  readonly scopes?: readonly string[];
  readonly team: { readonly name: string; readonly domain: string };
  readonly people: readonly MemberOptions[];
  /** Public channels; every member and the bot are in them. */
  readonly channels: readonly string[];
}

export interface SlackEngine {
  readonly url: string;
  readonly workspace: Workspace;
  call(method: string, token: string, args: object): Promise<SlackAnswer>;
  close(): Promise<void>;
}

/* The emulator's own team id, and ids that it would otherwise choose at random at each start. */
const teamId = 'T000000001';
const appId = 'A00000APP1';
const botIds = { id: 'B00000BOT1', userId: 'U00000BOT1' };

const users = z.array(
  z.looseObject({ id: z.string(), name: z.string(), profile: z.looseObject({}) }),
);
const channelList = z.array(z.looseObject({ id: z.string(), name: z.string() }));

/**
 * Starts `emulate` with the workspace in it. It accepts every token (an unknown one becomes the administrator's), so only
 * the API of the simulator calls it.
 */
export async function startSlackEngine(options: EngineOptions): Promise<SlackEngine> {
  const port = await findFreePort();
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
    // The emulator answers 404 to a method that it does not know; Slack answers 200.
    if (response.status === 404) return { ok: false, error: 'unknown_method' };
    return slackAnswer.parse(await response.json());
  }

  const workspace = await readWorkspace(options, call);
  return { url, workspace, call, close: () => emulator.close() };
}

function seedOf({ botToken, manifest, scopes, team, people, channels }: EngineOptions) {
  const botName = botHandle(manifest);
  return {
    strict_scopes: true,
    team,
    users: people.map(({ handle, name, mail }) => ({ name: handle, real_name: name, email: mail })),
    channels: channels.map((name) => ({ name })),
    oauth_apps: [
      {
        app_id: appId,
        client_id: 'local',
        client_secret: 'local',
        name: manifest.display_information.name,
        redirect_uris: [],
        bot_id: botIds.id,
        bot_user_id: botIds.userId,
        bot_name: botName,
      },
    ],
    tokens: [
      {
        token: botToken,
        type: 'bot',
        user: botName,
        app_id: appId,
        bot_id: botIds.id,
        scopes: scopes ?? manifest.oauth_config.scopes.bot,
      },
      ...people.map(({ handle }) => ({ token: tokenOf(handle), type: 'user', user: handle })),
    ],
  };
}

const tokenOf = (handle: string): string => `xoxp-local-${handle}`;

async function readWorkspace(
  { manifest, team, people, channels }: EngineOptions,
  call: SlackEngine['call'],
): Promise<Workspace> {
  // With the token of a member: the bot's scopes may not allow these calls.
  const [memberToken = ''] = people.map(({ handle }) => tokenOf(handle));
  const listed = await call('users.list', memberToken, { limit: 1000 });
  const ids = new Map(users.parse(listed['members']).map(({ id, name }) => [name, id]));
  const answer = await call('conversations.list', memberToken, { limit: 1000 });
  const existing = channelList.parse(answer['channels']);
  const wanted = channels.flatMap(
    (name) => existing.find((channel) => channel.name === name) ?? [],
  );
  // The channels that the emulator begins with have no members.
  for (const channel of wanted) {
    for (const { handle } of people) {
      await call('conversations.join', tokenOf(handle), { channel: channel.id });
    }
    await call('conversations.invite', memberToken, { channel: channel.id, users: botIds.userId });
  }
  return {
    team: { id: teamId, domain: team.domain },
    app: {
      id: appId,
      name: manifest.display_information.name,
      commands: manifest.features.slash_commands,
      shortcuts: manifest.features.shortcuts,
    },
    bot: { ...botIds, name: botHandle(manifest) },
    members: await Promise.all(
      people.map(async ({ isGuest = false, ...person }): Promise<Member> => {
        const token = tokenOf(person.handle);
        const opened = await call('conversations.open', token, { users: botIds.userId });
        const { id: directChannel } = z.object({ id: z.string() }).parse(opened['channel']);
        return { ...person, id: ids.get(person.handle) ?? '', isGuest, token, directChannel };
      }),
    ),
    channels: wanted.map(({ id, name }) => ({ id, name })),
  };
}

const uploadPlace = z.object({ upload_url: z.url(), file_id: z.string() });
const completedUpload = z.object({ files: z.tuple([z.looseObject({ id: z.string() })]) });

/** Uploads a file in the name of a member; returns Slack's file object. */
export async function uploadFile(engine: SlackEngine, member: Member, file: File): Promise<object> {
  const { name: filename, size: length } = file;
  const started = await engine.call('files.getUploadURLExternal', member.token, {
    filename,
    length,
  });
  const { upload_url, file_id } = uploadPlace.parse(started);
  await fetch(`${engine.url}${new URL(upload_url).pathname}`, { method: 'POST', body: file });
  const files = [{ id: file_id, title: filename }];
  const completed = await engine.call('files.completeUploadExternal', member.token, { files });
  return completedUpload.parse(completed).files[0];
}
