import {
  damageConflictAlert,
  damageInvalidTransitionCard,
  forbiddenCard,
  formTexts,
  outdatedCard,
  overlapAlert,
} from '../../content/bot/refusals.ts';
import { damageCard, damageDone, photoTexts } from '../../content/damages/cards.ts';
import {
  damageStatusForm,
  damageStatusFormFor,
  followUpForm,
  damageForm as form,
} from '../../content/damages/forms.ts';
import { damageErrors, statusUpdateErrors } from '../../content/field-errors.ts';
import { collegeTitle } from '../../content/format.ts';
import { type FieldErrors, type Form, parseForm } from '../../content/model/form.ts';
import type { FormInput } from '../../domain/act.ts';
import type { College } from '../../domain/colleges/college.ts';
import { type Damage, isOpen } from '../../domain/damages/damage.ts';
import { journalVersion } from '../../domain/journal.ts';
import { canActFor, isEducation, type Person } from '../../domain/people/person.ts';
import { photoLimits } from '../../domain/photo.ts';
import { damageReference } from '../../domain/reference.ts';
import type { Uai } from '../../domain/uai.ts';
import { findColleges } from '../../use-cases/campaigns.ts';
import type { OpenedDamage } from '../../use-cases/damage-queries.ts';
import type { ChangeDamageOutcome } from '../../use-cases/damages.ts';
import { type BotDeps, type LinkedUser, siteLink } from '../model/context.ts';
import {
  type FormState,
  type FormSubmission,
  type FormView,
  formView,
  type MessageView,
  messageWithFooter,
  type View,
} from '../model/views.ts';

interface DamageKey {
  readonly uai: Uai;
  readonly id: string;
}

/** What both sides may say of a damage. */
interface Side {
  readonly formIn: (damage: Damage) => Form;
  readonly may: (person: Person, damage: Damage) => boolean;
  readonly sendLabel: string;
  readonly done: string;
  /** Reads the answers and writes them. */
  readonly write: (
    by: LinkedUser,
    submission: FormSubmission & { readonly key: DamageKey },
  ) => Promise<Written>;
}

type Written = ChangeDamageOutcome | { readonly kind: 'invalid'; readonly errors: FieldErrors };

/** One damage: its card, the collège's answer, the service Éducation's. */
export function createDamageDialog(deps: BotDeps) {
  const { setting, openDamage, followUpDamage, updateDamageStatus } = deps;

  const followUp: Side = {
    formIn: () => followUpForm,
    may: (person, { uai }) => canActFor(person, uai),
    sendLabel: formTexts.answer,
    done: damageDone.answered,
    async write(botUser, { key, formState, answers }) {
      const parsed = parseForm(followUpForm, answers);
      if (parsed.kind === 'invalid') return parsed;
      return followUpDamage({ ...key, ...actOf(botUser, formState) }, parsed.values);
    },
  };

  const statusUpdate: Side = {
    formIn: ({ state }) => damageStatusFormFor(state),
    may: (person, damage) => isEducation(person) && isOpen(damage),
    sendLabel: formTexts.statusUpdate,
    done: damageDone.moved,
    async write(botUser, { key, formState, answers }) {
      const parsed = parseForm(damageStatusForm, answers);
      if (parsed.kind === 'invalid') return parsed;
      const { statusUpdate: what, note, day } = parsed.values;
      const command = { ...key, ...actOf(botUser, formState), statusUpdate: what, note };
      const outcome = await updateDamageStatus({ ...command, day: day || undefined });
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

  async function show({ person }: LinkedUser, opened: OpenedDamage, { side, ...more }: Showing) {
    const { damage, college } = opened;
    const {
      answers = {},
      errors = {},
      alert,
      idempotencyKey,
      expectedVersion = journalVersion(damage),
    } = more;
    const form = side.formIn(damage);
    const { uai, id } = damage;
    return formView({
      form,
      answers,
      errors,
      alert,
      about: `${damageReference(damage)} – ${collegeTitle(college)}`,
      formState: { form: form.id, uai, id, expectedVersion, idempotencyKey, step: 0 },
      sendLabel: side.sendLabel,
      site: await siteLink(deps, person, `/degats/${damageReference(damage)}`),
    });
  }

  async function card(
    { person: by }: LinkedUser,
    key: DamageKey,
    done?: string,
  ): Promise<MessageView> {
    const opened = await openDamage(key, by);
    return messageWithFooter(
      opened ? damageCard({ ...opened, by, done }, setting) : forbiddenCard(),
      setting,
    );
  }

  function dialog(side: Side) {
    return {
      async open(
        botUser: LinkedUser,
        { uai, id }: DamageKey,
        idempotencyKey: string,
      ): Promise<View> {
        const opened = await openDamage({ uai, id }, botUser.person);
        if (!opened) return messageWithFooter(forbiddenCard(), setting);
        // Nothing is expected of them there any more: what became of it says more than a refusal.
        if (!side.may(botUser.person, opened.damage)) return card(botUser, { uai, id });
        return show(botUser, opened, { side, idempotencyKey });
      },

      async handleSubmission(botUser: LinkedUser, submission: FormSubmission): Promise<View> {
        const { uai, id, idempotencyKey, expectedVersion } = submission.formState;
        if (!uai || !id) return messageWithFooter(outdatedCard(), setting);
        const key = { uai, id };
        const { answers } = submission;
        const outcome = await side.write(botUser, { ...submission, key });
        if (outcome.kind === 'done') return card(botUser, key, side.done);
        const opened = await openDamage(key, botUser.person);
        const input = { form: opened ? side.formIn(opened.damage) : followUpForm, answers };
        if (!opened || outcome.kind === 'forbidden')
          return messageWithFooter(forbiddenCard(input), setting);
        if (outcome.kind === 'invalid-transition')
          return messageWithFooter(damageInvalidTransitionCard(input), setting);
        if (outcome.kind === 'conflict') {
          if (!side.may(botUser.person, opened.damage))
            return messageWithFooter(damageInvalidTransitionCard(input), setting);
          const alert = damageConflictAlert(opened.damage, expectedVersion, setting);
          return show(botUser, opened, { side, idempotencyKey, answers, alert });
        }
        const { errors } = outcome;
        return show(botUser, opened, { side, idempotencyKey, expectedVersion, answers, errors });
      },
    };
  }

  return { card, followUp: dialog(followUp), statusUpdate: dialog(statusUpdate) };
}

interface Showing {
  readonly side: Side;
  readonly idempotencyKey: string;
  /** What they saw first, where they have not been shown what was written since. */
  readonly expectedVersion?: number;
  readonly answers?: FormInput;
  readonly errors?: FieldErrors;
  readonly alert?: string;
}

function actOf(
  { person: by, channel }: LinkedUser,
  { idempotencyKey, expectedVersion }: FormSubmission['formState'],
) {
  return { by, channel, idempotencyKey, expectedVersion };
}

/** Reporting a damage on one screen; what is already reported of the same lockers is shown before it is filed again. */
export function createReportDialog(deps: BotDeps) {
  const { setting, reportDamage } = deps;

  async function show(
    { person }: LinkedUser,
    formState: FormState & { readonly uai: Uai },
    more: Partial<FormView>,
  ): Promise<View> {
    const { uai, despiteOverlap } = formState;
    const college = (await findColleges(deps, '')).colleges.find((each) => each.uai === uai);
    if (!college || !canActFor(person, uai)) {
      return messageWithFooter(forbiddenCard({ form, answers: more.answers ?? {} }), setting);
    }
    return formView({
      form,
      about: aboutOf(college, formState),
      formState,
      sendLabel: despiteOverlap ? formTexts.reportDespite : formTexts.report,
      photos: photoLimits.perThing,
      site: await siteLink(deps, person, `/colleges/${uai}/degats/nouveau`),
      ...more,
    });
  }

  return {
    open(
      botUser: LinkedUser,
      uai: Uai,
      { idempotencyKey, answers = {}, files }: ReportStart,
    ): Promise<View> {
      const formState = { form: form.id, uai, expectedVersion: 0, idempotencyKey, step: 0, files };
      return show(botUser, formState, { answers });
    },

    async handleSubmission(
      botUser: LinkedUser,
      { formState, answers, files }: FormSubmission,
    ): Promise<View> {
      const { uai, idempotencyKey, despiteOverlap = false } = formState;
      if (!uai) return messageWithFooter(outdatedCard(), setting);
      const at = { ...formState, uai };
      const parsed = parseForm(form, answers);
      if (parsed.kind === 'invalid') return show(botUser, at, { answers, errors: parsed.errors });
      const { person: by, channel } = botUser;
      const photos = [...(formState.files ?? []), ...files].map((file) => ({ channel, file }));
      const command = { uai, by, channel, idempotencyKey, despiteOverlap, photos };
      const outcome = await reportDamage(command, parsed.values);
      switch (outcome.kind) {
        case 'reported':
          return shown(botUser, outcome.damage);
        case 'already-reported': {
          const alert = overlapAlert(outcome.overlapping);
          return show(botUser, { ...at, despiteOverlap: true }, { answers, alert });
        }
        case 'contradictory': {
          const errors = outcome.problems.map(({ field, problem }) => [
            field,
            damageErrors[problem],
          ]);
          return show(botUser, at, { answers, errors: Object.fromEntries(errors) });
        }
        case 'forbidden':
          return messageWithFooter(forbiddenCard({ form, answers }), setting);
      }
    },
  };

  async function shown({ person: by }: LinkedUser, { uai, id }: ReportKey): Promise<View> {
    const opened = await deps.openDamage({ uai, id }, by);
    if (!opened) return messageWithFooter(forbiddenCard(), setting);
    return messageWithFooter(
      damageCard({ ...opened, by, done: damageDone.reported }, setting),
      setting,
    );
  }
}

interface ReportStart {
  readonly idempotencyKey: string;
  readonly answers?: FormInput | undefined;
  readonly files?: readonly string[] | undefined;
}

function aboutOf(college: College, { files = [] }: FormState): string {
  const title = collegeTitle(college);
  return files.length > 0 ? `${title}. ${photoTexts.joined(files.length)}` : title;
}

interface ReportKey {
  readonly uai: Uai;
  readonly id: string;
}
