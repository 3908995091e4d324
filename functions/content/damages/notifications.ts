import type { College } from '../../domain/colleges/college.ts';
import { type Damage, isAfterSales, isOpen } from '../../domain/damages/damage.ts';
import { damageReference } from '../../domain/reference.ts';
import { followUpButton } from '../buttons.ts';
import type { NotificationBody, PersonSetting } from '../model/notification.ts';
import {
  damagePage,
  damageStateLabels,
  damageStateText,
  lockersText,
  partsText,
  placeText,
} from './texts.ts';

interface AboutDamage {
  readonly damage: Damage;
  readonly college: College;
}

type Body = Omit<NotificationBody, 'footer'>;

export function damageReportedNotification(about: AboutDamage, setting: PersonSetting): Body {
  const { damage, college } = about;
  const { dangerous } = damage;
  return {
    title: `Dégât signalé\u00a0: ${damageReference(damage)}`,
    summary: `${placeOf(college)}\u00a0: le Département a bien reçu votre signalement. Vous serez prévenu(e) de ce qui en est fait.`,
    sections: [
      ...(dangerous ? [{ title: 'En attendant', text: damagePage.dangerousAdvice }] : []),
      ...(isAfterSales(damage) ? [{ title: 'SAV', text: damagePage.afterSales }] : []),
      reportSection(damage),
    ],
    actions: [toPage(damage, setting)],
  };
}

export function damageUpdatedNotification(about: AboutDamage, setting: PersonSetting): Body {
  const { damage, college } = about;
  const { state, journal } = damage;
  const note = journal.at(-1)?.note;
  return {
    title: `${damageStateLabels[state]}\u00a0: ${damageReference(damage)}`,
    summary: `${placeOf(college)}\u00a0: votre signalement avance. ${damageStateText(damage)}`,
    sections: [
      // The summary already gives the reason of a refusal.
      ...(note && state !== 'declined' ? [{ title: damagePage.fromService, text: note }] : []),
      reportSection(damage),
    ],
    actions: isOpen(damage)
      ? [toPage(damage, setting)]
      : [followUpButton(damage, 'main'), toPage(damage, setting)],
  };
}

function placeOf({ name, commune }: College): string {
  return `${name}, ${commune}`;
}

function reportSection(damage: Damage) {
  return {
    title: damagePage.answers,
    facts: [
      { label: 'Où', value: placeText(damage) },
      { label: 'Casiers', value: lockersText(damage) },
      { label: 'Ce qui est abîmé', value: partsText(damage.parts) },
    ],
  };
}

function toPage(damage: Damage, { siteUrl }: PersonSetting) {
  const url = `${siteUrl}/degats/${damageReference(damage)}`;
  const { uai, id } = damage;
  return { label: 'Voir le signalement', url, intent: { kind: 'damage', uai, id } } as const;
}
