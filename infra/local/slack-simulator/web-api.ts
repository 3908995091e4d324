import { setTimeout as sleep } from 'node:timers/promises';
import { jsonReply, type Reply, type WholeRequest } from '../shared/http.ts';
import { checkMessage } from './block-kit/checked.ts';
import type { Fault, Faults, SlackLog } from './log.ts';
import { nextTs, type ResponseTarget } from './messages.ts';
import {
  type ApiCall,
  type ApiResponse,
  createMethods,
  type MethodDeps,
  parseApiCall,
  refused,
  textOf,
} from './web-api-methods.ts';

/** A file that somebody put into a form: the app may fetch it, though the emulator shows it to its owner only. */
export async function serveFile(
  { path, query, headers }: WholeRequest,
  { engine, botToken }: MethodDeps,
): Promise<Reply> {
  if (headers['authorization'] !== `Bearer ${botToken}`) {
    return jsonReply(401, { ok: false, error: 'not_authed' });
  }
  for (const { token } of engine.workspace.members) {
    const response = await fetch(`${engine.url}${path}?${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!response.ok) continue;
    return {
      status: 200,
      headers: [['content-type', response.headers.get('content-type') ?? '']],
      body: Buffer.from(await response.arrayBuffer()),
    };
  }
  return jsonReply(404, { ok: false, error: 'file_not_found' });
}

type Args = Readonly<Record<string, unknown>>;

/** An answer sent to a `response_url`. https://docs.slack.dev/interactivity/handling-user-interaction */
export async function takeResponse(id: string, args: Args, deps: MethodDeps): Promise<Answered> {
  const target = deps.responses.use(id);
  if (typeof target === 'string') return failed(404, refused(target));
  const said = await respond(args, target, deps);
  return said.ok ? { said, reply: { status: 200, headers: [], body: 'ok' } } : failed(400, said);
}

const failed = (status: number, said: ApiResponse): Answered => ({
  said,
  reply: jsonReply(status, said),
});

/** The body of the answer to a command is taken in the same way. */
export async function respond(
  args: Args,
  target: ResponseTarget,
  deps: MethodDeps,
): Promise<ApiResponse> {
  const { engine, botToken, ephemerals } = deps;
  const { user, channel, message } = target;
  if (args['delete_original'] === true) return remove(target, deps);
  const checked = checkMessage(args);
  if (checked.kind === 'refused') return refused(checked.error, checked.problems);
  const { text, blocks } = checked.drawn;
  const replaced = args['replace_original'] === true ? message : undefined;
  if (replaced && !replaced.isEphemeral) {
    return engine.call('chat.update', botToken, { channel, ts: replaced.ts, text, blocks });
  }
  const threadTs = textOf(args['thread_ts']) || target.threadTs;
  if (args['response_type'] === 'in_channel') {
    return engine.call('chat.postMessage', botToken, {
      channel,
      text,
      blocks,
      thread_ts: threadTs,
    });
  }
  const ts = replaced?.ts ?? nextTs();
  ephemerals.put({ ts, channel, user, text, blocks: blocks ?? [], threadTs });
  return { ok: true };
}

async function remove(
  { message, channel }: ResponseTarget,
  { engine, botToken, ephemerals }: MethodDeps,
): Promise<ApiResponse> {
  if (!message) return refused('message_not_found');
  if (!message.isEphemeral) {
    return engine.call('chat.delete', botToken, { channel, ts: message.ts });
  }
  ephemerals.remove(message.ts);
  return { ok: true };
}

export interface ApiDeps extends MethodDeps {
  readonly faults: Faults;
  readonly log: SlackLog;
}

/** No answer comes later than that, so that a test which forgot a timeout ends all the same. */
const hangMilliseconds = 60_000;

/** Slack as the app sees it: what the emulator lets through is refused here. */
export function createSlackApi(deps: ApiDeps): (request: WholeRequest) => Promise<Reply> {
  const { engine, botToken, faults, log } = deps;
  const methods = createMethods(deps);

  return async (request) => {
    const start = performance.now();
    if (request.path.startsWith('/files-pri/')) {
      const reply = await serveFile(request, deps);
      const isWrong = reply.status !== 200;
      note('url_private', { outcome: String(reply.status), isWrong, start });
      return reply;
    }
    const isResponse = request.path.startsWith('/response/');
    if (!isResponse && !request.path.startsWith('/api/')) return jsonReply(404, { ok: false });
    const call = parseApiCall(request);
    const fault = faults.take(isResponse ? 'response_url' : call.method);
    const answered = fault
      ? await suffer(fault)
      : isResponse
        ? await takeResponse(request.path.slice('/response/'.length), call.args, deps)
        : answer(await answerTo(call));
    const { ok, error = '', errors } = answered.said;
    note(isResponse ? 'response_url' : call.method, {
      outcome: ok ? 'ok' : error,
      isWrong: !ok,
      start,
      problems: errors,
    });
    return answered.reply;
  };

  function note(what: string, { outcome, isWrong, start, problems = [] }: Noted): void {
    const tookMilliseconds = Math.round(performance.now() - start);
    log.add({ way: 'from-app', what, outcome, isWrong, tookMilliseconds, problems });
  }

  async function answerTo(call: ApiCall): Promise<ApiResponse> {
    if (!call.token) return refused('not_authed');
    // The emulator would take it for the administrator's.
    if (call.token !== botToken) return refused('invalid_auth');
    const method = methods[call.method];
    return method ? method(call.args) : engine.call(call.method, botToken, call.args);
  }
}

interface Noted {
  readonly outcome: string;
  readonly isWrong: boolean;
  readonly start: number;
  readonly problems?: readonly string[] | undefined;
}

/** What goes over the wire, and what it says. */
export interface Answered {
  readonly said: ApiResponse;
  readonly reply: Reply;
}

const answer = (said: ApiResponse): Answered => ({ said, reply: jsonReply(200, said) });

async function suffer(fault: Fault): Promise<Answered> {
  switch (fault.kind) {
    case 'rate-limited': {
      const said = refused('ratelimited');
      const { headers, ...reply } = jsonReply(429, said);
      const later = ['retry-after', String(fault.retryAfterSeconds)] as const;
      return { said, reply: { ...reply, headers: [...headers, later] } };
    }
    case 'broken':
      return { said: refused('500'), reply: { status: 500, headers: [], body: '' } };
    case 'hanging':
      await sleep(hangMilliseconds, undefined, { ref: false });
      return { said: refused('hanging'), reply: { status: 504, headers: [], body: '' } };
  }
}
