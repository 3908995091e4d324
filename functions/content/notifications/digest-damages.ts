import { findCollege, type Register } from '../../domain/colleges/college.ts';
import type { Digest } from '../../domain/notifications/digest.ts';
import { type DamageNews, damagesByUrgency } from '../../domain/notifications/digest-changes.ts';
import { damageForm } from '../damages/forms.ts';
import { damageStateLabels, lockersCell, partsText, placeText } from '../damages/texts.ts';
import { count, instant } from '../format.ts';
import type { Sheet } from '../model/document.ts';
import { answerInWords, fieldNames, fieldOf } from '../model/form.ts';
import type { NoticeSection } from '../model/notification.ts';
import { collegeName } from './digest-phrases.ts';
import { collegeColumns } from './digest-sheets.ts';

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
    rows: damages.map((news) => {
      const college = findCollege(register, news.uai);
      const values: Readonly<Record<string, unknown>> = { ...news };
      return [
        news.uai,
        college?.name,
        college?.commune,
        news.reference,
        damageNewsLabels[news.what],
        instant(news.at, timeZone),
        news.who,
        damageStateLabels[news.state],
        news.lockersCount,
        ...fields.map(({ name, field }) => answerInWords(field, values[name])),
        news.note,
      ];
    }),
  };
}
