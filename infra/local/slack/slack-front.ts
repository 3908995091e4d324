import { setTimeout as sleep } from 'node:timers/promises';
import { jsonReply, type Reply, type WholeRequest } from '../http/http-message.ts';
import type { Fault, Faults } from './faults.ts';
import { type FrontCall, readFrontCall } from './front-call.ts';
import { type FrontAnswer, type MethodDeps, makeMethods, refused } from './front-methods.ts';
import { serveFile } from './serve-file.ts';
import type { SlackLog } from './slack-log.ts';
import { takeResponse } from './take-response.ts';

export interface FrontDeps extends MethodDeps {
  readonly faults: Faults;
  readonly log: SlackLog;
}

/** No answer comes later than that, so that a test which forgot a timeout ends all the same. */
const hangMilliseconds = 60_000;

/** Slack as the app sees it: what the emulator lets through is refused here. */
export function makeSlackFront(deps: FrontDeps): (request: WholeRequest) => Promise<Reply> {
  const { engine, botToken, faults, log } = deps;
  const methods = makeMethods(deps);

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
    const call = readFrontCall(request);
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

  async function answerTo(call: FrontCall): Promise<FrontAnswer> {
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
  readonly said: FrontAnswer;
  readonly reply: Reply;
}

const answer = (said: FrontAnswer): Answered => ({ said, reply: jsonReply(200, said) });

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
