import type { Uai } from '../domain/colleges/uai.ts';
import { type Damage, isOpen } from '../domain/damages/damage.ts';
import { damageReference } from '../domain/damages/damage-reference.ts';
import type { Answers } from '../domain/declarations/declaration.ts';
import { toldVersion } from '../domain/journal.ts';
import { isEducation, maySpeakFor, type Person } from '../domain/people/person.ts';
import type { ChangeDamageOutcome } from '../use-cases/damages/change-damage.ts';
import type { OpenedDamage } from '../use-cases/damages/open-damage.ts';
import { formWords, staleDamageAlert } from '../words/cards/alerts.ts';
import { signed } from '../words/cards/card.ts';
import { collegeTitle } from '../words/cards/college-cards.ts';
import { damageCard, damageDone } from '../words/cards/damage-card.ts';
import { notYoursCard, outdatedCard, settledDamageCard } from '../words/cards/refusal-cards.ts';
import { moveErrors } from '../words/field-errors.ts';
import { type FieldErrors, type Form, readForm } from '../words/form.ts';
import { followUpForm } from '../words/forms/follow-up-form.ts';
import { moveForm, moveFormIn } from '../words/forms/move-form.ts';
import type { CardTurn, Sent, Turn } from '../words/turn.ts';
import { formTurn, siteLink } from './form-turn.ts';
import type { Known } from './known.ts';
import type { TalkDeps } from './talk-deps.ts';

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
