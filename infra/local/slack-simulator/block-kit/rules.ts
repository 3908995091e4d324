import type { KnownBlock } from '@slack/types';
import * as z from 'zod';
import { block, type CheckedBlock } from './blocks.ts';
import { home, message, modal } from './surfaces.ts';

/* What no block can tell by itself. */

export interface Problem {
  /** A JSON pointer, as Slack gives: `/blocks/0/text/text`. */
  readonly path: string;
  /** In Slack's language. */
  readonly what: string;
}

export type Surface = 'message' | 'modal' | 'home';

const problem = (path: string, what: string): Problem => ({ path, what });

/** Slack draws these in messages only. */
const messageOnly: readonly KnownBlock['type'][] = ['markdown', 'table'];

/**
 * Undocumented: a message whose blocks say more than about 13,200 characters is refused.
 * https://github.com/slackapi/bolt-js/issues/2509
 */
const messageCharacters = 13_200;
/** Of all the markdown blocks of a message together. */
const markdownCharacters = 12_000;

export function surfaceProblems(blocks: readonly CheckedBlock[], surface: Surface): Problem[] {
  return [
    ...repeated(blocks.map((block) => block.block_id)).map((index) =>
      problem(`/blocks/${index}/block_id`, '`block_id` is already used'),
    ),
    ...blocks.flatMap((block, index) => misplaced(block, `/blocks/${index}`, surface)),
    ...blocks.flatMap(repeatedActions),
    ...focused(blocks),
    ...(surface === 'message' ? tooMuch(blocks) : []),
  ];
}

function misplaced(block: CheckedBlock, path: string, surface: Surface): Problem[] {
  if (surface !== 'message' && messageOnly.includes(block.type)) {
    return [problem(path, `a ${block.type} block belongs to messages only`)];
  }
  const takesFiles = block.type === 'input' && block.element.type === 'file_input';
  return takesFiles && surface !== 'modal'
    ? [problem(`${path}/element`, 'a file_input belongs to modals only')]
    : [];
}

function repeatedActions(block: CheckedBlock, index: number): Problem[] {
  if (block.type !== 'actions') return [];
  return repeated(block.elements.map(({ action_id }) => action_id)).map((element) =>
    problem(
      `/blocks/${index}/elements/${element}/action_id`,
      '`action_id` is already used in this block',
    ),
  );
}

function focused(blocks: readonly CheckedBlock[]): Problem[] {
  const elements = blocks.flatMap(elementsOf);
  const count = elements.filter((one) => 'focus_on_load' in one && one.focus_on_load).length;
  return count > 1 ? [problem('/blocks', 'only one element may have `focus_on_load`')] : [];
}

function elementsOf(block: CheckedBlock): readonly object[] {
  if (block.type === 'input') return [block.element];
  if (block.type === 'section') return block.accessory ? [block.accessory] : [];
  return block.type === 'actions' ? block.elements : [];
}

function tooMuch(blocks: readonly CheckedBlock[]): Problem[] {
  const problems: Problem[] = [];
  const said = charactersOf(blocks);
  if (said > messageCharacters) {
    problems.push(
      problem('/blocks', `msg_blocks_too_long: ${said} characters, at most ${messageCharacters}`),
    );
  }
  if (charactersOf(blocks.filter(({ type }) => type === 'markdown')) > markdownCharacters) {
    problems.push(
      problem('/blocks', `all markdown together must be at most ${markdownCharacters} characters`),
    );
  }
  if (blocks.filter(({ type }) => type === 'table').length > 1) {
    problems.push(problem('/blocks', 'only_one_table_allowed'));
  }
  return problems;
}

/** All that is under a name of `text`, however deep. */
function charactersOf(part: unknown): number {
  if (Array.isArray(part)) return part.reduce<number>((sum, one) => sum + charactersOf(one), 0);
  if (typeof part !== 'object' || part === null) return 0;
  return Object.entries(part).reduce(
    (sum, [name, value]) =>
      sum + (name === 'text' && typeof value === 'string' ? value.length : charactersOf(value)),
    0,
  );
}

/** The places of those that came before. */
function repeated(ids: readonly (string | undefined)[]): number[] {
  return ids.flatMap((id, index) => (id !== undefined && ids.indexOf(id) < index ? [index] : []));
}

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
