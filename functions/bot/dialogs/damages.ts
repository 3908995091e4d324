import {
  damageConflictAlert,
  damageInvalidTransitionCard,
  forbiddenCard,
  formTexts,
  outdatedCard,
} from '../../content/bot/refusals.ts';
import { damageCard, damageDone } from '../../content/damages/cards.ts';
import {
  damageStatusForm,
  damageStatusFormFor,
  followUpForm,
} from '../../content/damages/forms.ts';
import { sharedDamageCard } from '../../content/damages/shared-card.ts';
import { statusUpdateErrors } from '../../content/field-errors.ts';
import { collegeTitle } from '../../content/format.ts';
import { type FieldErrors, type Form, parseForm } from '../../content/model/form.ts';
import type { FormInput } from '../../domain/act.ts';
import { type Damage, isOpen } from '../../domain/damages/damage.ts';
import { journalVersion } from '../../domain/journal.ts';
import { canActFor, isEducation, type Person } from '../../domain/people/person.ts';
import { damageReference } from '../../domain/reference.ts';
import type { Uai } from '../../domain/uai.ts';
import { type OpenedDamage, openDamage } from '../../use-cases/damage-queries.ts';
import {
  type ChangeDamageResult,
  followUpDamage,
  updateDamageStatus,
} from '../../use-cases/damages.ts';
import { type BotDeps, type LinkedUser, siteLink } from '../model/context.ts';
import {
  cardView,
  type FormState,
  type FormSubmission,
  type FormView,
  formView,
  type MessageView,
  sharedNotification,
  type View,
  type WrittenSubject,
} from '../model/views.ts';

interface DamageKey {
  readonly uai: Uai;
  readonly id: string;
}

/** What differs between the two forms about one damage. */
interface DamageForm {
  readonly formFor: (damage: Damage) => Form;
  readonly canOpen: (person: Person, damage: Damage) => boolean;
  readonly sendLabel: string;
  /** What the card says once the form is recorded. */
  readonly done: string;
  readonly record: (
    deps: BotDeps,
    botUser: LinkedUser,
    submission: FormSubmission & { readonly key: DamageKey },
  ) => Promise<RecordResult>;
}

type RecordResult = ChangeDamageResult | { readonly kind: 'invalid'; readonly errors: FieldErrors };

/** The collège's answer: repaired, or still broken. */
const followUp: DamageForm = {
  formFor: () => followUpForm,
  canOpen: (person, { uai }) => canActFor(person, uai),
  sendLabel: formTexts.answer,
  done: damageDone.answered,
  async record(deps, botUser, { key, formState, answers }) {
    const parsed = parseForm(followUpForm, answers);
    if (parsed.kind === 'invalid') return parsed;
    return followUpDamage(deps, { ...key, ...actOf(botUser, formState) }, parsed.values);
  },
};

/** What the service Éducation does about the damage. */
const statusUpdate: DamageForm = {
  formFor: ({ state }) => damageStatusFormFor(state),
  canOpen: (person, damage) => isEducation(person) && isOpen(damage),
  sendLabel: formTexts.statusUpdate,
  done: damageDone.updated,
  async record(deps, botUser, { key, formState, answers }) {
    const parsed = parseForm(damageStatusForm, answers);
    if (parsed.kind === 'invalid') return parsed;
    const { day, ...values } = parsed.values;
    const command = { ...key, ...actOf(botUser, formState), ...values, day: day || undefined };
    const outcome = await updateDamageStatus(deps, command);
    switch (outcome.kind) {
      case 'reason-missing':
        return { kind: 'invalid', errors: { note: statusUpdateErrors['reason-missing'] } };
      case 'day-over':
        return { kind: 'invalid', errors: { day: statusUpdateErrors['day-over'] } };
      default:
        return outcome;
    }
  },
};

/** By the kind of the intent that opens each. */
const damageForms = { 'follow-up': followUp, 'update-damage-status': statusUpdate };

/** The card of one damage, or a refusal. `done`: it was written just now. */
export async function showDamage(
  deps: BotDeps,
  { person: by }: LinkedUser,
  { uai, id, done }: DamageKey & { readonly done?: string },
): Promise<MessageView> {
  const opened = await openDamage(deps, { uai, id }, by);
  if (!opened) return cardView(deps, forbiddenCard());
  const card = damageCard({ ...opened, by, done }, deps.setting);
  return cardView(deps, card, done === undefined ? undefined : writtenDamage(deps, opened));
}

function writtenDamage({ setting }: BotDeps, opened: OpenedDamage): WrittenSubject {
  const { damage } = opened;
  return {
    reference: damageReference(damage),
    version: damage.version,
    notification: sharedNotification(setting, sharedDamageCard(opened, setting)),
  };
}

/** Opens the form about a damage, or its card where the person has nothing to answer any more: it says why. */
export async function openDamageForm(
  deps: BotDeps,
  botUser: LinkedUser,
  request: DamageKey & {
    readonly kind: keyof typeof damageForms;
    readonly idempotencyKey: string;
  },
): Promise<View> {
  const { kind, uai, id, idempotencyKey } = request;
  const damageForm = damageForms[kind];
  const opened = await openDamage(deps, { uai, id }, botUser.person);
  if (!opened) return cardView(deps, forbiddenCard());
  if (!damageForm.canOpen(botUser.person, opened.damage)) {
    return showDamage(deps, botUser, { uai, id });
  }
  return showForm(deps, botUser, { damageForm, opened, idempotencyKey });
}

export async function submitDamageForm(
  deps: BotDeps,
  botUser: LinkedUser,
  submission: FormSubmission,
): Promise<View> {
  const { answers, formState } = submission;
  const { uai, id, idempotencyKey, expectedVersion } = formState;
  if (!uai || !id) return cardView(deps, outdatedCard());
  const damageForm = formState.form === followUpForm.id ? followUp : statusUpdate;
  const outcome = await damageForm.record(deps, botUser, { ...submission, key: { uai, id } });
  if (outcome.kind === 'done') {
    return showDamage(deps, botUser, { uai, id, done: damageForm.done });
  }
  const opened = await openDamage(deps, { uai, id }, botUser.person);
  const input = { form: opened ? damageForm.formFor(opened.damage) : followUpForm, answers };
  if (!opened || outcome.kind === 'forbidden') return cardView(deps, forbiddenCard(input));
  if (outcome.kind === 'invalid-transition') {
    return cardView(deps, damageInvalidTransitionCard(input));
  }
  const shown = { damageForm, opened, idempotencyKey, answers };
  if (outcome.kind === 'conflict') {
    if (!damageForm.canOpen(botUser.person, opened.damage)) {
      return cardView(deps, damageInvalidTransitionCard(input));
    }
    const alert = damageConflictAlert(opened.damage, expectedVersion, deps.setting);
    return showForm(deps, botUser, { ...shown, alert });
  }
  return showForm(deps, botUser, { ...shown, expectedVersion, errors: outcome.errors });
}

interface ShownForm {
  readonly damageForm: DamageForm;
  readonly opened: OpenedDamage;
  readonly idempotencyKey: string;
  /** By default the stored version, which the form shows. */
  readonly expectedVersion?: number;
  readonly answers?: FormInput;
  readonly errors?: FieldErrors;
  readonly alert?: string;
}

async function showForm(
  deps: BotDeps,
  { person }: LinkedUser,
  { damageForm, opened, idempotencyKey, expectedVersion, ...shown }: ShownForm,
): Promise<FormView> {
  const { damage, college } = opened;
  const { uai, id } = damage;
  const form = damageForm.formFor(damage);
  return formView({
    form,
    about: `${damageReference(damage)} – ${collegeTitle(college)}`,
    formState: {
      form: form.id,
      uai,
      id,
      expectedVersion: expectedVersion ?? journalVersion(damage),
      idempotencyKey,
      step: 0,
    },
    sendLabel: damageForm.sendLabel,
    site: await siteLink(deps, person, `/degats/${damageReference(damage)}`),
    ...shown,
  });
}

function actOf({ person: by, channel }: LinkedUser, formState: FormState) {
  const { idempotencyKey, expectedVersion } = formState;
  return { by, channel, idempotencyKey, expectedVersion };
}
