import { findCollege, type Register } from '../../domain/colleges/college.ts';
import { isAfterSales } from '../../domain/damages/damage.ts';
import type { Digest } from '../../domain/notifications/digest.ts';
import {
  type DamageDigestItem,
  damagesByUrgency,
} from '../../domain/notifications/digest-changes.ts';
import { damageForm } from '../damages/forms.ts';
import { damageStateLabels, lockersCell, partsText, placeText } from '../damages/texts.ts';
import { count, instant } from '../format.ts';
import type { Sheet } from '../model/document.ts';
import { answerInWords, fieldNames, fieldOf } from '../model/form.ts';
import type { NotificationSection } from '../model/notification.ts';
import { collegeName } from './digest-phrases.ts';
import { collegeColumns } from './digest-sheets.ts';

interface DamageSections {
  readonly dangerous: readonly NotificationSection[];
  readonly afterSales: readonly NotificationSection[];
  readonly others: readonly NotificationSection[];
}

/** Each damage is in one section only. */
export function damageSections(
  damages: readonly DamageDigestItem[],
  register: Register,
): DamageSections {
  const { dangerous, afterSales, others } = damagesByUrgency(damages);
  const section = (title: string, items: readonly DamageDigestItem[]) =>
    items.length === 0 ? [] : [{ title, table: damagesTable(items, register) }];
  const afterSalesCount = count(afterSales.length, 'signalement');
  return {
    dangerous: section('À traiter d’abord\u00a0: signalements dangereux', dangerous),
    afterSales: section(`SAV «\u00a0Made in 47\u00a0»\u00a0: ${afterSalesCount}`, afterSales),
    others: section('Signalements', others),
  };
}

function damagesTable(damages: readonly DamageDigestItem[], register: Register) {
  return {
    columns: ['Collège', 'Signalement', 'Casiers', 'Où', 'Ce qui est abîmé'],
    rows: damages.map((damage) => [
      collegeName(register, damage.uai),
      `${damageDigestItemLabels[damage.what]}, ${damage.reference}`,
      lockersCell(damage),
      placeText(damage),
      isAfterSales(damage) ? `${partsText(damage.parts)} (SAV)` : partsText(damage.parts),
    ]),
  };
}

export const damageDigestItemLabels: Readonly<Record<DamageDigestItem['what'], string>> = {
  reported: 'Nouveau',
  'still-broken': 'Toujours abîmé',
  'repair-confirmed': 'Réparé',
};

/** `3 signalements dont 1 dangereux`. */
export function damagesCount(damages: readonly DamageDigestItem[]): string | undefined {
  if (damages.length === 0) return undefined;
  const dangerous = damagesByUrgency(damages).dangerous.length;
  const total = count(damages.length, 'signalement');
  if (dangerous === 0) return total;
  return damages.length === 1 ? `${total} dangereux` : `${total} dont ${dangerous} dangereux`;
}

/** Every field of each damage that is new or followed up, with the labels of the form and in its order. */
export function damagesSheet({ damages }: Digest, register: Register, timeZone: string): Sheet {
  const fields = fieldNames(damageForm).map((name) => ({ name, field: fieldOf(damageForm, name) }));
  return {
    title: 'Signalements',
    columns: [
      ...collegeColumns,
      { title: 'Référence', width: 20 },
      { title: 'Signalement', width: 16 },
      { title: 'Le', width: 24 },
      { title: 'Par', width: 24 },
      { title: 'État', width: 24 },
      { title: 'Nombre de casiers', width: 14 },
      ...fields.map(({ field: { label, control } }) => ({
        title: label,
        width: control.kind === 'number' ? 14 : 30,
      })),
      { title: 'Précision', width: 30 },
    ],
    rows: damages.map((damage) => {
      const college = findCollege(register, damage.uai);
      const values: Readonly<Record<string, unknown>> = { ...damage };
      return [
        damage.uai,
        college?.name,
        college?.commune,
        damage.reference,
        damageDigestItemLabels[damage.what],
        instant(damage.at, timeZone),
        damage.who,
        damageStateLabels[damage.state],
        damage.lockersCount,
        ...fields.map(({ name, field }) => answerInWords(field, values[name])),
        damage.note,
      ];
    }),
  };
}
