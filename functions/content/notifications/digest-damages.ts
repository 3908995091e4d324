import { findCollege, type Register } from '../../domain/colleges/college.ts';
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

/** The damages of the night, each in one section: those that may hurt someone are dealt with first. */
export function damageSections(
  damages: readonly DamageDigestItem[],
  register: Register,
): DamageSections {
  const { dangerous, afterSales, others } = damagesByUrgency(damages);
  const section = (title: string, items: readonly DamageDigestItem[]) =>
    items.length === 0 ? [] : [{ title, table: damagesTable(items, register) }];
  const claims = count(afterSales.length, 'signalement');
  return {
    dangerous: section('À traiter d’abord\u00a0: signalements dangereux', dangerous),
    afterSales: section(`SAV «\u00a0Made in 47\u00a0»\u00a0: ${claims}`, afterSales),
    others: section('Signalements', others),
  };
}

function damagesTable(damages: readonly DamageDigestItem[], register: Register) {
  return {
    columns: ['Collège', 'Signalement', 'Casiers', 'Où', 'Ce qui est abîmé'],
    rows: damages.map((digestItem) => [
      collegeName(register, digestItem.uai),
      `${damageDigestItemLabels[digestItem.what]}, ${digestItem.reference}`,
      lockersCell(digestItem),
      placeText(digestItem),
      digestItem.maker === 'made-in-47'
        ? `${partsText(digestItem.parts)} (SAV)`
        : partsText(digestItem.parts),
    ]),
  };
}

/** What the collège said last. */
export const damageDigestItemLabels: Readonly<Record<DamageDigestItem['what'], string>> = {
  reported: 'Nouveau',
  'still-broken': 'Toujours abîmé',
  'repair-confirmed': 'Réparé',
};

/** `3 signalements dont 1 dangereux`; nothing where there is none. */
export function damagesCount(damages: readonly DamageDigestItem[]): string | undefined {
  if (damages.length === 0) return undefined;
  const dangerous = damagesByUrgency(damages).dangerous.length;
  const items = count(damages.length, 'signalement');
  if (dangerous === 0) return items;
  return damages.length === 1 ? `${items} dangereux` : `${items} dont ${dangerous} dangereux`;
}

/** Every answer of each damage that is new or followed up, in the order and the words of the form. */
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
    rows: damages.map((digestItem) => {
      const college = findCollege(register, digestItem.uai);
      const values: Readonly<Record<string, unknown>> = { ...digestItem };
      return [
        digestItem.uai,
        college?.name,
        college?.commune,
        digestItem.reference,
        damageDigestItemLabels[digestItem.what],
        instant(digestItem.at, timeZone),
        digestItem.who,
        damageStateLabels[digestItem.state],
        digestItem.lockersCount,
        ...fields.map(({ name, field }) => answerInWords(field, values[name])),
        digestItem.note,
      ];
    }),
  };
}
