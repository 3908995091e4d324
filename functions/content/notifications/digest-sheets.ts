import { findCollege, type Register } from '../../domain/colleges/college.ts';
import type { Digest } from '../../domain/notifications/digest.ts';
import { declarationForm } from '../declarations/forms.ts';
import { campaignStatusLabels } from '../declarations/texts.ts';
import { instant } from '../format.ts';
import type { Cell, Sheet } from '../model/document.ts';
import { answerInWords, fieldNames, fieldOf } from '../model/form.ts';
import { changeLabel, inOrderOfRegister } from './digest-phrases.ts';

export const collegeColumns = [
  { title: 'Code UAI', width: 11 },
  { title: 'Collège', width: 36 },
  { title: 'Commune', width: 24 },
];

/** One row per collège of the register: the state of the campaign at the time of the digest. */
export function campaignStatusSheet({ campaignStatuses }: Digest, register: Register): Sheet {
  const byUai = new Map(
    campaignStatuses.map((campaignStatus) => [campaignStatus.uai, campaignStatus]),
  );
  return {
    title: 'Tous les collèges',
    columns: [
      ...collegeColumns,
      { title: 'Réponse', width: 20 },
      { title: 'Casiers à remplacer', width: 14 },
      { title: 'Inutilisables', width: 14 },
      { title: 'Dangereux', width: 14 },
      { title: 'Anciens à reprendre', width: 14 },
    ],
    rows: register.map(({ uai, name, commune }) => {
      const campaignStatus = byUai.get(uai);
      const college = [uai, name, commune];
      // Blank and not 0: the collège has not answered.
      if (!campaignStatus || campaignStatus.state === 'draft') {
        return [
          ...college,
          campaignStatusLabels[campaignStatus ? 'draft' : 'not-declared'],
          ...notDeclaredCells,
        ];
      }
      const { state, lockersToReplace, lockersUnusable, lockersDangerous } = campaignStatus;
      return [
        ...college,
        campaignStatusLabels[state],
        lockersToReplace,
        lockersUnusable,
        lockersDangerous,
        campaignStatus.lockersToTakeBack,
      ];
    }),
  };
}

const notDeclaredCells: readonly Cell[] = [undefined, undefined, undefined, undefined];

/** Every field of each declaration that is new, corrected or withdrawn, with the labels of the form and in its order. */
export function changesSheet(digest: Digest, register: Register, timeZone: string): Sheet {
  const fields = fieldNames(declarationForm).map((name) => ({
    name,
    field: fieldOf(declarationForm, name),
  }));
  return {
    title: 'Réponses et corrections',
    columns: [
      ...collegeColumns,
      { title: 'Référence', width: 16 },
      { title: 'Réponse', width: 22 },
      { title: 'Le', width: 24 },
      { title: 'Par', width: 24 },
      ...fields.map(({ field: { label, control } }) => ({
        title: label,
        width: control.kind === 'number' ? 14 : 30,
      })),
    ],
    rows: inOrderOfRegister(digest.changes, register).map((change) => {
      const { uai, filing, reference, filedAt, filedBy } = change;
      const college = findCollege(register, uai);
      const needs: Readonly<Record<string, unknown>> =
        filing.kind === 'needs' ? { ...filing.needs } : {};
      return [
        uai,
        college?.name,
        college?.commune,
        reference,
        changeLabel(change),
        instant(filedAt, timeZone),
        filedBy,
        ...fields.map(({ name, field }) => answerInWords(field, needs[name])),
      ];
    }),
  };
}
