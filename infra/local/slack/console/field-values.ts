import * as z from 'zod';
import type { ActionsElement, InputElement } from '../block-kit-elements.ts';
import type { Option } from '../block-kit-parts.ts';
import type { StateValue } from '../views.ts';

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
export function typedIn(element: Element, state: StateValue | undefined): string {
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
export function stateOf(element: Element, typed: readonly string[]): StateValue {
  const { type } = element;
  const [first = ''] = typed;
  const options = optionsOf(element).filter(({ value }) => typed.includes(value));
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
      return { type, selected_users: typed.filter((one) => one !== '') };
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
