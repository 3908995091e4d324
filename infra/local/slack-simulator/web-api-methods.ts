import type { WholeRequest } from '../shared/http.ts';
import { type CheckedMessage, checkMessage, checkView } from './block-kit/checked.ts';
import type { SlackAnswer, SlackEngine } from './engine.ts';
import type { Ephemerals, ResponseUrls } from './messages.ts';
import type { ViewReply, Views } from './views.ts';

/** A call of the Slack API, however it was encoded. */
export interface ApiCall {
  /** `chat.postMessage` */
  readonly method: string;
  readonly token: string | undefined;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Slack wants these as JSON inside a form. */
const structured = ['view', 'blocks', 'attachments', 'metadata', 'files'];

export function parseApiCall(request: WholeRequest): ApiCall {
  const { token, ...args } = parseArgs(request);
  const bearer = /^Bearer (.+)$/i.exec(request.headers['authorization'] ?? '')?.[1];
  return {
    method: request.path.replace('/api/', ''),
    token: bearer ?? (typeof token === 'string' ? token : undefined),
    args,
  };
}

function parseArgs({ query, headers, body }: WholeRequest): Record<string, unknown> {
  const isJson = headers['content-type']?.startsWith('application/json');
  const said = isJson
    ? parse(body.toString())
    : Object.fromEntries(new URLSearchParams(body.toString()));
  const args = {
    ...Object.fromEntries(new URLSearchParams(query)),
    ...(isRecord(said) ? said : {}),
  };
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      structured.includes(name) && typeof value === 'string' ? parse(value) : value,
    ]),
  );
}

function parse(text: string): unknown {
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
  readonly responses: ResponseUrls;
  /** What the emulator cannot say of a person: that they are a guest, deactivated, of another workspace. */
  readonly amendments: ReadonlyMap<string, object>;
}

export interface ApiResponse extends SlackAnswer {
  readonly errors?: readonly string[];
}

type Args = ApiCall['args'];
type Method = (args: Args) => Promise<ApiResponse> | ApiResponse;

/** As Slack says what is wrong: its word, and the places. */
export const refused = (error: string, problems: readonly string[] = []): ApiResponse => ({
  ok: false,
  error,
  ...(problems.length > 0 && {
    errors: problems,
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  }),
});

/** The methods that are more than the emulator's. */
export function createMethods(deps: MethodDeps): Readonly<Record<string, Method>> {
  const { engine, botToken, views, ephemerals } = deps;
  const forward = (method: string, args: object) => engine.call(method, botToken, args);

  const speaking = (method: string): Method =>
    withMessage((args, message) => forward(method, { ...args, ...message }));

  const amended =
    (method: string): Method =>
    async (args) =>
      amend(await forward(method, args), deps.amendments);

  return {
    'chat.postMessage': speaking('chat.postMessage'),
    'chat.update': speaking('chat.update'),
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
      view.type === 'modal' ? views.open(textOf(args['trigger_id']), view) : misplaced,
    ),
    'views.push': withView((args, view) =>
      view.type === 'modal' ? views.push(textOf(args['trigger_id']), view) : misplaced,
    ),
    'views.publish': withView((args, view) =>
      view.type === 'home'
        ? views.publish(textOf(args['user_id']), view, textOf(args['hash']))
        : misplaced,
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
      const asked = await forward('files.info', args);
      if (asked.error === 'missing_scope') return asked;
      // A file of a form is shown to the app too, and by the emulator to its owner only.
      const owners = engine.workspace.members.map(({ token }) => token);
      const answers = await Promise.all(
        owners.map((token) => engine.call('files.info', token, args)),
      );
      return answers.find(({ ok }) => ok) ?? refused('file_not_found');
    },
  };
}

const misplaced: ViewReply = { kind: 'refused', error: 'invalid_arguments' };

function withMessage(send: (args: Args, message: CheckedMessage) => Promise<ApiResponse>): Method {
  return (args) => {
    const checked = checkMessage(args);
    if (checked.kind === 'refused') return refused(checked.error, checked.problems);
    return send(args, checked.drawn);
  };
}

type CheckedView = Extract<ReturnType<typeof checkView>, { kind: 'fine' }>['drawn'];

function withView(show: (args: Args, view: CheckedView) => ViewReply): Method {
  return (args) => {
    const checked = checkView(args['view']);
    if (checked.kind === 'refused') return refused(checked.error, checked.problems);
    const reply = show(args, checked.drawn);
    return reply.kind === 'shown' ? { ok: true, view: reply.view } : refused(reply.error);
  };
}

function amend(answer: SlackAnswer, amendments: MethodDeps['amendments']): SlackAnswer {
  const more = (user: unknown): unknown =>
    typeof user === 'object' && user !== null && 'id' in user
      ? { ...user, ...amendments.get(String(user.id)) }
      : user;
  const { user, members } = answer;
  return {
    ...answer,
    ...(user !== undefined && { user: more(user) }),
    ...(Array.isArray(members) && { members: members.map(more) }),
  };
}
