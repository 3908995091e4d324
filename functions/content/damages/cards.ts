import type { College } from '../../domain/colleges/college.ts';
import { type Damage, isAfterSales, isOpen } from '../../domain/damages/damage.ts';
import { canActFor, isEducation, type Person } from '../../domain/people/person.ts';
import { damageReference } from '../../domain/reference.ts';
import { followUpButton, toSite } from '../buttons.ts';
import { chat } from '../chats.ts';
import { fields, oneOf } from '../fields.ts';
import { collegeTitle, count, instant } from '../format.ts';
import type { Form } from '../model/form.ts';
import type {
  Card,
  CardSetting,
  Fact,
  NotificationAction,
  NotificationSection,
} from '../model/notification.ts';
import {
  damageJournalLine,
  damagePage,
  damageStateText,
  lockersText,
  partsText,
  placeText,
} from './texts.ts';

/** The value of the option that means none of the damages listed. */
export const anotherDamage = 'other';

const title = 'Pour quel signalement\u00a0?';

/** Asks which damage the photos show: one of these, or another. */
export function whichDamageForm(damages: readonly Damage[]): Form<{ damage: string }> {
  const options = damages.map((damage) => [
    damageReference(damage),
    `${damageReference(damage)}, ${lockersText(damage)}, ${placeText(damage)}`,
  ]);
  return {
    id: 'which-damage',
    title,
    shortTitle: 'Ajouter la photo',
    steps: [{ title, fields: ['damage'] }],
    schema: fields(() => ({
      damage: oneOf(
        { ...Object.fromEntries(options), [anotherDamage]: 'Un autre dégât, que je signale' },
        {
          label: 'Que montre-t-elle\u00a0?',
          missing: 'Choisissez un signalement, ou un autre dégât.',
        },
      ),
    })),
  };
}

interface AboutDamage {
  readonly damage: Damage;
  readonly college: College;
  readonly by: Person;
  /** Confirms what the reader has just done. */
  readonly done?: string | undefined;
}

/** Lines of the journal on a card, the latest. */
const journalLines = 5;

export const damageDone = {
  reported: damagePage.thanks,
  answered: 'C’est fait\u00a0: votre réponse est enregistrée.',
  updated: 'C’est fait\u00a0: le collège est prévenu par courriel.',
};

/** One damage: the report, the journal, and the actions of this person. */
export function damageCard({ damage, college, by, done }: AboutDamage, setting: CardSetting): Card {
  const state = damageStateText(damage);
  return {
    title: `${damageReference(damage)}\u00a0: ${count(damage.lockersCount, 'casier')}`,
    summary: done ? `${done} ${state}` : `${collegeTitle(college)}. ${state}`,
    sections: [
      ...advice(damage),
      { title: damagePage.collegeReport, facts: reportFacts(damage) },
      history(damage, setting),
    ],
    actions: actions(damage, by, setting),
  };
}

function advice(damage: Damage): readonly NotificationSection[] {
  return [
    ...(damage.dangerous && isOpen(damage)
      ? [{ title: 'En attendant', text: damagePage.dangerousAdvice }]
      : []),
    ...(isAfterSales(damage) ? [{ title: 'SAV', text: damagePage.afterSales }] : []),
  ];
}

function reportFacts(damage: Damage): readonly Fact[] {
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

function history({ journal }: Damage, { timeZone }: CardSetting): NotificationSection {
  const lines = journal.slice(-journalLines).map((entry) => {
    const line = damageJournalLine(instant(entry.at, timeZone), entry);
    return entry.note ? `${line}\u00a0: «\u00a0${entry.note}\u00a0»` : line;
  });
  return { title: damagePage.history, text: lines.join('\n') };
}

function actions(damage: Damage, by: Person, setting: CardSetting): readonly NotificationAction[] {
  const { uai, id } = damage;
  const canUpdate = isEducation(by) && isOpen(damage);
  const statusUpdate = {
    label: 'Dire la suite',
    intent: { kind: 'update-damage-status', uai, id },
  } as const;
  return [
    ...(canUpdate ? [{ ...statusUpdate, weight: 'main' as const }] : []),
    ...(canActFor(by, uai) ? [followUpButton(damage)] : []),
    toSite('Voir sur le site', `/degats/${damageReference(damage)}`, setting),
  ];
}

/** Texts about photos that came in a message. */
export const photoTexts = {
  /** Shown with the form whose report they will join. */
  joined: (photos: number) =>
    `${count(photos, 'photo')} ${photos === 1 ? 'jointe' : 'jointes'}. ${chat.photos.hint}`,
  received: (photos: number) =>
    `${count(photos, 'photo')} ${photos === 1 ? 'reçue' : 'reçues'}. ${chat.photos.hint}`,
  add: 'Ajouter',
  added: (added: number, leftOut: number) =>
    [
      added > 0
        ? `C’est fait\u00a0: ${count(added, 'photo')} ${added === 1 ? 'ajoutée' : 'ajoutées'}.`
        : '',
      leftOut > 0
        ? `Il n’y a plus de place pour ${count(leftOut, 'photo')}\u00a0: six au plus par signalement.`
        : '',
    ]
      .filter(Boolean)
      .join(' '),
};
