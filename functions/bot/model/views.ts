import { cardFooter } from '../../content/chats.ts';
import { type FieldErrors, type Form, fieldOf, parseForm } from '../../content/model/form.ts';
import type { Intent } from '../../content/model/intent.ts';
import type { Card, CardSetting, Notification } from '../../content/model/notification.ts';
import type { FormInput } from '../../domain/act.ts';
import type { Uai } from '../../domain/uai.ts';

/** What a bot shows next: something to read, with buttons, or something to fill in. */
export type View = MessageView | FormView;

export interface MessageView {
  readonly kind: 'message';
  readonly notification: Notification;
}

/** One step of a form. A door draws its fields, and gives what was typed back with the bookmark. */
export interface FormView {
  readonly kind: 'form';
  readonly form: Form;
  /** The steps of the form that are shown together, by index; the last of them may send it. */
  readonly steps: readonly number[];
  /** Of the whole form: those of other steps too. */
  readonly answers: FormInput;
  readonly errors: FieldErrors;
  /** About whom, in one line: the collège, the campaign, the reference. */
  readonly about: string;
  /** What stopped it as a whole: somebody wrote meanwhile, the campaign closed, a wrong code. */
  readonly alert?: string | undefined;
  readonly formState: FormState;
  /** At most 24 characters: "Continuer", "Déposer". */
  readonly sendLabel: string;
  /** Whether it can be left and found again later. */
  readonly keepsDrafts: boolean;
  /** The same form on the site, signed in: good for half an hour. */
  readonly site?: string | undefined;
  /** How many photos may come with it, where the door can take files; 0: none. */
  readonly photos: number;
}

/** Where somebody is in a form. The door carries it unseen and gives it back as it was; as JSON, at most 2,000 characters. */
export interface FormState {
  readonly form: string;
  readonly uai?: Uai | undefined;
  /** The campaign of a declaration, the id of a damage, of a delivery, of a challenge. */
  readonly id?: string | undefined;
  /** The version they saw. */
  readonly expectedVersion: number;
  /** Token of this filling-in: the same one sent twice is one act. */
  readonly idempotencyKey: string;
  /** The first of the steps shown. */
  readonly step: number;
  /** They have seen the reports that look like theirs, and mean another damage. */
  readonly despiteOverlap?: boolean | undefined;
  /** What they wanted when something had to be asked first: which collège, a code. */
  readonly intent?: Intent | undefined;
  /** Answers understood of a sentence that no step has confirmed yet. */
  readonly prefill?: FormInput | undefined;
  /** Photos that came before the form, by the chat's own names. */
  readonly files?: readonly string[] | undefined;
}

/** What was done with a form that is open. */
export interface FormSubmission {
  readonly formState: FormState;
  /** Of the fields that were shown. */
  readonly answers: FormInput;
  readonly direction: 'next' | 'back';
  /** Files the door holds for us, by its own ids: photos that come with it. */
  readonly files: readonly string[];
}

type Given = Pick<FormView, 'form' | 'about' | 'formState' | 'sendLabel'> & Partial<FormView>;

/** A form that is shown, with what most of them do not have. */
export function formView(given: Given): FormView {
  return {
    kind: 'form',
    steps: stepsOf(given.form),
    answers: {},
    errors: {},
    keepsDrafts: false,
    photos: 0,
    ...given,
  };
}

const stepsOf = ({ steps }: Form): readonly number[] => steps.map((_, index) => index);

/** What was sent for the fields of one step: one that is empty is an answer too, and others are none. */
export function stepAnswers(form: Form, step: number, answers: FormInput): FormInput {
  const names = form.steps[step]?.fields ?? [];
  return Object.fromEntries(
    names.map((name) => {
      const { kind } = fieldOf(form, name).control;
      return [name, answers[name] ?? (kind === 'several-of' ? [] : '')];
    }),
  );
}

/** What is wrong with the answers of one step. */
export function errorsOf(form: Form, step: number, answers: FormInput): FieldErrors {
  const parsed = parseForm(form, answers);
  if (parsed.kind === 'valid') return {};
  const names = form.steps[step]?.fields ?? [];
  return Object.fromEntries(Object.entries(parsed.errors).filter(([name]) => names.includes(name)));
}

/** The first step that holds one of those errors. */
export function stepOf(form: Form, errors: FieldErrors): number {
  return Math.max(
    0,
    form.steps.findIndex(({ fields }) => fields.some((name) => Object.hasOwn(errors, name))),
  );
}

/** Answers with those of a sentence over them. What they say freely is added to what was said: nothing is lost. */
export function withPrefill(answers: FormInput, prefill: FormInput = {}): FormInput {
  const said = prefill['comment'];
  const before = answers['comment'];
  const isNew = typeof before === 'string' && typeof said === 'string' && !before.includes(said);
  const merged = { ...answers, ...prefill };
  return isNew && before !== '' ? { ...merged, comment: `${before}\n${said}` } : merged;
}

/** A card as it is sent: with the footer that every card of the bots ends with. */
export function cardView({ setting }: { readonly setting: CardSetting }, card: Card): MessageView {
  return { kind: 'message', notification: { ...card, footer: cardFooter(setting) } };
}
