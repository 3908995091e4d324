import type { Register } from '../../domain/colleges/college.ts';
import type { Damage } from '../../domain/damages/damage.ts';
import { urgencyOf } from '../../domain/damages/triage.ts';
import { dayIn, type Instant } from '../../domain/dates.ts';
import { type Delivery, isLate } from '../../domain/deliveries/delivery.ts';
import type { OpenList } from '../../domain/notifications/digest-recipients.ts';
import { damageReference, deliveryReference } from '../../domain/reference.ts';
import { damageStateLabels, lockersCell, placeText } from '../damages/texts.ts';
import { deliveryStateLabels, expectedDateText } from '../deliveries/texts.ts';
import { count, day, number } from '../format.ts';
import type { NotificationSection } from '../model/notification.ts';
import { collegeName } from './digest-phrases.ts';

/** What is still to be dealt with, each with the day since when. */
export function openSections(
  { damages, deliveries, corrections }: OpenList,
  register: Register,
  { timeZone, sentAt }: { readonly timeZone: string; readonly sentAt: Instant },
): NotificationSection[] {
  const today = dayIn(timeZone, new Date(sentAt));
  return [
    ...section('En cours\u00a0: signalements', {
      columns: ['Collège', 'Signalement', 'Casiers', 'Où', 'Depuis', 'État'],
      rows: damages.map((damage) => [
        collegeName(register, damage.uai),
        damageReference(damage),
        lockersCell(damage),
        placeText(damage),
        sinceText(damage, timeZone),
        urgencyOf(damage) === 'dangerous'
          ? `Dangereux, ${damageStateLabels[damage.state].toLowerCase()}`
          : damageStateLabels[damage.state],
      ]),
    }),
    ...section('En cours\u00a0: livraisons', {
      columns: ['Collège', 'Livraison', 'Casiers', 'Attendue', 'État'],
      rows: deliveries.map((delivery) => [
        collegeName(register, delivery.uai),
        deliveryReference(delivery),
        number(delivery.lockers),
        expectedDateText(delivery.expected),
        isLate(delivery, today) ? 'En retard' : deliveryStateLabels[delivery.state],
      ]),
    }),
    ...section('En cours\u00a0: corrections demandées', {
      columns: ['Collège'],
      rows: corrections.map((uai) => [collegeName(register, uai)]),
    }),
  ];
}

function section(
  title: string,
  table: NonNullable<NotificationSection['table']>,
): NotificationSection[] {
  return table.rows.length === 0 ? [] : [{ title, table }];
}

function sinceText({ journal }: Pick<Damage, 'journal'>, timeZone: string): string {
  const [reported] = journal;
  return reported ? day(dayIn(timeZone, new Date(reported.at))) : '–';
}

/** `3 signalements en cours dont 1 dangereux`, `2 livraisons en cours`. */
export function openCounts({ damages, deliveries, corrections }: OpenList): readonly string[] {
  const dangerous = damages.filter((damage) => urgencyOf(damage) === 'dangerous').length;
  const damagesText = `${count(damages.length, 'signalement')} en cours`;
  return [
    ...(damages.length > 0
      ? [dangerous > 0 ? `${damagesText} dont ${dangerous} dangereux` : damagesText]
      : []),
    ...(deliveries.length > 0 ? [openDeliveriesCount(deliveries)] : []),
    ...(corrections.length > 0
      ? [count(corrections.length, 'correction demandée', 'corrections demandées')]
      : []),
  ];
}

const openDeliveriesCount = (deliveries: readonly Delivery[]) =>
  `${count(deliveries.length, 'livraison')} en cours`;
