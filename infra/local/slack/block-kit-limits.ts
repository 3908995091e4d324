import * as z from 'zod';
import { block } from './block-kit-blocks.ts';
import { type Problem, type Surface, surfaceProblems } from './block-kit-rules.ts';
import { home, message, modal } from './block-kit-surfaces.ts';

const viewBytes = 250_000;

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
