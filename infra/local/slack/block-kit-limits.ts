import type { HomeView, ModalView } from '@slack/types';
import * as z from 'zod';
import { block } from './block-kit-blocks.ts';
import { plainText, upTo } from './block-kit-parts.ts';
import { type Problem, type Surface, surfaceProblems } from './block-kit-rules.ts';

/** Options may be richer than their types say. */
type Named<View> = Omit<View, 'blocks'>;

const viewBytes = 250_000;

const message = z
  .object({
    /** Above, Slack cuts it. */
    text: z.string().max(40_000).optional(),
    blocks: z.array(block).max(50).optional(),
  })
  // Slack would take it; those who hear a screen reader, or see a notification, would get nothing.
  .refine(({ text }) => text !== undefined && text.trim() !== '', {
    path: ['text'],
    error: 'missing required field: what screen readers and notifications say',
  });

const view = {
  blocks: z.array(block).min(1).max(100),
  private_metadata: z.string().max(3000).optional(),
  callback_id: upTo(255).optional(),
  external_id: z.string().max(255).optional(),
};
const modal = z
  .strictObject({
    type: z.literal('modal'),
    ...view,
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
  })
  .refine(({ submit, blocks }) => submit || !blocks.some(({ type }) => type === 'input'), {
    path: ['submit'],
    error: '`submit` is required when there is an input block',
  }) satisfies z.ZodType<Named<ModalView>>;
const home = z.strictObject({
  type: z.literal('home'),
  ...view,
}) satisfies z.ZodType<Named<HomeView>>;

const surfaces = { message, modal, home } as const satisfies Record<Surface, z.ZodType>;

/**
 * What Slack would refuse of a message (its text and blocks), a modal or a Home; nothing when it would take it. A view is
 * what says that it is one by its `type`. https://docs.slack.dev/reference/block-kit
 */
export function blockKitProblems(drawn: object): readonly Problem[] {
  const surface = surfaceOf(drawn);
  const read = surfaces[surface].safeParse(drawn);
  const problems = read.success ? [] : read.error.issues.map(problemOf);
  const blocks = z.object({ blocks: z.array(block) }).safeParse(drawn);
  return firstOfEach([
    ...problems,
    ...(blocks.success ? surfaceProblems(blocks.data.blocks, surface) : []),
    ...(surface === 'message' ? [] : tooLarge(drawn)),
  ]);
}

/** One word on each place is enough. */
function firstOfEach(problems: readonly Problem[]): readonly Problem[] {
  const paths = problems.map(({ path }) => path);
  return problems.filter(({ path }, index) => paths.indexOf(path) === index);
}

function surfaceOf(drawn: object): Surface {
  const type = 'type' in drawn ? drawn.type : undefined;
  return type === 'modal' || type === 'home' ? type : 'message';
}

function tooLarge(drawn: object): Problem[] {
  const bytes = Buffer.byteLength(JSON.stringify(drawn));
  return bytes > viewBytes ? [{ path: '', what: `view_too_large: ${bytes} bytes` }] : [];
}

function problemOf(issue: z.core.$ZodIssue): Problem {
  return { path: issue.path.map((name) => `/${String(name)}`).join(''), what: wordsOf(issue) };
}

function wordsOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `invalid additional property: ${issue.keys.join(', ')}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `must be less than ${Number(issue.maximum) + 1} characters`
        : issue.origin === 'array'
          ? `no more than ${issue.maximum} items allowed`
          : `must be at most ${issue.maximum}`;
    case 'too_small':
      return issue.origin === 'string'
        ? `must be more than ${Number(issue.minimum) - 1} characters`
        : issue.origin === 'array'
          ? `no fewer than ${issue.minimum} items allowed`
          : `must be at least ${issue.minimum}`;
    case 'invalid_union':
      return 'unsupported type here';
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? 'missing required field'
        : `must be a valid ${issue.expected}`;
    default:
      return issue.message;
  }
}
