import type { RegisterProblem } from '../../domain/colleges/register-reading.ts';
import { tellUaiFault } from '../uai-fault.ts';
import { tellCellCount } from './cell-count.ts';
import { tellPlace } from './register-place.ts';

/** « Ligne 12, UAI 0470003F : la lettre de contrôle devrait être Y… » */
export function tellProblem(problem: RegisterProblem): string {
  return `${tellPlace(problem)} : ${sentenceFor(problem)}`;
}

function sentenceFor(problem: RegisterProblem): string {
  switch (problem.kind) {
    case 'empty-file':
      return 'le fichier est vide.';
    case 'spreadsheet-file':
      return 'le fichier est un classeur Excel ou LibreOffice. Enregistrez-le au format CSV.';
    case 'other-file':
      return 'aucune des colonnes attendues n’y figure. Ce n’est pas le bon fichier, ou ce n’est pas un CSV.';
    case 'missing-column':
      return `la colonne « ${problem.column} » manque.`;
    case 'column-twice':
      return `la colonne « ${problem.column} » figure deux fois.`;
    case 'unclosed-quote':
      return 'un guillemet droit (") ouvre une case et avale les lignes qui suivent. Supprimez-le.';
    case 'no-college':
      return `aucun collège public ouvert du département ${problem.departement} n’y figure.`;
    case 'wrong-cell-count':
      return tellCellCount(problem);
    case 'bad-uai':
      return tellUaiFault(problem.fault);
    case 'duplicate-uai':
      return `ce collège figure déjà à la ligne ${problem.firstLine}.`;
    case 'missing-value':
      return `la colonne « ${problem.column} » est vide.`;
    case 'bad-value':
      return `« ${problem.written} » n’a pas de sens dans la colonne « ${problem.column} ».`;
    case 'lost-letters':
      return `des accents sont abîmés dans la colonne « ${problem.column} » (« ${problem.written} »). Repartez du fichier d’origine.`;
  }
}
