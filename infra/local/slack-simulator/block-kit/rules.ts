import type { KnownBlock } from '@slack/types';
import * as z from 'zod';
import { block, type CheckedBlock } from './blocks.ts';
import { home, message, modal } from './surfaces.ts';

/* The rules that concern several blocks, or a whole message or view. */

export interface Problem {
  /** A JSON pointer, as Slack gives: `/blocks/0/text/text`. */
  readonly path: string;
  /** In Slack's English. */
  readonly text: string;
}

export type Surface = 'message' | 'modal' | 'home';

const problem = (path: string, text: string): Problem => ({ path, text });

/** Slack accepts these in messages only. */
const messageOnly: readonly KnownBlock['type'][] = ['markdown', 'table'];

/**
 * Undocumented: Slack refuses a message whose blocks contain more than about 13,200 characters.
 * https://github.com/slackapi/bolt-js/issues/2509
 */
const messageCharacters = 13_200;
/** The limit for all markdown blocks of a message together. */
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
  const count = elements.filter(
    (element) => 'focus_on_load' in element && element.focus_on_load,
  ).length;
  return count > 1 ? [problem('/blocks', 'only one element may have `focus_on_load`')] : [];
}

function elementsOf(block: CheckedBlock): readonly object[] {
  if (block.type === 'input') return [block.element];
  if (block.type === 'section') return block.accessory ? [block.accessory] : [];
  return block.type === 'actions' ? block.elements : [];
}

function tooMuch(blocks: readonly CheckedBlock[]): Problem[] {
  const problems: Problem[] = [];
  const characters = charactersOf(blocks);
  if (characters > messageCharacters) {
    problems.push(
      problem(
        '/blocks',
        `msg_blocks_too_long: ${characters} characters, at most ${messageCharacters}`,
      ),
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

/** The length of all values named `text`, at any depth. */
function charactersOf(part: unknown): number {
  if (Array.isArray(part)) return part.reduce<number>((sum, item) => sum + charactersOf(item), 0);
  if (typeof part !== 'object' || part === null) return 0;
  return Object.entries(part).reduce(
    (sum, [name, value]) =>
      sum + (name === 'text' && typeof value === 'string' ? value.length : charactersOf(value)),
    0,
  );
}

/** The indexes of ids that are already used before them. */
function repeated(ids: readonly (string | undefined)[]): number[] {
  return ids.flatMap((id, index) => (id !== undefined && ids.indexOf(id) < index ? [index] : []));
}

const viewBytes = 250_000;

const surfaces = { message, modal, home } as const satisfies Record<Surface, z.ZodType>;

/**
 * What Slack refuses in a message (text and blocks), a modal or a Home; empty if it is valid. Content without the `type` of
 * a view is a message. https://docs.slack.dev/reference/block-kit
 */
export function blockKitProblems(content: object): readonly Problem[] {
  const surface = surfaceOf(content);
  const parsed = surfaces[surface].safeParse(content);
  const problems = parsed.success ? [] : parsed.error.issues.map(problemOf);
  const blocks = z.object({ blocks: z.array(block) }).safeParse(content);
  return firstOfEach([
    ...problems,
    ...(blocks.success ? surfaceProblems(blocks.data.blocks, surface) : []),
    ...(surface === 'message' ? [] : tooLarge(content)),
  ]);
}

/** One problem for each place. */
function firstOfEach(problems: readonly Problem[]): readonly Problem[] {
  const paths = problems.map(({ path }) => path);
  return problems.filter(({ path }, index) => paths.indexOf(path) === index);
}

function surfaceOf(content: object): Surface {
  const type = 'type' in content ? content.type : undefined;
  return type === 'modal' || type === 'home' ? type : 'message';
}

function tooLarge(content: object): Problem[] {
  const bytes = Buffer.byteLength(JSON.stringify(content));
  return bytes > viewBytes ? [{ path: '', text: `view_too_large: ${bytes} bytes` }] : [];
}

function problemOf(issue: z.core.$ZodIssue): Problem {
  return { path: issue.path.map((name) => `/${String(name)}`).join(''), text: textOf(issue) };
}

function textOf(issue: z.core.$ZodIssue): string {
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
