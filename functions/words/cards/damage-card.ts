import type { College } from '../../domain/colleges/college.ts';
import { type Damage, isOpen } from '../../domain/damages/damage.ts';
import { damageReference } from '../../domain/damages/damage-reference.ts';
import { isEducation, maySpeakFor, type Person } from '../../domain/people/person.ts';
import { instant } from '../dates.ts';
import type { Fact, NoticeAction, NoticeSection } from '../notice.ts';
import { count } from '../numbers.ts';
import {
  damageJournalLine,
  damagePage,
  damageStateText,
  lockersText,
  partsText,
  placeText,
} from '../pages/damage.ts';
import { followUpButton, toSite } from './buttons.ts';
import type { Card, CardSetting } from './card.ts';
import { collegeTitle } from './college-cards.ts';

interface AboutDamage {
  readonly damage: Damage;
  readonly college: College;
  readonly by: Person;
  /** What was just done about it, where something was. */
  readonly done?: string | undefined;
}

/** The last lines of a journal are what people look for. */
const lastLines = 5;

export const damageDone = {
  reported: damagePage.thanks,
  answered: 'C’est fait : votre réponse est enregistrée.',
  moved: 'C’est fait : le collège est prévenu par courriel.',
};

/** One damage: what was said of it, what became of it, and what whoever reads it may do. */
export function damageCard({ damage, college, by, done }: AboutDamage, setting: CardSetting): Card {
  const state = damageStateText(damage);
  return {
    title: `${damageReference(damage)} : ${count(damage.lockersCount, 'casier')}`,
    summary: done ? `${done} ${state}` : `${collegeTitle(college)}. ${state}`,
    sections: [
      ...advice(damage),
      { title: damagePage.told, facts: told(damage) },
      history(damage, setting),
    ],
    actions: actions(damage, by, setting),
  };
}

function advice({ dangerous, made, ...damage }: Damage): readonly NoticeSection[] {
  return [
    ...(dangerous && isOpen(damage)
      ? [{ title: 'En attendant', text: damagePage.dangerousAdvice }]
      : []),
    ...(made === 'made-in-47' ? [{ title: 'SAV', text: damagePage.afterSales }] : []),
  ];
}

function told(damage: Damage): readonly Fact[] {
  const { photos, description } = damage;
  const shown = photos.filter(({ state }) => state !== 'refused').length;
  return [
    { label: 'Où', value: placeText(damage) },
    { label: 'Casiers', value: lockersText(damage) },
    { label: 'Ce qui est abîmé', value: partsText(damage.parts) },
    ...(description ? [{ label: 'Description', value: description }] : []),
    ...(shown > 0 ? [{ label: 'Photos', value: String(shown) }] : []),
  ];
}

function history({ journal }: Damage, { timeZone }: CardSetting): NoticeSection {
  const lines = journal.slice(-lastLines).map((entry) => {
    const line = damageJournalLine(instant(entry.at, timeZone), entry);
    return entry.note ? `${line} : « ${entry.note} »` : line;
  });
  return { title: damagePage.history, text: lines.join('\n') };
}

function actions(damage: Damage, by: Person, setting: CardSetting): readonly NoticeAction[] {
  const { uai, id } = damage;
  const mayMove = isEducation(by) && isOpen(damage);
  const move = { label: 'Dire la suite', ask: { kind: 'move-damage', uai, id } } as const;
  return [
    ...(mayMove ? [{ ...move, weight: 'main' as const }] : []),
    ...(maySpeakFor(by, uai) ? [followUpButton(damage)] : []),
    toSite('Voir sur le site', `/degats/${damageReference(damage)}`, setting),
  ];
}
