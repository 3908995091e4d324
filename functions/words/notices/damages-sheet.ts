import { findCollege, type Register } from '../../domain/colleges/college.ts';
import type { Digest } from '../../domain/notices/digest.ts';
import { instant } from '../dates.ts';
import { answerInWords, fieldNames, fieldOf } from '../form.ts';
import { damageForm } from '../forms/damage-form.ts';
import { damageStateLabels } from '../pages/damage.ts';
import type { Sheet } from '../sheet.ts';
import { damageNewsLabels } from './damage-sections.ts';
import { collegeColumns } from './digest-sheets.ts';

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
