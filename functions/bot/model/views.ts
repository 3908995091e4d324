import { cardFooter, sharedFooter } from '../../content/chats.ts';
import { type FieldErrors, type Form, fieldOf, parseForm } from '../../content/model/form.ts';
import type { Intent } from '../../content/model/intent.ts';
import {
  type AnyNotification,
  type Card,
  type CardSetting,
  forEveryone,
  type SharedCard,
  type SharedNotification,
} from '../../content/model/notification.ts';
import type { FormInput } from '../../domain/act.ts';
import type { Subject } from '../../domain/notifications/notification.ts';
import type { Uai } from '../../domain/uai.ts';

/** What a bot shows next: a card with buttons, or a form. */
export type View = MessageView | FormView;

export interface MessageView {
  readonly kind: 'message';
  readonly notification: AnyNotification;
  /** What the person wrote just now. Its message in a shared place is updated, and no other. */
  readonly written?: WrittenSubject | undefined;
}

/** A declaration, damage or delivery as everybody in a place may see it. */
export interface WrittenSubject extends Pick<Subject, 'reference' | 'version'> {
  readonly notification: SharedNotification;
}

/** A magic link, which signs its reader in. It is no text, so that no message for a shared place can hold it. */
export interface PersonalLink {
  readonly magicLink: string;
}

/** A form that is shown to one person: it holds their draft, their answers and their magic link. The channel renders its fields and gives the answers back with the form state. */
export interface FormView {
  readonly kind: 'form';
  readonly audience: 'reader';
  readonly form: Form;
  /** The steps that are shown together, by index. */
  readonly steps: readonly number[];
  /** Of the whole form, including the other steps. */
  readonly answers: FormInput;
  readonly errors: FieldErrors;
  /** What the form is about, in one line: the collège, the campaign, the reference. */
  readonly about: string;
  /** A message about the form as a whole, such as a conflict. */
  readonly alert?: string | undefined;
  readonly formState: FormState;
  /** At most 24 characters: "Continuer", "Déposer". */
  readonly sendLabel: string;
  /** Whether each step is saved as a draft. */
  readonly keepsDrafts: boolean;
  /** A magic link to the same form on the site. */
  readonly site?: PersonalLink | undefined;
  /** How many photos the form takes, in a channel that can upload files; 0: none. */
  readonly photos: number;
}

/** The progress in a form. The channel keeps it in the form, hidden and unchanged. Its JSON has at most 2,000 characters. */
export interface FormState {
  readonly form: string;
  readonly uai?: Uai | undefined;
  /** The campaign of a declaration, the id of a damage, of a delivery, of a challenge. */
  readonly id?: string | undefined;
  /** The version that the form shows. */
  readonly expectedVersion: number;
  /** The same form sent twice is one act. */
  readonly idempotencyKey: string;
  /** The first of the steps shown. */
  readonly step: number;
  /** The person has seen the overlapping reports and means another damage. */
  readonly despiteOverlap?: boolean | undefined;
  /** The intent to go on with, after a form that had to come first: which collège, a code. */
  readonly intent?: Intent | undefined;
  /** Answers that are not stored yet: parsed from a sentence, or of another step. */
  readonly prefill?: FormInput | undefined;
  /** Photos that came before the form, by the chat's ids or addresses. */
  readonly files?: readonly string[] | undefined;
}

export interface FormSubmission {
  readonly formState: FormState;
  /** Of the fields that the form showed. */
  readonly answers: FormInput;
  readonly direction: 'next' | 'back';
  /** Photos uploaded in the form, by the chat's ids or addresses. */
  readonly files: readonly string[];
}

type FormViewParts = Pick<FormView, 'form' | 'about' | 'formState' | 'sendLabel'> &
  Partial<FormView>;

/** Fills in the parts that most forms do not set. */
export function formView(parts: FormViewParts): FormView {
  return {
    kind: 'form',
    audience: 'reader',
    steps: stepsOf(parts.form),
    answers: {},
    errors: {},
    keepsDrafts: false,
    photos: 0,
    ...parts,
  };
}

const stepsOf = ({ steps }: Form): readonly number[] => steps.map((_, index) => index);

/** The answers to the fields of one step. An absent field is an empty answer; fields of other steps are dropped. */
export function stepAnswers(form: Form, step: number, answers: FormInput): FormInput {
  const names = form.steps[step]?.fields ?? [];
  return Object.fromEntries(
    names.map((name) => {
      const { kind } = fieldOf(form, name).control;
      return [name, answers[name] ?? (kind === 'several-of' ? [] : '')];
    }),
  );
}

/** The errors of one step. */
export function errorsOf(form: Form, step: number, answers: FormInput): FieldErrors {
  const parsed = parseForm(form, answers);
  if (parsed.kind === 'valid') return {};
  const names = form.steps[step]?.fields ?? [];
  return Object.fromEntries(Object.entries(parsed.errors).filter(([name]) => names.includes(name)));
}

/** The first step that has one of these errors. */
export function stepOf(form: Form, errors: FieldErrors): number {
  return Math.max(
    0,
    form.steps.findIndex(({ fields }) => fields.some((name) => Object.hasOwn(errors, name))),
  );
}

/** Puts the answers of a sentence over those that exist, except the comment, which is added to the existing one. */
export function withPrefill(answers: FormInput, prefill: FormInput = {}): FormInput {
  const added = prefill['comment'];
  const before = answers['comment'];
  const isNew = typeof before === 'string' && typeof added === 'string' && !before.includes(added);
  const merged = { ...answers, ...prefill };
  return isNew && before !== '' ? { ...merged, comment: `${before}\n${added}` } : merged;
}

interface ViewSetting {
  readonly setting: CardSetting;
}

/** A card as one person gets it: with the footer that every card of the bots ends with. */
export function cardView(
  { setting }: ViewSetting,
  card: Card,
  written?: WrittenSubject,
): MessageView {
  const notification = { audience: 'reader', ...card, footer: cardFooter(setting) } as const;
  return { kind: 'message', notification, ...(written && { written }) };
}

/** A card that everybody in a place may see. */
export function sharedView({ setting }: ViewSetting, card: SharedCard): MessageView {
  return { kind: 'message', notification: sharedNotification(setting, card) };
}

export function sharedNotification(setting: CardSetting, card: SharedCard): SharedNotification {
  return forEveryone({ ...card, footer: sharedFooter(setting) });
}
