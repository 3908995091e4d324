import type {
  ActionsBlock,
  InputBlock,
  InputBlockElement,
  KnownBlock,
  ModalView,
  PlainTextOption,
} from '@slack/types';
import type { FormState, FormView } from '../../../bot/model/views.ts';
import { chat } from '../../../content/chats.ts';
import { type Control, type Field, fieldOf, type Option } from '../../../content/model/form.ts';
import { parseDay } from '../../../domain/dates.ts';
import {
  boldText,
  buttonIds,
  contextBlocks,
  limits,
  markedBlocks,
  plain,
  textBlocks,
} from './blocks.ts';

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
  const [input = ''] = answers;
  switch (control.kind) {
    case 'one-of':
      return oneOf(control.options, input);
    case 'several-of':
      return severalOf(control.options, answers);
    case 'day':
      return dayInput(input);
    case 'text':
    case 'lockers':
      return textInput(input, true);
    // As text: the form checks numbers and addresses, with the same messages as on the site.
    case 'number':
    case 'line':
    case 'mail':
    case 'phone':
      return textInput(input, false);
  }
}

function textInput(input: string, multiline: boolean): InputBlockElement {
  return {
    type: 'plain_text_input',
    action_id: answerAction,
    ...(multiline && { multiline }),
    ...(input && { initial_value: input.slice(0, limits.input) }),
  };
}

/** A date picker, or a text input for an answer that is not a date, so that the person can correct it. */
function dayInput(input: string): InputBlockElement {
  const day = input && parseDay(input);
  if (input && !day) return textInput(input, false);
  return { type: 'datepicker', action_id: answerAction, ...(day && { initial_date: day }) };
}

/** More options are a menu. */
const maxRadios = 5;

function oneOf(options: readonly Option[], input: string): InputBlockElement {
  const initial = options.find(({ value }) => value === input);
  const element = {
    action_id: answerAction,
    ...(initial && { initial_option: slackOption(initial) }),
  };
  return options.length <= maxRadios
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

/** More than a hundred options are shown in groups, named after their first and last. */
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

/** Enough of a label for alphabetical order. */
const initialsOf = (option: Option | undefined) => (option?.label ?? '').slice(0, 30).trim();

function slackOption({ value, label }: Option): PlainTextOption {
  return { value, text: plain(label, limits.option) };
}

export const formCallback = 'form';
export const photosAction = 'photos';

/** The id changes with the version: under the same id Slack would keep showing the earlier answer. */
export function blockIdOf(
  field: string,
  { expectedVersion }: Pick<FormState, 'expectedVersion'>,
): string {
  return `${field}@${expectedVersion}`;
}

/** The fields of the steps that are shown. */
export function fieldsShown({ form, steps }: Pick<FormView, 'form' | 'steps'>): readonly string[] {
  return steps.flatMap((step) => form.steps[step]?.fields ?? []);
}

/** One step of a form as a modal; `private_metadata` holds its state. */
export function formModal(view: FormView): ModalView {
  return {
    type: 'modal',
    callback_id: formCallback,
    title: plain(view.form.shortTitle, limits.title),
    submit: plain(view.sendLabel, limits.title),
    close: plain(chat.close, limits.title),
    // The Home tab behind it is then published again.
    notify_on_close: true,
    private_metadata: JSON.stringify(view.formState),
    blocks: [
      ...textBlocks(view.about),
      ...errorBlocks(view),
      ...view.steps.flatMap((step) => stepBlocks(view, step)),
      ...photoBlocks(view),
      ...navigationBlocks(view),
    ],
  };
}

/** Slack shows errors beside fields only in answer to a submission. Any other view lists them at its top. */
function errorBlocks({ form, alert, errors }: FormView): KnownBlock[] {
  const lines = Object.entries(errors).map(([name, error]) => {
    const label = form.schema().shape[name] ? fieldOf(form, name).label : form.shortTitle;
    return `• ${chat.fact(label, error)}`;
  });
  return [
    ...(alert ? textBlocks(alert) : []),
    ...(lines.length > 0
      ? [...markedBlocks([boldText(chat.toCorrect)]), ...textBlocks(lines.join('\n'))]
      : []),
  ];
}

function stepBlocks({ form, steps, answers, formState }: FormView, index: number): KnownBlock[] {
  const step = form.steps[index];
  if (!step) return [];
  const isWhole = steps.length >= form.steps.length;
  const place = chat.stepOf(index, form.steps.length);
  const title = isWhole || form.branches ? step.title : chat.fact(place, step.title);
  return [
    ...markedBlocks([boldText(title)]),
    ...(step.intro ? textBlocks(step.intro) : []),
    ...step.fields.map((name) =>
      fieldBlock({
        blockId: blockIdOf(name, formState),
        field: fieldOf(form, name),
        answer: answers[name],
      }),
    ),
  ];
}

function photoBlocks({ photos }: FormView): KnownBlock[] {
  if (photos <= 0) return [];
  return [
    {
      type: 'input',
      block_id: photosAction,
      label: plain(chat.photos.label, limits.label),
      hint: plain(chat.photos.hint, limits.label),
      optional: true,
      element: {
        type: 'file_input',
        action_id: photosAction,
        filetypes: ['jpg', 'jpeg', 'png'],
        max_files: Math.min(photos, limits.filesTogether),
      },
    },
  ];
}

/** Back, and the same form on the site. */
function navigationBlocks({ steps, site, keepsDrafts }: FormView): KnownBlock[] {
  const back = { action_id: buttonIds.back, text: plain(chat.back, limits.button) };
  const page = { action_id: buttonIds.page, text: plain(chat.onSite, limits.button) };
  const elements: ActionsBlock['elements'] = [
    ...((steps[0] ?? 0) > 0 ? [{ type: 'button' as const, ...back }] : []),
    ...(site ? [{ type: 'button' as const, ...page, url: site.magicLink }] : []),
  ];
  return [
    ...(elements.length > 0 ? [{ type: 'actions' as const, elements }] : []),
    ...(keepsDrafts ? contextBlocks(chat.drafts) : []),
  ];
}
