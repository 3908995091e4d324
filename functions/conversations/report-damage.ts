import type { College } from '../domain/colleges/college.ts';
import type { Uai } from '../domain/colleges/uai.ts';
import { photoLimits } from '../domain/damages/photo.ts';
import type { Answers } from '../domain/declarations/declaration.ts';
import { maySpeakFor } from '../domain/people/person.ts';
import { formWords, overlapAlert } from '../words/cards/alerts.ts';
import { signed } from '../words/cards/card.ts';
import { collegeTitle } from '../words/cards/college-cards.ts';
import { damageCard, damageDone } from '../words/cards/damage-card.ts';
import { photoWords } from '../words/cards/photo-words.ts';
import { notYoursCard, outdatedCard } from '../words/cards/refusal-cards.ts';
import { damageErrors } from '../words/field-errors.ts';
import { readForm } from '../words/form.ts';
import { damageForm as form } from '../words/forms/damage-form.ts';
import type { Bookmark, FormTurn, Sent, Turn } from '../words/turn.ts';
import { formTurn, siteLink } from './form-turn.ts';
import type { Known } from './known.ts';
import type { TalkDeps } from './talk-deps.ts';

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

  async function shown({ person: by }: Known, { uai, id }: Which): Promise<Turn> {
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

interface Which {
  readonly uai: Uai;
  readonly id: string;
}
