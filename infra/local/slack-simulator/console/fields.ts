import * as z from 'zod';
import type { NamedBlock } from '../block-kit/checked.ts';
import type { ActionsElement, InputElement } from '../block-kit/elements.ts';
import type { Option } from '../block-kit/parts.ts';
import type { StateValue, StateValues } from '../views.ts';

/** The name of a form field, made of block id and action id. */
export const fieldName = (blockId: string, actionId: string | undefined): string =>
  join('field', blockId, actionId ?? '');

/** The value of a button: block id, action id and, in an overflow menu, the option. */
export const buttonName = (blockId: string, actionId = '', choice = ''): string =>
  join('press', blockId, actionId, choice);

export interface ButtonName {
  readonly blockId: string;
  readonly actionId: string;
  readonly choice: string;
}

export function parseButtonName(name: string): ButtonName | undefined {
  const [kind, blockId = '', actionId = '', choice = ''] = name.split(':').map(decodeURIComponent);
  return kind === 'press' ? { blockId, actionId, choice } : undefined;
}

const join = (...parts: readonly string[]): string => parts.map(encodeURIComponent).join(':');

type Element = ActionsElement | InputElement;

/** All options, in groups or not. */
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

const selected = z.object({ value: z.string() });
const stateSchema = z.object({
  value: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
  selected_option: selected.nullish(),
  selected_options: z.array(selected).nullish(),
  selected_user: z.string().nullish(),
  selected_users: z.array(z.string()).nullish(),
  selected_channel: z.string().nullish(),
});

/** The text of a field: the typed value, or else the initial one. */
export function inputIn(element: Element, state: StateValue | undefined): string {
  if (state) {
    const { value, selected_date, selected_time } = stateSchema.parse(state);
    return value ?? selected_date ?? selected_time ?? '';
  }
  if ('initial_value' in element) return element.initial_value ?? '';
  if ('initial_date' in element) return element.initial_date ?? '';
  return 'initial_time' in element ? (element.initial_time ?? '') : '';
}

export function selectedIn(element: Element, state: StateValue | undefined): readonly string[] {
  if (state) {
    const parsed = stateSchema.parse(state);
    return [
      parsed.selected_option?.value ?? [],
      ...(parsed.selected_options ?? []).map(({ value }) => value),
      parsed.selected_user ?? [],
      ...(parsed.selected_users ?? []),
      parsed.selected_channel ?? [],
    ].flat();
  }
  if ('initial_option' in element)
    return element.initial_option ? [element.initial_option.value] : [];
  if ('initial_options' in element)
    return (element.initial_options ?? []).map(({ value }) => value);
  return [];
}

/** The state that Slack sends for a field with these values. */
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
      return { type, selected_users: input.filter((id) => id !== '') };
    case 'channels_select':
      return { type, selected_channel: first || null };
    case 'datepicker':
      return { type, selected_date: first || null };
    case 'timepicker':
      return { type, selected_time: first || null };
    default:
      // Browsers send CRLF as line break, Slack LF.
      return { type, value: first.replaceAll('\r\n', '\n') || null };
  }
}

/** A posted form: the values of each field. */
export type FormFields = ReadonlyMap<string, readonly (string | File)[]>;

export async function parseForm(request: Request): Promise<FormFields> {
  const form = await request.formData();
  const fields = new Map<string, (string | File)[]>();
  for (const [name, value] of form) fields.set(name, [...(fields.get(name) ?? []), value]);
  return fields;
}

export const textFields = (form: FormFields, name: string): readonly string[] =>
  (form.get(name) ?? []).filter((value) => typeof value === 'string');

export const textField = (form: FormFields, name: string): string =>
  textFields(form, name)[0] ?? '';

/** Uploads a file; returns Slack's file object. */
export type UploadFile = (file: File) => Promise<object>;

/** The values of all fields of a view, as Slack sends them. */
export async function parseInput(
  blocks: readonly NamedBlock[],
  form: FormFields,
  upload: UploadFile,
): Promise<StateValues> {
  const values: Record<string, Record<string, { type: string }>> = {};
  for (const { block_id, elements } of blocks.map(fieldsOf)) {
    for (const element of elements) {
      const { action_id = '', type } = element;
      const name = fieldName(block_id, action_id);
      const state =
        type === 'file_input'
          ? { type, files: await uploadFiles(form.get(name) ?? [], upload) }
          : stateOf(element, textFields(form, name));
      values[block_id] = { ...values[block_id], [action_id]: state };
    }
  }
  return values;
}

type Field = InputElement | Exclude<ActionsElement, { type: 'button' | 'overflow' }>;

function fieldsOf(block: NamedBlock): { block_id: string; elements: readonly Field[] } {
  const { block_id } = block;
  if (block.type === 'input') return { block_id, elements: [block.element] };
  const actionElements =
    block.type === 'actions'
      ? block.elements
      : block.type === 'section' && block.accessory && block.accessory.type !== 'image'
        ? [block.accessory]
        : [];
  const elements = actionElements.filter(
    (element) => element.type !== 'button' && element.type !== 'overflow',
  );
  return { block_id, elements };
}

/** Browsers send an empty file for an empty file field. */
function uploadFiles(values: readonly (string | File)[], upload: UploadFile): Promise<object[]> {
  const files = values.filter((value) => typeof value !== 'string');
  return Promise.all(files.filter(({ size }) => size > 0).map(upload));
}
