import type { CellRemark, RegisterRemark } from '../../domain/colleges/register-reading.ts';
import { tellUaiFault } from '../uai-fault.ts';
import { tellCellCount } from './cell-count.ts';
import { tellPlace } from './register-place.ts';

/** « Ligne 12, UAI 0470003Y : « 553000000 » a perdu son premier zéro… » */
export function tellRemark(remark: RegisterRemark): string {
  return `${tellPlace(remark)} : ${sentenceFor(remark)}`;
}

const encodings = { 'windows-1252': 'Windows-1252', 'utf-16le': 'UTF-16' } as const;

function sentenceFor(remark: RegisterRemark): string {
  switch (remark.kind) {
    case 'encoding':
      return `le fichier est en ${encodings[remark.encoding]} et non en UTF-8. Il a été lu ainsi, vérifiez les accents.`;
    case 'wrong-cell-count':
      return `${tellCellCount(remark)} Cette ligne est laissée de côté.`;
    case 'bad-uai':
      return `${tellUaiFault(remark.fault)} Cette ligne est laissée de côté.`;
    case 'not-open':
      return `l’état est « ${remark.state} », ce collège est laissé de côté.`;
    case 'other-nature':
      return `le code nature est ${remark.nature} et non 340 (collège), cette ligne est laissée de côté.`;
    case 'foreign-uai':
      return 'ce code UAI est celui d’un autre département.';
    case 'unknown-uai':
      return 'ce collège n’est pas dans l’annuaire, cette ligne est laissée de côté.';
    default:
      return sentenceForCell(remark);
  }
}

function sentenceForCell(remark: CellRemark): string {
  const where = `dans la colonne « ${remark.column} »`;
  switch (remark.kind) {
    case 'cell-repaired':
      return `« ${remark.written} » a perdu son premier zéro ${where}, lu ${remark.kept}.`;
    case 'cell-left-out':
      return `« ${remark.written} » n’a pas de sens ${where}, cette case est laissée de côté.`;
    case 'scientific-notation':
      return `un tableur a écrit « ${remark.written} » ${where}. Le vrai numéro est perdu, cette case est laissée de côté.`;
  }
}
