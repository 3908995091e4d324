import type { FormInput } from '../../domain/act.ts';
import { answerAction, photosAction } from './render/form-modal.ts';

/** The part that we use of the state that Slack sends with a view. */
export type ViewState = Readonly<Record<string, Readonly<Record<string, InputState>>>>;

interface InputState {
  readonly value?: string | null | undefined;
  readonly selected_date?: string | null | undefined;
  readonly selected_option?: { readonly value: string } | null | undefined;
  readonly selected_options?: readonly { readonly value: string }[] | undefined;
  readonly files?: readonly { readonly id: string }[] | undefined;
}

/** The answers in a modal of `formModal`. */
export function parseViewState(state: ViewState): {
  readonly answers: FormInput;
  readonly files: readonly string[];
} {
  const answers = Object.entries(state).flatMap(([blockId, { [answerAction]: input }]) =>
    input ? [[blockId.replace(/@\d+$/, ''), answerIn(input)] as const] : [],
  );
  const files = state[photosAction]?.[photosAction]?.files ?? [];
  return { answers: Object.fromEntries(answers), files: files.map(({ id }) => id) };
}

function answerIn(input: InputState): string | string[] {
  if (input.selected_options) return input.selected_options.map(({ value }) => value);
  return input.selected_option?.value ?? input.selected_date ?? input.value ?? '';
}
