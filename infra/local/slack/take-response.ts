import { jsonReply } from '../http/http-message.ts';
import { checkMessage } from './checked.ts';
import { nextTs } from './ephemerals.ts';
import { textOf } from './front-call.ts';
import { type FrontAnswer, type MethodDeps, refused } from './front-methods.ts';
import type { ResponseTarget } from './response-urls.ts';
import type { Answered } from './slack-front.ts';

type Args = Readonly<Record<string, unknown>>;

/** An answer sent to a `response_url`. https://docs.slack.dev/interactivity/handling-user-interaction */
export async function takeResponse(id: string, args: Args, deps: MethodDeps): Promise<Answered> {
  const target = deps.responses.use(id);
  if (typeof target === 'string') return failed(404, refused(target));
  const said = await respond(args, target, deps);
  return said.ok ? { said, reply: { status: 200, headers: [], body: 'ok' } } : failed(400, said);
}

const failed = (status: number, said: FrontAnswer): Answered => ({
  said,
  reply: jsonReply(status, said),
});

/** The body of the answer to a command is taken in the same way. */
export async function respond(
  args: Args,
  target: ResponseTarget,
  deps: MethodDeps,
): Promise<FrontAnswer> {
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
): Promise<FrontAnswer> {
  if (!message) return refused('message_not_found');
  if (!message.isEphemeral) {
    return engine.call('chat.delete', botToken, { channel, ts: message.ts });
  }
  ephemerals.remove(message.ts);
  return { ok: true };
}
