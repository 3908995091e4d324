import { randomBytes } from 'node:crypto';
import type { CheckedBlock } from './blocks.ts';
import { blockKitProblems, type Problem } from './rules.ts';
import { type Home, home, type Modal, message, modal } from './surfaces.ts';

/** A block with an id: Slack gives one to blocks that have none. */
export type NamedBlock = CheckedBlock & { readonly block_id: string };

export const nameBlocks = (blocks: readonly CheckedBlock[]): NamedBlock[] => blocks.map(nameBlock);

function nameBlock(block: CheckedBlock): NamedBlock {
  const block_id = block.block_id ?? shortName();
  switch (block.type) {
    case 'input':
      return { ...block, block_id, element: nameElement(block.element) };
    case 'actions':
      return {
        ...block,
        block_id,
        elements: block.elements.map((element) => nameElement(element)),
      };
    case 'section':
      return block.accessory && block.accessory.type !== 'image'
        ? { ...block, block_id, accessory: nameElement(block.accessory) }
        : { ...block, block_id };
    default:
      return { ...block, block_id };
  }
}

const nameElement = <Element extends { action_id?: string | undefined }>(element: Element) => ({
  ...element,
  action_id: element.action_id ?? shortName(),
});

const shortName = (): string => randomBytes(4).toString('base64url');

/** The content if it is valid; otherwise what Slack answers. */
export type Checked<Content> =
  | { readonly kind: 'valid'; readonly content: Content }
  | { readonly kind: 'refused'; readonly error: string; readonly problems: readonly string[] };

export interface CheckedMessage {
  readonly text: string;
  readonly blocks?: NamedBlock[];
}

export function checkMessage(args: Readonly<Record<string, unknown>>): Checked<CheckedMessage> {
  const content = { text: args['text'] ?? undefined, blocks: args['blocks'] ?? undefined };
  const problems = blockKitProblems(content);
  if (problems.length > 0) {
    const isLong = problems.some(({ text: problem }) => problem.startsWith('msg_blocks_too_long'));
    return refuse(isLong ? 'msg_blocks_too_long' : 'invalid_blocks', '', problems);
  }
  const { text = '', blocks } = message.parse(content);
  return { kind: 'valid', content: { text, ...(blocks && { blocks: nameBlocks(blocks) }) } };
}

export function checkView(view: unknown): Checked<Modal | Home> {
  if (typeof view !== 'object' || view === null) return refuse('invalid_arguments', '/view', []);
  const problems = blockKitProblems(view);
  const isView = 'type' in view && (view.type === 'modal' || view.type === 'home');
  if (problems.length > 0 || !isView) {
    const isLarge = problems.some(({ text: problem }) => problem.startsWith('view_too_large'));
    return refuse(isLarge ? 'view_too_large' : 'invalid_arguments', '/view', problems);
  }
  return { kind: 'valid', content: view.type === 'home' ? home.parse(view) : modal.parse(view) };
}

const refuse = (error: string, root: string, problems: readonly Problem[]) =>
  ({
    kind: 'refused',
    error,
    problems: problems.map(({ path, text }) => `${text} [json-pointer:${root}${path}]`),
  }) as const;
