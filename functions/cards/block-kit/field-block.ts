import type { InputBlock, InputBlockElement, PlainTextOption } from '@slack/types';
import { readDay } from '../../domain/calendar.ts';
import { chat } from '../../words/chat.ts';
import type { Control, Field, Option } from '../../words/form.ts';
import { limits } from './limits.ts';
import { plain } from './text-blocks.ts';

/** The one element of each of our input blocks. */
export const answerAction = 'answer';

export interface FieldBlock {
  readonly blockId: string;
  readonly field: Field;
  readonly answer: string | readonly string[] | undefined;
}

export function fieldBlock({ blockId, field, answer }: FieldBlock): InputBlock {
  const { label, hint, required, control } = field;
  return {
    type: 'input',
    block_id: blockId,
    label: plain(label, limits.label),
    ...(hint && { hint: plain(hint, limits.label) }),
    optional: !required,
    element: elementOf(control, [answer ?? ''].flat()),
  };
}

function elementOf(control: Control, answers: readonly string[]): InputBlockElement {
  const [typed = ''] = answers;
  switch (control.kind) {
    case 'one-of':
      return oneOf(control.options, typed);
    case 'several-of':
      return severalOf(control.options, answers);
    case 'day':
      return dayInput(typed);
    case 'text':
    case 'lockers':
      return textInput(typed, true);
    // As text: numbers and addresses are judged by the form, in the same words as elsewhere.
    case 'number':
    case 'line':
    case 'mail':
    case 'phone':
      return textInput(typed, false);
  }
}

function textInput(typed: string, multiline: boolean): InputBlockElement {
  return {
    type: 'plain_text_input',
    action_id: answerAction,
    ...(multiline && { multiline }),
    ...(typed && { initial_value: typed.slice(0, limits.input) }),
  };
}

/** A calendar, unless what was typed is no day: it must be seen to be mended. */
function dayInput(typed: string): InputBlockElement {
  const day = typed && readDay(typed);
  if (typed && !day) return textInput(typed, false);
  return { type: 'datepicker', action_id: answerAction, ...(day && { initial_date: day }) };
}

/** Up to five are read at a glance. */
const radios = 5;

function oneOf(options: readonly Option[], typed: string): InputBlockElement {
  const initial = options.find(({ value }) => value === typed);
  const element = {
    action_id: answerAction,
    ...(initial && { initial_option: slackOption(initial) }),
  };
  return options.length <= radios
    ? { ...element, type: 'radio_buttons', options: options.map(slackOption) }
    : { ...element, type: 'static_select', ...menuOf(options) };
}

function severalOf(options: readonly Option[], answers: readonly string[]): InputBlockElement {
  const initial = options.filter(({ value }) => answers.includes(value));
  const element = {
    action_id: answerAction,
    ...(initial.length > 0 && { initial_options: initial.map(slackOption) }),
  };
  return options.length <= limits.checkboxes
    ? { ...element, type: 'checkboxes', options: options.map(slackOption) }
    : { ...element, type: 'multi_static_select', ...menuOf(options) };
}

/** More than a hundred come in groups, named after their ends. */
function menuOf(options: readonly Option[]) {
  const together = limits.optionsTogether;
  if (options.length <= together) return { options: options.map(slackOption) };
  const groups = Array.from({ length: Math.ceil(options.length / together) }, (_, group) =>
    options.slice(group * together, (group + 1) * together),
  );
  return {
    option_groups: groups.map((group) => ({
      label: plain(chat.groupOf(initialsOf(group[0]), initialsOf(group.at(-1))), limits.option),
      options: group.map(slackOption),
    })),
  };
}

/** Enough of a label to find one's place in an alphabet. */
const initialsOf = (option: Option | undefined) => (option?.label ?? '').slice(0, 30).trim();

function slackOption({ value, label }: Option): PlainTextOption {
  return { value, text: plain(label, limits.option) };
}
