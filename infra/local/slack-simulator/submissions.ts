import * as z from 'zod';
import { checkView } from './block-kit/checked.ts';
import type { Modal } from './block-kit/surfaces.ts';
import type { DeliveryResult } from './sender.ts';
import type { ShownView, ViewReply, Views } from './views.ts';

/** What happened to a submitted modal. */
export type SubmissionOutcome =
  | { readonly kind: 'closed' | 'cleared' }
  | { readonly kind: 'updated' | 'pushed'; readonly view: ShownView }
  /** The errors to show, by block. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  /** Slack does not accept the app's answer and shows the user an error. */
  | { readonly kind: 'refused'; readonly error: string; readonly errors: readonly string[] }
  /** The app did not answer in time. */
  | { readonly kind: 'failed'; readonly reason: string };

const answer = z.discriminatedUnion('response_action', [
  z.strictObject({ response_action: z.literal('clear') }),
  z.strictObject({
    response_action: z.literal('errors'),
    errors: z.record(z.string(), z.string().min(1).max(3000)),
  }),
  z.strictObject({ response_action: z.literal('update'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('push'), view: z.unknown() }),
]);

export interface Submitted {
  readonly user: string;
  readonly view: ShownView;
}

/** https://docs.slack.dev/surfaces/modals#response_actions */
export function applySubmissionAnswer(
  result: DeliveryResult,
  submitted: Submitted,
  views: Views,
): SubmissionOutcome {
  if (result.kind === 'failed') return { kind: 'failed', reason: result.reason };
  const { body } = result.reply;
  if (body.trim() === '' || body.trim() === '{}') {
    views.close(submitted.user, false);
    return { kind: 'closed' };
  }
  const parsed = answer.safeParse(parseJson(body));
  if (!parsed.success) {
    return refuse('invalid_response_action', [z.prettifyError(parsed.error)]);
  }
  switch (parsed.data.response_action) {
    case 'clear':
      views.close(submitted.user, true);
      return { kind: 'cleared' };
    case 'errors':
      return checkErrors(parsed.data.errors, submitted.view);
    case 'update':
      return show('updated', parsed.data.view, (modal) =>
        views.update({ id: submitted.view.id }, modal),
      );
    case 'push':
      return show('pushed', parsed.data.view, (modal) =>
        views.pushOn(submitted.user, submitted.view.id, modal),
      );
  }
}

/** Slack shows errors under input blocks only. */
function checkErrors(
  errors: Readonly<Record<string, string>>,
  { blocks }: ShownView,
): SubmissionOutcome {
  const inputs = blocks.flatMap(({ type, block_id }) => (type === 'input' ? [block_id] : []));
  const misplaced = Object.keys(errors).filter((name) => !inputs.includes(name));
  return misplaced.length > 0
    ? refuse(
        'invalid_errors',
        misplaced.map((name) => `no input block is named ${name}`),
      )
    : { kind: 'errors', errors };
}

function show(
  kind: 'updated' | 'pushed',
  sent: unknown,
  apply: (modal: Modal) => ViewReply,
): SubmissionOutcome {
  const checked = checkView(sent);
  if (checked.kind === 'refused') return refuse(checked.error, checked.problems);
  if (checked.content.type !== 'modal') return refuse('invalid_arguments', ['not a modal']);
  const reply = apply(checked.content);
  return reply.kind === 'shown' ? { kind, view: reply.view } : refuse(reply.error, []);
}

const refuse = (error: string, errors: readonly string[]): SubmissionOutcome => ({
  kind: 'refused',
  error,
  errors,
});

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
