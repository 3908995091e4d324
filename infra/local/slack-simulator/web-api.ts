import { setTimeout as sleep } from 'node:timers/promises';
import { checkMessage } from './block-kit/checked.ts';
import type { RequestHandler } from './http.ts';
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

/** Serves a file to the bot. The emulator serves it to its owner only, so the owners' tokens are tried. */
async function serveFile(request: Request, { engine, botToken }: MethodDeps): Promise<Response> {
  if (request.headers.get('authorization') !== `Bearer ${botToken}`) {
    return Response.json({ ok: false, error: 'not_authed' }, { status: 401 });
  }
  const { pathname, search } = new URL(request.url);
  for (const { token } of engine.workspace.members) {
    const response = await fetch(`${engine.url}${pathname}${search}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!response.ok) continue;
    const headers = { 'content-type': response.headers.get('content-type') ?? '' };
    return new Response(await response.arrayBuffer(), { headers });
  }
  return Response.json({ ok: false, error: 'file_not_found' }, { status: 404 });
}

type Args = Readonly<Record<string, unknown>>;

/** What the caller receives, and the outcome for the log. */
interface Answer {
  readonly outcome: ApiResponse;
  readonly response: Response;
}

const answerOf = (outcome: ApiResponse, status = 200): Answer => ({
  outcome,
  response: Response.json(outcome, { status }),
});

/** Content sent to a `response_url`. https://docs.slack.dev/interactivity/handling-user-interaction */
async function answerResponseUrl(id: string, args: Args, deps: MethodDeps): Promise<Answer> {
  const target = deps.responseUrls.use(id);
  if (typeof target === 'string') return answerOf(refused(target), 404);
  const outcome = await respond(args, target, deps);
  return outcome.ok ? { outcome, response: new Response('ok') } : answerOf(outcome, 400);
}

/** Applies what an app sends to a `response_url`, or answers a command with. */
export async function respond(
  args: Args,
  target: ResponseTarget,
  deps: MethodDeps,
): Promise<ApiResponse> {
  const { engine, botToken, ephemerals } = deps;
  const { user, channel, message } = target;
  if (args['delete_original'] === true) return deleteOriginal(target, deps);
  const checked = checkMessage(args);
  if (checked.kind === 'refused') return refused(checked.error, checked.problems);
  const { text, blocks } = checked.content;
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

async function deleteOriginal(
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

/** The longest that a planned fault holds a request, so that a test without a timeout ends. */
const hangMilliseconds = 60_000;

/** The Web API, the files and the `response_url`s: they refuse what Slack refuses and the emulator accepts. */
export function createSlackApi(deps: ApiDeps): RequestHandler {
  const { engine, botToken, faults, log } = deps;
  const methods = createMethods(deps);

  return async (request) => {
    const start = performance.now();
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/files-pri/')) {
      const response = await serveFile(request, deps);
      const isWrong = response.status !== 200;
      addToLog('url_private', { outcome: String(response.status), isWrong, start });
      return response;
    }
    const isResponseUrl = pathname.startsWith('/response/');
    if (!isResponseUrl && !pathname.startsWith('/api/')) {
      return Response.json({ ok: false }, { status: 404 });
    }
    const call = await parseApiCall(request);
    const what = isResponseUrl ? 'response_url' : call.method;
    const fault = faults.take(what);
    const { outcome, response } = fault
      ? await answerWithFault(fault)
      : isResponseUrl
        ? await answerResponseUrl(pathname.slice('/response/'.length), call.args, deps)
        : answerOf(await callMethod(call));
    const { ok, error = '', errors } = outcome;
    addToLog(what, { outcome: ok ? 'ok' : error, isWrong: !ok, start, problems: errors });
    return response;
  };

  function addToLog(what: string, { outcome, isWrong, start, problems = [] }: LoggedCall): void {
    const tookMilliseconds = Math.round(performance.now() - start);
    log.add({ direction: 'from-app', what, outcome, isWrong, tookMilliseconds, problems });
  }

  async function callMethod(call: ApiCall): Promise<ApiResponse> {
    if (!call.token) return refused('not_authed');
    // The emulator takes an unknown token for the administrator's.
    if (call.token !== botToken) return refused('invalid_auth');
    const method = methods[call.method];
    return method ? method(call.args) : engine.call(call.method, botToken, call.args);
  }
}

interface LoggedCall {
  readonly outcome: string;
  readonly isWrong: boolean;
  readonly start: number;
  readonly problems?: readonly string[] | undefined;
}

async function answerWithFault(fault: Fault): Promise<Answer> {
  switch (fault.kind) {
    case 'rate-limited': {
      const { outcome, response } = answerOf(refused('ratelimited'), 429);
      response.headers.set('retry-after', String(fault.retryAfterSeconds));
      return { outcome, response };
    }
    case 'broken':
      return { outcome: refused('500'), response: new Response('', { status: 500 }) };
    case 'hanging':
      await sleep(hangMilliseconds, undefined, { ref: false });
      return { outcome: refused('hanging'), response: new Response('', { status: 504 }) };
  }
}
