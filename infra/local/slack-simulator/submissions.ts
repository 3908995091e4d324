import * as z from 'zod';
import { checkView } from './block-kit/checked.ts';
import type { Modal } from './block-kit/surfaces.ts';
import type { Delivered } from './sender.ts';
import type { ShownView, ViewReply, Views } from './views.ts';

/** What becomes of a modal that was sent. */
export type SubmissionOutcome =
  | { readonly kind: 'closed' | 'cleared' }
  | { readonly kind: 'updated' | 'pushed'; readonly view: ShownView }
  /** By block. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  /** The app answered what Slack does not take: the person is told that it went wrong. */
  | { readonly kind: 'refused'; readonly error: string; readonly errors: readonly string[] }
  /** It did not answer, or not in time. */
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
export function takeSubmissionAnswer(
  delivered: Delivered,
  submitted: Submitted,
  views: Views,
): SubmissionOutcome {
  if (delivered.kind === 'failed') return { kind: 'failed', reason: delivered.reason };
  const { body } = delivered.reply;
  if (body.trim() === '' || body.trim() === '{}') {
    views.close(submitted.user, false);
    return { kind: 'closed' };
  }
  const read = answer.safeParse(parse(body));
  if (!read.success) return refuse('invalid_response_action', [z.prettifyError(read.error)]);
  switch (read.data.response_action) {
    case 'clear':
      views.close(submitted.user, true);
      return { kind: 'cleared' };
    case 'errors':
      return takeErrors(read.data.errors, submitted.view);
    case 'update':
      return show('updated', read.data.view, (modal) =>
        views.update({ id: submitted.view.id }, modal),
      );
    case 'push':
      return show('pushed', read.data.view, (modal) =>
        views.pushOn(submitted.user, submitted.view.id, modal),
      );
  }
}

/** Slack shows errors under inputs only. */
function takeErrors(
  errors: Readonly<Record<string, string>>,
  { blocks }: ShownView,
): SubmissionOutcome {
  const inputs = blocks.flatMap(({ type, block_id }) => (type === 'input' ? [block_id] : []));
  const lost = Object.keys(errors).filter((name) => !inputs.includes(name));
  return lost.length > 0
    ? refuse(
        'invalid_errors',
        lost.map((name) => `no input block is named ${name}`),
      )
    : { kind: 'errors', errors };
}

function show(
  kind: 'updated' | 'pushed',
  sent: unknown,
  place: (modal: Modal) => ViewReply,
): SubmissionOutcome {
  const checked = checkView(sent);
  if (checked.kind === 'refused') return refuse(checked.error, checked.problems);
  if (checked.drawn.type !== 'modal') return refuse('invalid_arguments', ['not a modal']);
  const reply = place(checked.drawn);
  return reply.kind === 'shown' ? { kind, view: reply.view } : refuse(reply.error, []);
}

const refuse = (error: string, errors: readonly string[]): SubmissionOutcome => ({
  kind: 'refused',
  error,
  errors,
});

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
