import * as z from 'zod';
import type { NamedBlock } from '../block-kit/checked.ts';
import type { ActionsElement, InputElement } from '../block-kit/elements.ts';
import type { Option } from '../block-kit/parts.ts';
import type { StateValue, StateValues } from '../views.ts';

/** A field of a form, by its block and its action. */
export const fieldName = (blockId: string, actionId: string | undefined): string =>
  join('field', blockId, actionId ?? '');

/** What a button sends: its block, its action, and the choice that it is one of, if it is. */
export const pressName = (blockId: string, actionId = '', choice = ''): string =>
  join('press', blockId, actionId, choice);

export interface PressedName {
  readonly blockId: string;
  readonly actionId: string;
  readonly choice: string;
}

export function parsePressName(name: string): PressedName | undefined {
  const [kind, blockId = '', actionId = '', choice = ''] = name.split(':').map(decodeURIComponent);
  return kind === 'press' ? { blockId, actionId, choice } : undefined;
}

const join = (...parts: readonly string[]): string => parts.map(encodeURIComponent).join(':');

type Element = ActionsElement | InputElement;

/** All that may be chosen in it, in groups or not. */
export function optionsOf(element: Element): readonly Option[] {
  switch (element.type) {
    case 'static_select':
    case 'multi_static_select':
      return [
        ...(element.options ?? []),
        ...(element.option_groups ?? []).flatMap((group) => group.options),
      ];
    case 'checkboxes':
    case 'radio_buttons':
    case 'overflow':
      return element.options;
    default:
      return [];
  }
}

const chosen = z.object({ value: z.string() });
const stored = z.object({
  value: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
  selected_option: chosen.nullish(),
  selected_options: z.array(chosen).nullish(),
  selected_user: z.string().nullish(),
  selected_users: z.array(z.string()).nullish(),
  selected_channel: z.string().nullish(),
});

/** What stands in a field: what was typed, else what the app wrote there. */
export function inputIn(element: Element, state: StateValue | undefined): string {
  if (state) {
    const { value, selected_date, selected_time } = stored.parse(state);
    return value ?? selected_date ?? selected_time ?? '';
  }
  if ('initial_value' in element) return element.initial_value ?? '';
  if ('initial_date' in element) return element.initial_date ?? '';
  return 'initial_time' in element ? (element.initial_time ?? '') : '';
}

export function selectedIn(element: Element, state: StateValue | undefined): readonly string[] {
  if (state) {
    const read = stored.parse(state);
    return [
      read.selected_option?.value ?? [],
      ...(read.selected_options ?? []).map(({ value }) => value),
      read.selected_user ?? [],
      ...(read.selected_users ?? []),
      read.selected_channel ?? [],
    ].flat();
  }
  if ('initial_option' in element)
    return element.initial_option ? [element.initial_option.value] : [];
  if ('initial_options' in element)
    return (element.initial_options ?? []).map(({ value }) => value);
  return [];
}

/** What Slack tells of a field in which this was typed or chosen. */
export function stateOf(element: Element, input: readonly string[]): StateValue {
  const { type } = element;
  const [first = ''] = input;
  const options = optionsOf(element).filter(({ value }) => input.includes(value));
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
      return { type, selected_option: options[0] ?? null };
    case 'multi_static_select':
    case 'checkboxes':
      return { type, selected_options: options };
    case 'users_select':
      return { type, selected_user: first || null };
    case 'multi_users_select':
      return { type, selected_users: input.filter((one) => one !== '') };
    case 'channels_select':
      return { type, selected_channel: first || null };
    case 'datepicker':
      return { type, selected_date: first || null };
    case 'timepicker':
      return { type, selected_time: first || null };
    default:
      // A browser ends its lines as forms do.
      return { type, value: first.replaceAll('\r\n', '\n') || null };
  }
}

/** A field of a form that was sent. */
export type Posted = ReadonlyMap<string, readonly (string | File)[]>;

export async function parsePosted(request: Request): Promise<Posted> {
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
export async function parseTyped(
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
