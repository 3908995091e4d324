import { openGateway } from '../shared/gateway.ts';
import { jsonReply } from '../shared/http.ts';
import { SlackClient } from './client.ts';
import { keepFile, startSlackEngine } from './engine.ts';
import { Faults, SlackLog } from './log.ts';
import { Ephemerals, ResponseUrls, SlackScreen } from './messages.ts';
import { type Endpoint, SlackSender } from './sender.ts';
import { Views } from './views.ts';
import { createSlackApi } from './web-api.ts';
import { memberOf, type Newcomer, type Workspace } from './workspace.ts';

export interface SlackOptions {
  readonly botToken: string;
  /** What the app was allowed when it was installed. */
  readonly scopes: readonly string[];
  readonly signingSecret: string;
  readonly people: readonly Newcomer[];
  /** Public, and everybody is in them. */
  readonly channels: readonly string[];
  /** The app. */
  readonly endpoint: Endpoint;
  readonly now?: () => Date;
  readonly retryMilliseconds?: readonly number[];
}

export interface LocalSlack {
  /** The address of the Web API, `SLACK_API_URL`: `http://127.0.0.1:…/api/`. */
  readonly apiUrl: string;
  readonly workspace: Workspace;
  readonly client: SlackClient;
  readonly screen: SlackScreen;
  readonly faults: Faults;
  readonly log: SlackLog;
  /** Puts a file into this Slack in the name of a member; gives what Slack says of it. */
  keepFile(handle: string, file: File): Promise<object>;
  /** Says of a member what the emulator cannot: `{ is_restricted: true }`, `{ deleted: true }`. */
  amend(memberId: string, more: object): void;
  close(): Promise<void>;
}

/** A Slack of this machine: one workspace, its API with Slack's own limits, and what its people do. */
export async function startSlack(options: SlackOptions): Promise<LocalSlack> {
  const { botToken, now = () => new Date() } = options;
  const api = await openGateway(0, async () => jsonReply(503, { ok: false }));
  const engine = await startSlackEngine({ ...options, baseUrl: api.url });
  const { team, appId, bot, members } = engine.workspace;
  const amendments = new Map<string, object>(
    members.flatMap(({ id, isGuest }) => (isGuest ? [[id, { is_restricted: true }]] : [])),
  );
  const log = new SlackLog(now);
  const faults = new Faults();
  const deps = {
    engine,
    botToken,
    views: new Views({ teamId: team.id, appId, botId: bot.id, now }),
    ephemerals: new Ephemerals(),
    responses: new ResponseUrls(api.url, now),
    faults,
    log,
    amendments,
  };
  api.serve(createSlackApi(deps));
  const sender = new SlackSender({ ...options, log, now });
  return {
    apiUrl: `${api.url}/api/`,
    workspace: engine.workspace,
    client: new SlackClient({ ...deps, sender, now }),
    screen: new SlackScreen(deps),
    faults,
    log,
    keepFile: (handle, file) => keepFile(engine, memberOf(engine.workspace, handle), file),
    amend: (memberId, more) => void amendments.set(memberId, more),
    async close() {
      sender.close();
      await api.close();
      await engine.close();
    },
  };
}
