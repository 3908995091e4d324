import {
  formWords,
  notYoursCard,
  outdatedCard,
  overlapAlert,
  settledDamageCard,
  staleDamageAlert,
} from '../../content/bot/refusals.ts';
import { damageCard, damageDone, photoWords } from '../../content/damages/cards.ts';
import {
  followUpForm,
  damageForm as form,
  moveForm,
  moveFormIn,
} from '../../content/damages/forms.ts';
import { damageErrors, moveErrors } from '../../content/field-errors.ts';
import { collegeTitle } from '../../content/format.ts';
import { type FieldErrors, type Form, readForm } from '../../content/model/form.ts';
import type { Answers } from '../../domain/act.ts';
import type { College } from '../../domain/colleges/college.ts';
import { type Damage, isOpen } from '../../domain/damages/damage.ts';
import { toldVersion } from '../../domain/journal.ts';
import { isEducation, maySpeakFor, type Person } from '../../domain/people/person.ts';
import { photoLimits } from '../../domain/photo.ts';
import { damageReference } from '../../domain/reference.ts';
import type { Uai } from '../../domain/uai.ts';
import type { OpenedDamage } from '../../use-cases/damage-queries.ts';
import type { ChangeDamageOutcome } from '../../use-cases/damages.ts';
import { type Known, siteLink, type TalkDeps } from '../model/context.ts';
import {
  type Bookmark,
  type CardTurn,
  type FormTurn,
  formTurn,
  type Sent,
  signed,
  type Turn,
} from '../model/views.ts';

interface Which {
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
  readonly write: (by: Known, sent: Sent & { readonly which: Which }) => Promise<Written>;
}

type Written = ChangeDamageOutcome | { readonly kind: 'invalid'; readonly errors: FieldErrors };

/** One damage: its card, the collège's answer, the service Éducation's. */
export function makeDamageConversation(deps: TalkDeps) {
  const { setting, openDamage, followUpDamage, moveDamage } = deps;

  const followUp: Side = {
    formIn: () => followUpForm,
    may: (person, { uai }) => maySpeakFor(person, uai),
    sendLabel: formWords.answer,
    done: damageDone.answered,
    async write(speaker, { which, bookmark, answers }) {
      const reading = readForm(followUpForm, answers);
      if (reading.kind === 'invalid') return reading;
      return followUpDamage({ ...which, ...actOf(speaker, bookmark) }, reading.values);
    },
  };

  const move: Side = {
    formIn: ({ state }) => moveFormIn(state),
    may: (person, damage) => isEducation(person) && isOpen(damage),
    sendLabel: formWords.move,
    done: damageDone.moved,
    async write(speaker, { which, bookmark, answers }) {
      const reading = readForm(moveForm, answers);
      if (reading.kind === 'invalid') return reading;
      const { move: what, note, day } = reading.values;
      const command = { ...which, ...actOf(speaker, bookmark), move: what, note };
      const outcome = await moveDamage({ ...command, day: day || undefined });
      switch (outcome.kind) {
        case 'reason-missing':
          return { kind: 'invalid', errors: { note: moveErrors['reason-missing'] } };
        case 'day-over':
          return { kind: 'invalid', errors: { day: moveErrors['day-over'] } };
        default:
          return outcome;
      }
    },
  };

  async function show({ person }: Known, opened: OpenedDamage, { side, ...more }: Showing) {
    const { damage, college } = opened;
    const { answers = {}, errors = {}, alert, opening, seenVersion = toldVersion(damage) } = more;
    const form = side.formIn(damage);
    const { uai, id } = damage;
    return formTurn({
      form,
      answers,
      errors,
      alert,
      about: `${damageReference(damage)} – ${collegeTitle(college)}`,
      bookmark: { form: form.id, uai, id, seenVersion, opening, step: 0 },
      sendLabel: side.sendLabel,
      site: await siteLink(deps, person, `/degats/${damageReference(damage)}`),
    });
  }

  async function card({ person: by }: Known, which: Which, done?: string): Promise<CardTurn> {
    const opened = await openDamage(which, by);
    return signed(opened ? damageCard({ ...opened, by, done }, setting) : notYoursCard(), setting);
  }

  function conversation(side: Side) {
    return {
      async open(speaker: Known, { uai, id }: Which, opening: string): Promise<Turn> {
        const opened = await openDamage({ uai, id }, speaker.person);
        if (!opened) return signed(notYoursCard(), setting);
        // Nothing is expected of them there any more: what became of it says more than a refusal.
        if (!side.may(speaker.person, opened.damage)) return card(speaker, { uai, id });
        return show(speaker, opened, { side, opening });
      },

      async take(speaker: Known, sent: Sent): Promise<Turn> {
        const { uai, id, opening, seenVersion } = sent.bookmark;
        if (!uai || !id) return signed(outdatedCard(), setting);
        const which = { uai, id };
        const { answers } = sent;
        const outcome = await side.write(speaker, { ...sent, which });
        if (outcome.kind === 'done') return card(speaker, which, side.done);
        const opened = await openDamage(which, speaker.person);
        const typed = { form: opened ? side.formIn(opened.damage) : followUpForm, answers };
        if (!opened || outcome.kind === 'not-yours') return signed(notYoursCard(typed), setting);
        if (outcome.kind === 'settled') return signed(settledDamageCard(typed), setting);
        if (outcome.kind === 'stale') {
          if (!side.may(speaker.person, opened.damage))
            return signed(settledDamageCard(typed), setting);
          const alert = staleDamageAlert(opened.damage, seenVersion, setting);
          return show(speaker, opened, { side, opening, answers, alert });
        }
        const { errors } = outcome;
        return show(speaker, opened, { side, opening, seenVersion, answers, errors });
      },
    };
  }

  return { card, followUp: conversation(followUp), move: conversation(move) };
}

interface Showing {
  readonly side: Side;
  readonly opening: string;
  /** What they saw first, where they have not been shown what was written since. */
  readonly seenVersion?: number;
  readonly answers?: Answers;
  readonly errors?: FieldErrors;
  readonly alert?: string;
}

function actOf({ person: by, door }: Known, { opening, seenVersion }: Sent['bookmark']) {
  return { by, door, opening, seenVersion };
}

/** Reporting a damage on one screen; what is already reported of the same lockers is shown before it is filed again. */
export function makeReportConversation(deps: TalkDeps) {
  const { setting, findColleges, reportDamage } = deps;

  async function show(
    { person }: Known,
    bookmark: Bookmark & { readonly uai: Uai },
    more: Partial<FormTurn>,
  ): Promise<Turn> {
    const { uai, despiteOverlap } = bookmark;
    const college = (await findColleges('')).colleges.find((each) => each.uai === uai);
    if (!college || !maySpeakFor(person, uai)) {
      return signed(notYoursCard({ form, answers: more.answers ?? {} }), setting);
    }
    return formTurn({
      form,
      about: aboutOf(college, bookmark),
      bookmark,
      sendLabel: despiteOverlap ? formWords.reportDespite : formWords.report,
      photos: photoLimits.perThing,
      site: await siteLink(deps, person, `/colleges/${uai}/degats/nouveau`),
      ...more,
    });
  }

  return {
    open(speaker: Known, uai: Uai, { opening, answers = {}, files }: Opening): Promise<Turn> {
      const bookmark = { form: form.id, uai, seenVersion: 0, opening, step: 0, files };
      return show(speaker, bookmark, { answers });
    },

    async take(speaker: Known, { bookmark, answers, files }: Sent): Promise<Turn> {
      const { uai, opening, despiteOverlap = false } = bookmark;
      if (!uai) return signed(outdatedCard(), setting);
      const at = { ...bookmark, uai };
      const reading = readForm(form, answers);
      if (reading.kind === 'invalid') return show(speaker, at, { answers, errors: reading.errors });
      const { person: by, door } = speaker;
      const photos = [...(bookmark.files ?? []), ...files].map((file) => ({ door, file }));
      const command = { uai, by, door, opening, despiteOverlap, photos };
      const outcome = await reportDamage(command, reading.values);
      switch (outcome.kind) {
        case 'reported':
          return shown(speaker, outcome.damage);
        case 'already-reported': {
          const alert = overlapAlert(outcome.overlapping);
          return show(speaker, { ...at, despiteOverlap: true }, { answers, alert });
        }
        case 'contradictory': {
          const errors = outcome.problems.map(({ field, problem }) => [
            field,
            damageErrors[problem],
          ]);
          return show(speaker, at, { answers, errors: Object.fromEntries(errors) });
        }
        case 'not-yours':
          return signed(notYoursCard({ form, answers }), setting);
      }
    },
  };

  async function shown({ person: by }: Known, { uai, id }: ReportedDamage): Promise<Turn> {
    const opened = await deps.openDamage({ uai, id }, by);
    if (!opened) return signed(notYoursCard(), setting);
    return signed(damageCard({ ...opened, by, done: damageDone.reported }, setting), setting);
  }
}

interface Opening {
  readonly opening: string;
  readonly answers?: Answers | undefined;
  readonly files?: readonly string[] | undefined;
}

function aboutOf(college: College, { files = [] }: Bookmark): string {
  const title = collegeTitle(college);
  return files.length > 0 ? `${title}. ${photoWords.joined(files.length)}` : title;
}

interface ReportedDamage {
  readonly uai: Uai;
  readonly id: string;
}
