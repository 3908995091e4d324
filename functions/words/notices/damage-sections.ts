import type { Register } from '../../domain/colleges/college.ts';
import { type DamageNews, damagesByUrgency } from '../../domain/damages/damage-news.ts';
import type { NoticeSection } from '../notice.ts';
import { count } from '../numbers.ts';
import { lockersCell, partsText, placeText } from '../pages/damage.ts';
import { collegeName } from './digest-colleges.ts';

interface DamageSections {
  readonly dangerous: readonly NoticeSection[];
  readonly afterSales: readonly NoticeSection[];
  readonly others: readonly NoticeSection[];
}

/** The damages of the night, each in one section: those that may hurt someone are dealt with first. */
export function damageSections(damages: readonly DamageNews[], register: Register): DamageSections {
  const { dangerous, afterSales, others } = damagesByUrgency(damages);
  const section = (title: string, told: readonly DamageNews[]) =>
    told.length === 0 ? [] : [{ title, table: damagesTable(told, register) }];
  const claims = count(afterSales.length, 'signalement');
  return {
    dangerous: section('À traiter d’abord : signalements dangereux', dangerous),
    afterSales: section(`SAV « Made in 47 » : ${claims}`, afterSales),
    others: section('Signalements', others),
  };
}

function damagesTable(damages: readonly DamageNews[], register: Register) {
  return {
    columns: ['Collège', 'Signalement', 'Casiers', 'Où', 'Ce qui est abîmé'],
    rows: damages.map((news) => [
      collegeName(register, news.uai),
      `${damageNewsLabels[news.what]}, ${news.reference}`,
      lockersCell(news),
      placeText(news),
      news.made === 'made-in-47' ? `${partsText(news.parts)} (SAV)` : partsText(news.parts),
    ]),
  };
}

/** What the collège said last. */
export const damageNewsLabels: Readonly<Record<DamageNews['what'], string>> = {
  reported: 'Nouveau',
  'still-broken': 'Toujours abîmé',
  'repair-confirmed': 'Réparé',
};

/** `3 signalements dont 1 dangereux`; nothing where there is none. */
export function damagesCount(damages: readonly DamageNews[]): string | undefined {
  if (damages.length === 0) return undefined;
  const dangerous = damagesByUrgency(damages).dangerous.length;
  const told = count(damages.length, 'signalement');
  if (dangerous === 0) return told;
  return damages.length === 1 ? `${told} dangereux` : `${told} dont ${dangerous} dangereux`;
}
