import type {
  Action,
  CardElement,
  IAdaptiveCard,
  IContainer,
  IExecuteAction,
} from '@microsoft/teams.cards';
import type { Answers } from '../../domain/declarations/declaration.ts';
import { cardWords } from '../../words/adaptive-card.ts';
import { chat } from '../../words/chat.ts';
import { type FieldErrors, type Form, fieldOf, readForm } from '../../words/form.ts';
import type { FormTurn } from '../../words/turn.ts';
import { fieldElements } from './field-elements.ts';
import { fits, makeCard } from './make-card.ts';
import { textBlock } from './plain-text.ts';

/** The steps of a form that are shown now, as Teams draws them, with what was typed and what is wrong with it. */
export function formCard(turn: FormTurn): IAdaptiveCard {
  const card = cardOf(turn);
  return fits(card) ? card : cardOf({ ...turn, answers: shortened(turn.answers) });
}

/** Where a whole book was pasted, its beginning: it is refused anyway, and the message must get through. */
function shortened(answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      typeof answer === 'string' ? answer.slice(0, 2500) : answer,
    ]),
  );
}

function cardOf(turn: FormTurn): IAdaptiveCard {
  const { form, steps, about } = turn;
  const alerts = alertsOf(turn);
  return makeCard({
    summary: [form.title, about, ...alerts].join('. '),
    body: [
      textBlock(form.title, { size: 'Large', weight: 'Bolder', style: 'heading' }),
      textBlock(about),
      ...progressOf(turn),
      ...(alerts.length > 0 ? [alertBox(alerts)] : []),
      ...steps.flatMap((step) => stepElements(turn, step)),
      ...(turn.keepsDrafts ? [textBlock(chat.drafts, { isSubtle: true, size: 'Small' })] : []),
    ],
    actions: actionsOf(turn),
  });
}

const hasBack = ({ steps }: FormTurn) => (steps[0] ?? 0) > 0;

function progressOf({ form, steps }: FormTurn): CardElement[] {
  const last = steps.at(-1) ?? 0;
  if (steps.length === form.steps.length || form.branches) return [];
  return [textBlock(chat.stepOf(last, form.steps.length), { isSubtle: true, spacing: 'None' })];
}

/** What stopped it, then what is wrong with answers that are not in sight. */
function alertsOf(turn: FormTurn): string[] {
  const { form, steps, errors, alert } = turn;
  const shown = steps.flatMap((step) => form.steps[step]?.fields ?? []);
  const wrong = shown.filter((name) => errors[name]).length;
  const hidden = Object.entries(errors).filter(([name]) => !shown.includes(name));
  return [
    ...(alert ? [alert] : []),
    ...(wrong > 0 ? [cardWords.toCorrect(wrong)] : []),
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

function stepElements(turn: FormTurn, index: number): CardElement[] {
  const { form, answers, errors } = turn;
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
        missing: missing[name] ?? cardWords.missing,
        // A client checks what is required before it lets anybody go back, too: then only we do.
        isChecked: !hasBack(turn),
      }),
    ),
  ];
}

/** What each question says when it is left empty: the form's own words, asked of it. */
function missingOf(form: Form): FieldErrors {
  const empty = readForm(form, {});
  return empty.kind === 'invalid' ? empty.errors : {};
}

function actionsOf(turn: FormTurn): Action[] {
  const { form, steps, bookmark, sendLabel, site, photos } = turn;
  const fields = steps.flatMap((step) => form.steps[step]?.fields ?? []);
  const lists = fields.filter((name) => fieldOf(form, name).control.kind === 'several-of');
  const execute = (verb: 'on' | 'back', title: string): IExecuteAction => ({
    type: 'Action.Execute',
    title,
    verb,
    data: { bookmark, fields, lists },
  });
  return [
    { ...execute('on', sendLabel), style: 'positive' },
    ...(hasBack(turn) ? [execute('back', chat.back)] : []),
    ...(site
      ? [
          {
            type: 'Action.OpenUrl' as const,
            title: photos > 0 ? cardWords.photos : chat.onSite,
            url: site,
          },
        ]
      : []),
  ];
}
