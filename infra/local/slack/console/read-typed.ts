import type { ActionsElement, InputElement } from '../block-kit-elements.ts';
import type { NamedBlock } from '../name-blocks.ts';
import type { StateValues } from '../views.ts';
import { fieldName } from './field-names.ts';
import { stateOf } from './field-values.ts';

/** A field of a form that was sent. */
export type Posted = ReadonlyMap<string, readonly (string | File)[]>;

export async function readPosted(request: Request): Promise<Posted> {
  const form = await request.formData();
  const posted = new Map<string, (string | File)[]>();
  for (const [name, value] of form) posted.set(name, [...(posted.get(name) ?? []), value]);
  return posted;
}

export const wordsIn = (posted: Posted, name: string): readonly string[] =>
  (posted.get(name) ?? []).filter((value) => typeof value === 'string');

export const wordIn = (posted: Posted, name: string): string => wordsIn(posted, name)[0] ?? '';

/** Keeps a file where Slack would, and gives what Slack says of it. */
export type KeepFile = (file: File) => Promise<object>;

/** All that stands in the fields of a view, as Slack tells it. */
export async function readTyped(
  blocks: readonly NamedBlock[],
  posted: Posted,
  keep: KeepFile,
): Promise<StateValues> {
  const values: Record<string, Record<string, { type: string }>> = {};
  for (const { block_id, elements } of blocks.map(fieldsOf)) {
    for (const element of elements) {
      const { action_id = '', type } = element;
      const name = fieldName(block_id, action_id);
      const state =
        type === 'file_input'
          ? { type, files: await keepFiles(posted.get(name) ?? [], keep) }
          : stateOf(element, wordsIn(posted, name));
      values[block_id] = { ...values[block_id], [action_id]: state };
    }
  }
  return values;
}

type Field = InputElement | Exclude<ActionsElement, { type: 'button' | 'overflow' }>;

function fieldsOf(block: NamedBlock): { block_id: string; elements: readonly Field[] } {
  const { block_id } = block;
  if (block.type === 'input') return { block_id, elements: [block.element] };
  const several =
    block.type === 'actions'
      ? block.elements
      : block.type === 'section' && block.accessory && block.accessory.type !== 'image'
        ? [block.accessory]
        : [];
  const elements = several.filter(
    (element) => element.type !== 'button' && element.type !== 'overflow',
  );
  return { block_id, elements };
}

/** A browser sends an empty file for a field that was left alone. */
function keepFiles(values: readonly (string | File)[], keep: KeepFile): Promise<object[]> {
  const files = values.filter((value) => typeof value !== 'string');
  return Promise.all(files.filter(({ size }) => size > 0).map(keep));
}
