import { type CheckedMessage, checkMessage, checkView } from './block-kit/checked.ts';
import type { SlackAnswer, SlackEngine } from './engine.ts';
import type { Ephemerals, ResponseUrls } from './messages.ts';
import type { ViewReply, Views } from './views.ts';

/** A call of the Web API, whether it was sent as JSON or as a form. */
export interface ApiCall {
  /** `chat.postMessage` */
  readonly method: string;
  readonly token: string | undefined;
  readonly args: Readonly<Record<string, unknown>>;
}

/** In a form, these arguments are JSON. */
const structuredArgs = ['view', 'blocks', 'attachments', 'metadata', 'files'];

export async function parseApiCall(request: Request): Promise<ApiCall> {
  const { token, ...args } = await parseArgs(request);
  const bearer = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  return {
    method: new URL(request.url).pathname.replace('/api/', ''),
    token: bearer ?? (typeof token === 'string' ? token : undefined),
    args,
  };
}

async function parseArgs(request: Request): Promise<Record<string, unknown>> {
  const isJson = request.headers.get('content-type')?.startsWith('application/json');
  const text = await request.text();
  const body = isJson ? parseJson(text) : Object.fromEntries(new URLSearchParams(text));
  const args = {
    ...Object.fromEntries(new URL(request.url).searchParams),
    ...(isRecord(body) ? body : {}),
  };
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      structuredArgs.includes(name) && typeof value === 'string' ? parseJson(value) : value,
    ]),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export interface MethodDeps {
  readonly engine: SlackEngine;
  readonly botToken: string;
  readonly views: Views;
  readonly ephemerals: Ephemerals;
  readonly responseUrls: ResponseUrls;
  /** Fields of user objects that the emulator has no setting for (guest, deactivated, of another workspace), by member id. */
  readonly amendments: ReadonlyMap<string, object>;
}

export interface ApiResponse extends SlackAnswer {
  readonly errors?: readonly string[];
}

type Args = ApiCall['args'];
type Method = (args: Args) => Promise<ApiResponse> | ApiResponse;

/** Slack's code for what is wrong, and each problem with its place. */
export const refused = (error: string, problems: readonly string[] = []): ApiResponse => ({
  ok: false,
  error,
  ...(problems.length > 0 && {
    errors: problems,
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  }),
});

/** The methods that the emulator does not have, or accepts too much in. */
export function createMethods(deps: MethodDeps): Readonly<Record<string, Method>> {
  const { engine, botToken, views, ephemerals } = deps;
  const forward = (method: string, args: object) => engine.call(method, botToken, args);

  const checkedMessage = (method: string): Method =>
    withMessage((args, message) => forward(method, { ...args, ...message }));

  const amended =
    (method: string): Method =>
    async (args) =>
      amend(await forward(method, args), deps.amendments);

  return {
    'chat.postMessage': checkedMessage('chat.postMessage'),
    'chat.update': checkedMessage('chat.update'),
    'chat.postEphemeral': withMessage(async (args, message) => {
      const answer = await forward('chat.postEphemeral', { ...args, ...message });
      if (answer.ok) {
        ephemerals.put({
          ts: textOf(answer['message_ts']),
          channel: textOf(args['channel']),
          user: textOf(args['user']),
          text: message.text,
          blocks: message.blocks ?? [],
          threadTs: textOf(args['thread_ts']) || undefined,
        });
      }
      return answer;
    }),
    'views.open': withView((args, view) =>
      view.type === 'modal' ? views.open(textOf(args['trigger_id']), view) : wrongViewType,
    ),
    'views.push': withView((args, view) =>
      view.type === 'modal' ? views.push(textOf(args['trigger_id']), view) : wrongViewType,
    ),
    'views.publish': withView((args, view) =>
      view.type === 'home'
        ? views.publish(textOf(args['user_id']), view, textOf(args['hash']))
        : wrongViewType,
    ),
    'views.update': withView((args, view) =>
      views.update(
        { id: textOf(args['view_id']), externalId: textOf(args['external_id']) },
        view,
        textOf(args['hash']),
      ),
    ),
    'users.info': amended('users.info'),
    'users.list': amended('users.list'),
    'users.lookupByEmail': amended('users.lookupByEmail'),
    'files.info': async (args) => {
      const ownAnswer = await forward('files.info', args);
      if (ownAnswer.error === 'missing_scope') return ownAnswer;
      // Slack shows the bot a file of a submitted form; the emulator shows it to its owner only.
      const owners = engine.workspace.members.map(({ token }) => token);
      const answers = await Promise.all(
        owners.map((token) => engine.call('files.info', token, args)),
      );
      return answers.find(({ ok }) => ok) ?? refused('file_not_found');
    },
  };
}

const wrongViewType: ViewReply = { kind: 'refused', error: 'invalid_arguments' };

function withMessage(send: (args: Args, message: CheckedMessage) => Promise<ApiResponse>): Method {
  return (args) => {
    const checked = checkMessage(args);
    if (checked.kind === 'refused') return refused(checked.error, checked.problems);
    return send(args, checked.content);
  };
}

type CheckedView = Extract<ReturnType<typeof checkView>, { kind: 'valid' }>['content'];

function withView(show: (args: Args, view: CheckedView) => ViewReply): Method {
  return (args) => {
    const checked = checkView(args['view']);
    if (checked.kind === 'refused') return refused(checked.error, checked.problems);
    const reply = show(args, checked.content);
    return reply.kind === 'shown' ? { ok: true, view: reply.view } : refused(reply.error);
  };
}

function amend(answer: SlackAnswer, amendments: MethodDeps['amendments']): SlackAnswer {
  const withAmendments = (user: unknown): unknown =>
    typeof user === 'object' && user !== null && 'id' in user
      ? { ...user, ...amendments.get(String(user.id)) }
      : user;
  const { user, members } = answer;
  return {
    ...answer,
    ...(user !== undefined && { user: withAmendments(user) }),
    ...(Array.isArray(members) && { members: members.map(withAmendments) }),
  };
}
