import type { CardElement, IChoiceSetInput, IDateInput, ITextInput } from '@microsoft/teams.cards';
import { readDay } from '../../domain/calendar.ts';
import type { Answers } from '../../domain/declarations/declaration.ts';
import { cardWords } from '../../words/adaptive-card.ts';
import type { Control, Field, Option } from '../../words/form.ts';
import { textBlock } from './plain-text.ts';

export interface Asked {
  /** Its answer comes back under this name. */
  readonly name: string;
  readonly field: Field;
  readonly answer: Answers[string] | undefined;
  readonly error: string | undefined;
  /** What is said of an empty answer. */
  readonly missing: string;
  /** Whether the client itself asks for what is required. */
  readonly isChecked: boolean;
}

/** A question, what is wrong with its answer just above it, and its hint below. */
export function fieldElements(asked: Asked): CardElement[] {
  const { field, error } = asked;
  return [
    ...(error ? [textBlock(cardWords.error(error), { color: 'Attention', weight: 'Bolder' })] : []),
    inputOf(asked),
    ...(field.hint
      ? [textBlock(field.hint, { isSubtle: true, size: 'Small', spacing: 'Small' })]
      : []),
  ];
}

type Input = ITextInput | IChoiceSetInput | IDateInput;

function inputOf(asked: Asked): Input {
  const { control } = asked.field;
  switch (control.kind) {
    case 'one-of':
      return {
        ...choices(asked, control.options),
        style: styleOf(control.options),
      };
    case 'several-of':
      return { ...choices(asked, control.options), isMultiSelect: true, style: 'expanded' };
    case 'day':
      return dayInput(asked);
    case 'number':
    case 'line':
    case 'text':
    case 'mail':
    case 'phone':
    case 'lockers':
      return textInput(asked, control);
  }
}

function shared({ name, field, missing, isChecked, error }: Asked) {
  const { label, required } = field;
  const checked = required && isChecked;
  return {
    id: name,
    label: required && !isChecked ? cardWords.required(label) : label,
    ...(error && { spacing: 'Small' as const }),
    ...(checked && { isRequired: true, errorMessage: missing }),
  };
}

/** Of a few, all in sight; of many, a list that opens. */
function styleOf(options: readonly Option[]): 'expanded' | 'compact' {
  return options.length <= 6 ? 'expanded' : 'compact';
}

function choices(asked: Asked, options: readonly Option[]): IChoiceSetInput {
  const chosen = [asked.answer ?? []].flat().map(String);
  const known = chosen.filter((value) => options.some((option) => option.value === value));
  return {
    type: 'Input.ChoiceSet',
    ...shared(asked),
    choices: options.map(({ value, label }) => ({ title: label, value })),
    wrap: true,
    ...(known.length > 0 && { value: known.join(',') }),
  };
}

/** A calendar, unless what was typed elsewhere is no day: it is shown as it is, to be mended. */
function dayInput(asked: Asked): Input {
  const typed = typedOf(asked.answer);
  if (typed === '') return { type: 'Input.Date', ...shared(asked) };
  const day = readDay(typed);
  return day ? { type: 'Input.Date', ...shared(asked), value: day } : textInput(asked);
}

/**
 * Numbers are text too: a number box throws away what it does not understand. And no box has a limit of its own: a
 * pasted text would be cut without a word.
 */
function textInput(asked: Asked, control?: Control): ITextInput {
  const typed = typedOf(asked.answer);
  return {
    type: 'Input.Text',
    ...shared(asked),
    ...(control && lookOf(control)),
    ...(typed && { value: typed }),
  };
}

function lookOf({ kind }: Control): Pick<ITextInput, 'isMultiline' | 'style'> {
  if (kind === 'text' || kind === 'lockers') return { isMultiline: true };
  if (kind === 'mail') return { style: 'Email' };
  return kind === 'phone' ? { style: 'Tel' } : {};
}

function typedOf(answer: Answers[string] | undefined): string {
  return Array.isArray(answer) ? answer.join(', ') : String(answer ?? '');
}
