import type { NamedBlock } from '../block-kit/checked.ts';
import type { InputElement } from '../block-kit/elements.ts';
import type { StateValues } from '../views.ts';
import { inputIn, selectedIn } from './fields.ts';

/** The errors that Slack shows in a modal without asking the app, by block. */
export function slackChecks(
  blocks: readonly NamedBlock[],
  values: StateValues,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    blocks.flatMap((block) => {
      if (block.type !== 'input') return [];
      const state = values[block.block_id]?.[block.element.action_id ?? ''];
      const error = errorIn(block.element, state, block.optional !== true);
      return error ? [[block.block_id, error]] : [];
    }),
  );
}

function errorIn(
  element: InputElement,
  state: StateValues[string][string] | undefined,
  required: boolean,
): string | undefined {
  const files = Array.isArray(state?.['files']) ? state['files'] : [];
  const input = state ? inputIn(element, state) : '';
  const isEmpty =
    input === '' && files.length === 0 && (!state || selectedIn(element, state).length === 0);
  if (isEmpty) return required ? 'Slack demande une réponse ici.' : undefined;
  switch (element.type) {
    case 'plain_text_input':
      return lengthError(input, element);
    case 'number_input':
      return numberError(input, element);
    case 'email_text_input':
      return /^\S+@\S+\.\S+$/.test(input) ? undefined : 'Slack attend une adresse de courriel.';
    case 'file_input':
      return files.length > (element.max_files ?? 10)
        ? `Slack prend au plus ${element.max_files ?? 10} fichiers.`
        : undefined;
    default:
      return undefined;
  }
}

interface Lengths {
  readonly min_length?: number | undefined;
  readonly max_length?: number | undefined;
}

function lengthError(input: string, { min_length = 0, max_length = 3000 }: Lengths) {
  if (input.length > max_length) return `Slack prend au plus ${max_length} caractères.`;
  return input.length < min_length ? `Slack veut au moins ${min_length} caractères.` : undefined;
}

type NumberElement = Extract<InputElement, { type: 'number_input' }>;

function numberError(input: string, element: NumberElement): string | undefined {
  const number = Number(input);
  const isNumber =
    Number.isFinite(number) && (element.is_decimal_allowed || Number.isInteger(number));
  if (!isNumber) return 'Slack attend un nombre.';
  const { min_value, max_value } = element;
  if (min_value && number < Number(min_value))
    return `Slack attend un nombre, au moins ${min_value}.`;
  if (max_value && number > Number(max_value))
    return `Slack attend un nombre, au plus ${max_value}.`;
  return undefined;
}
