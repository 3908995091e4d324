import type {
  Action,
  CardElement,
  IAdaptiveCard,
  IChoiceSetInput,
  IContainer,
  IDateInput,
  IExecuteAction,
  ITextInput,
} from '@microsoft/teams.cards';
import type { FormView } from '../../../bot/model/views.ts';
import { chat } from '../../../content/chats.ts';
import {
  type Control,
  type Field,
  type FieldErrors,
  type Form,
  fieldOf,
  type Option,
  parseForm,
} from '../../../content/model/form.ts';
import { cardTexts } from '../../../content/teams.ts';
import type { FormInput } from '../../../domain/act.ts';
import { parseDay } from '../../../domain/dates.ts';
import { createCard, fits, textBlock } from './card.ts';

export interface FieldView {
  /** The name of its answer. */
  readonly name: string;
  readonly field: Field;
  readonly answer: FormInput[string] | undefined;
  readonly error: string | undefined;
  /** The error message for an empty answer. */
  readonly missing: string;
  /** Whether the client checks required answers before it sends the form. */
  readonly isChecked: boolean;
}

/** A question, with its error above and its hint below. */
export function fieldElements(view: FieldView): CardElement[] {
  const { field, error } = view;
  return [
    ...(error ? [textBlock(cardTexts.error(error), { color: 'Attention', weight: 'Bolder' })] : []),
    inputOf(view),
    ...(field.hint
      ? [textBlock(field.hint, { isSubtle: true, size: 'Small', spacing: 'Small' })]
      : []),
  ];
}

type Input = ITextInput | IChoiceSetInput | IDateInput;

function inputOf(view: FieldView): Input {
  const { control } = view.field;
  switch (control.kind) {
    case 'one-of':
      return {
        ...choices(view, control.options),
        style: styleOf(control.options),
      };
    case 'several-of':
      return { ...choices(view, control.options), isMultiSelect: true, style: 'expanded' };
    case 'day':
      return dayInput(view);
    case 'number':
    case 'line':
    case 'text':
    case 'mail':
    case 'phone':
    case 'lockers':
      return textInput(view, control);
  }
}

function shared({ name, field, missing, isChecked, error }: FieldView) {
  const { label, required } = field;
  const checked = required && isChecked;
  return {
    id: name,
    label: required && !isChecked ? cardTexts.required(label) : label,
    ...(error && { spacing: 'Small' as const }),
    ...(checked && { isRequired: true, errorMessage: missing }),
  };
}

/** Up to six options are shown, more are a menu. */
function styleOf(options: readonly Option[]): 'expanded' | 'compact' {
  return options.length <= 6 ? 'expanded' : 'compact';
}

function choices(view: FieldView, options: readonly Option[]): IChoiceSetInput {
  const chosen = [view.answer ?? []].flat().map(String);
  const valid = chosen.filter((value) => options.some((option) => option.value === value));
  return {
    type: 'Input.ChoiceSet',
    ...shared(view),
    choices: options.map(({ value, label }) => ({ title: label, value })),
    wrap: true,
    ...(valid.length > 0 && { value: valid.join(',') }),
  };
}

/** A date picker, or a text input for an answer that is not a date, so that the person can correct it. */
function dayInput(view: FieldView): Input {
  const input = inputTextOf(view.answer);
  if (input === '') return { type: 'Input.Date', ...shared(view) };
  const day = parseDay(input);
  return day ? { type: 'Input.Date', ...shared(view), value: day } : textInput(view);
}

/**
 * Numbers are text too: a number input drops what it does not understand. No input has a maximum length: a pasted text would
 * be cut silently.
 */
function textInput(view: FieldView, control?: Control): ITextInput {
  const input = inputTextOf(view.answer);
  return {
    type: 'Input.Text',
    ...shared(view),
    ...(control && lookOf(control)),
    ...(input && { value: input }),
  };
}

function lookOf({ kind }: Control): Pick<ITextInput, 'isMultiline' | 'style'> {
  if (kind === 'text' || kind === 'lockers') return { isMultiline: true };
  if (kind === 'mail') return { style: 'Email' };
  return kind === 'phone' ? { style: 'Tel' } : {};
}

function inputTextOf(answer: FormInput[string] | undefined): string {
  return Array.isArray(answer) ? answer.join(', ') : String(answer ?? '');
}

/** The steps of a form that are shown, with their answers and errors. */
export function formCard(view: FormView): IAdaptiveCard {
  const card = cardOf(view);
  return fits(card) ? card : cardOf({ ...view, answers: shortened(view.answers) });
}

/** A card with a very long answer would be refused: the form refuses the answer anyway, so its beginning is shown. */
function shortened(answers: FormInput): FormInput {
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      typeof answer === 'string' ? answer.slice(0, 2500) : answer,
    ]),
  );
}

function cardOf(view: FormView): IAdaptiveCard {
  const { form, steps, about } = view;
  const alerts = alertsOf(view);
  return createCard({
    summary: [form.title, about, ...alerts].join('. '),
    body: [
      textBlock(form.title, { size: 'Large', weight: 'Bolder', style: 'heading' }),
      textBlock(about),
      ...progressOf(view),
      ...(alerts.length > 0 ? [alertBox(alerts)] : []),
      ...steps.flatMap((step) => stepElements(view, step)),
      ...(view.keepsDrafts ? [textBlock(chat.drafts, { isSubtle: true, size: 'Small' })] : []),
    ],
    actions: actionsOf(view),
  });
}

const hasBack = ({ steps }: FormView) => (steps[0] ?? 0) > 0;

function progressOf({ form, steps }: FormView): CardElement[] {
  const last = steps.at(-1) ?? 0;
  if (steps.length === form.steps.length || form.branches) return [];
  return [textBlock(chat.stepOf(last, form.steps.length), { isSubtle: true, spacing: 'None' })];
}

/** The alert, the number of errors, and the errors of fields that are not shown. */
function alertsOf(view: FormView): string[] {
  const { form, steps, errors, alert } = view;
  const shown = steps.flatMap((step) => form.steps[step]?.fields ?? []);
  const wrong = shown.filter((name) => errors[name]).length;
  const hidden = Object.entries(errors).filter(([name]) => !shown.includes(name));
  return [
    ...(alert ? [alert] : []),
    ...(wrong > 0 ? [cardTexts.toCorrect(wrong)] : []),
    ...hidden.map(([name, message]) => chat.fact(fieldOf(form, name).label, message)),
  ];
}

function alertBox(alerts: readonly string[]): IContainer {
  return {
    type: 'Container',
    style: 'attention',
    items: alerts.map((alert) => textBlock(alert, { weight: 'Bolder' })),
  };
}

function stepElements(view: FormView, index: number): CardElement[] {
  const { form, answers, errors } = view;
  const step = form.steps[index];
  if (!step) throw new Error(`Form ${form.id} has no step ${index}`);
  const missing = missingOf(form);
  return [
    textBlock(step.title, { weight: 'Bolder', style: 'heading', separator: true }),
    ...(step.intro ? [textBlock(step.intro)] : []),
    ...step.fields.flatMap((name) =>
      fieldElements({
        name,
        field: fieldOf(form, name),
        answer: answers[name],
        error: errors[name],
        missing: missing[name] ?? cardTexts.missing,
        // A client checks required answers on Back too. Steps with Back are checked by the bot only.
        isChecked: !hasBack(view),
      }),
    ),
  ];
}

/** The form's own error messages for empty answers. */
function missingOf(form: Form): FieldErrors {
  const empty = parseForm(form, {});
  return empty.kind === 'invalid' ? empty.errors : {};
}

function actionsOf(view: FormView): Action[] {
  const { form, steps, formState, sendLabel, site, photos } = view;
  const fields = steps.flatMap((step) => form.steps[step]?.fields ?? []);
  const lists = fields.filter((name) => fieldOf(form, name).control.kind === 'several-of');
  const execute = (verb: 'next' | 'back', title: string): IExecuteAction => ({
    type: 'Action.Execute',
    title,
    verb,
    data: { formState, fields, lists },
  });
  return [
    { ...execute('next', sendLabel), style: 'positive' },
    ...(hasBack(view) ? [execute('back', chat.back)] : []),
    ...(site
      ? [
          {
            type: 'Action.OpenUrl' as const,
            title: photos > 0 ? cardTexts.photos : chat.onSite,
            url: site.magicLink,
          },
        ]
      : []),
  ];
}
