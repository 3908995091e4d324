import { SlackClient } from './client.ts';
import { type EngineOptions, startSlackEngine, uploadFile } from './engine.ts';
import { openServer } from './http.ts';
import { Faults, SlackLog } from './log.ts';
import { appManifest } from './manifest.ts';
import { Ephemerals, ResponseUrls, SlackScreen } from './messages.ts';
import { type Endpoint, SlackSender } from './sender.ts';
import { Views } from './views.ts';
import { createSlackApi } from './web-api.ts';
import { memberOf, type Workspace } from './workspace.ts';

export interface SlackOptions extends Omit<EngineOptions, 'baseUrl' | 'manifest'> {
  /** The app's manifest, as JSON. */
  readonly manifest: object;
  readonly signingSecret: string;
  /** The app that receives commands, interactions and events. */
  readonly endpoint: Endpoint;
  readonly now?: () => Date;
  /** The delays before an event is sent again; Slack's own if absent. */
  readonly retryMilliseconds?: readonly number[];
}

export interface LocalSlack {
  /** The address of the Web API: `http://127.0.0.1:…/api/`. */
  readonly apiUrl: string;
  readonly workspace: Workspace;
  readonly client: SlackClient;
  readonly screen: SlackScreen;
  readonly faults: Faults;
  readonly log: SlackLog;
  /** Uploads a file in the name of a member; returns Slack's file object. */
  uploadFile(handle: string, file: File): Promise<object>;
  /** Adds fields to a user object that the emulator has no setting for: `{ is_restricted: true }`, `{ deleted: true }`. */
  amend(memberId: string, fields: object): void;
  close(): Promise<void>;
}

/** A Slack with one workspace: its Web API with Slack's limits, and its members, who act through `client`. */
export async function startSlack(options: SlackOptions): Promise<LocalSlack> {
  const { botToken, now = () => new Date() } = options;
  const server = await openServer();
  const engine = await startSlackEngine({
    ...options,
    manifest: appManifest.parse(options.manifest),
    baseUrl: server.url,
  });
  const { team, app, bot, members } = engine.workspace;
  const amendments = new Map<string, object>(
    members.flatMap(({ id, isGuest }) => (isGuest ? [[id, { is_restricted: true }]] : [])),
  );
  const log = new SlackLog(now);
  const faults = new Faults();
  const deps = {
    engine,
    botToken,
    views: new Views({ teamId: team.id, appId: app.id, botId: bot.id, now }),
    ephemerals: new Ephemerals(),
    responseUrls: new ResponseUrls(server.url, now),
    faults,
    log,
    amendments,
  };
  server.serve(createSlackApi(deps));
  const sender = new SlackSender({ ...options, log, now });
  return {
    apiUrl: `${server.url}/api/`,
    workspace: engine.workspace,
    client: new SlackClient({ ...deps, sender, now }),
    screen: new SlackScreen(deps),
    faults,
    log,
    uploadFile: (handle, file) => uploadFile(engine, memberOf(engine.workspace, handle), file),
    amend: (memberId, fields) => void amendments.set(memberId, fields),
    async close() {
      sender.close();
      await server.close();
      await engine.close();
    },
  };
}
