import { blockKitProblems } from './block-kit-limits.ts';
import type { Problem } from './block-kit-rules.ts';
import { type Home, home, type Modal, message, modal } from './block-kit-surfaces.ts';
import { type NamedBlock, nameBlocks } from './name-blocks.ts';

/** What was sent, once nothing is wrong with it; else what Slack would say. */
export type Checked<Drawn> =
  | { readonly kind: 'fine'; readonly drawn: Drawn }
  | { readonly kind: 'refused'; readonly error: string; readonly problems: readonly string[] };

export interface CheckedMessage {
  readonly text: string;
  readonly blocks?: NamedBlock[];
}

export function checkMessage(args: Readonly<Record<string, unknown>>): Checked<CheckedMessage> {
  const sent = { text: args['text'] ?? undefined, blocks: args['blocks'] ?? undefined };
  const problems = blockKitProblems(sent);
  if (problems.length > 0) {
    const isLong = problems.some(({ what }) => what.startsWith('msg_blocks_too_long'));
    return refuse(isLong ? 'msg_blocks_too_long' : 'invalid_blocks', '', problems);
  }
  const { text = '', blocks } = message.parse(sent);
  return { kind: 'fine', drawn: { text, ...(blocks && { blocks: nameBlocks(blocks) }) } };
}

export function checkView(view: unknown): Checked<Modal | Home> {
  if (typeof view !== 'object' || view === null) return refuse('invalid_arguments', '/view', []);
  const problems = blockKitProblems(view);
  const isView = 'type' in view && (view.type === 'modal' || view.type === 'home');
  if (problems.length > 0 || !isView) {
    const isLarge = problems.some(({ what }) => what.startsWith('view_too_large'));
    return refuse(isLarge ? 'view_too_large' : 'invalid_arguments', '/view', problems);
  }
  return { kind: 'fine', drawn: view.type === 'home' ? home.parse(view) : modal.parse(view) };
}

const refuse = (error: string, root: string, problems: readonly Problem[]) =>
  ({
    kind: 'refused',
    error,
    problems: problems.map(({ path, what }) => `${what} [json-pointer:${root}${path}]`),
  }) as const;
