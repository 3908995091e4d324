import {
  departementOf,
  parseDepartementCode,
  type RegisterProblem,
  type RegisterRemark,
} from '../../domain/colleges/register-import.ts';
import { plainText } from '../../domain/text.ts';
import { parseUai } from '../../domain/uai.ts';
import type { TableRow, TableShape } from './csv.ts';

/**
 * The columns that are read, as the ministry labels them in `fr-en-annuaire-education`:
 * https://data.education.gouv.fr/explore/dataset/fr-en-annuaire-education/
 */
export type AnnuaireColumn =
  | 'Identifiant_de_l_etablissement'
  | 'Nom_etablissement'
  | 'Type_etablissement'
  | 'Statut_public_prive'
  | 'Code_postal'
  | 'Nom_commune'
  | 'Code_departement'
  | 'Adresse_1'
  | 'Adresse_2'
  | 'Telephone'
  | 'Mail'
  | 'SIREN_SIRET'
  | 'etat'
  | 'code_nature'
  | 'Nombre_d_eleves';

export const annuaireShape: TableShape<AnnuaireColumn> = {
  file: 'annuaire',
  uai: 'Identifiant_de_l_etablissement',
  essential: [
    'Identifiant_de_l_etablissement',
    'Nom_etablissement',
    'Type_etablissement',
    'Statut_public_prive',
    'Code_postal',
    'Nom_commune',
    'Code_departement',
  ],
  optional: [
    'Adresse_1',
    'Adresse_2',
    'Telephone',
    'Mail',
    'SIREN_SIRET',
    'etat',
    'code_nature',
    // Absent from the ministry's file since 2023; the Département's copy may have it.
    'Nombre_d_eleves',
  ],
};

/** `Coll\uFFFDge`, or `CollÃ¨ge`: UTF-8 that was read as Windows-1252. */
export function hasLostLetters(text: string): boolean {
  return /\uFFFD|Ã[^A-Za-z]|Â[\u0080-\u00BF]/.test(text);
}

export type AnnuaireRow = TableRow<AnnuaireColumn>;

/** Rows of other Départements are ignored, faults included. */
export function isOfDepartement({ cell, cellCount }: AnnuaireRow, departement: string): boolean {
  const uai = parseUai(cell('Identifiant_de_l_etablissement'));
  const byUai = uai.kind === 'uai' ? departementOf(uai.uai) : undefined;
  // Cells have shifted: the row is kept, as a problem to correct, unless its UAI is valid and of another Département.
  if (cellCount.expected !== cellCount.found) return (byUai ?? departement) === departement;
  return (parseDepartementCode(cell('Code_departement')) ?? byUai) === departement;
}

export type RowScope =
  | { readonly kind: 'in-scope' }
  /** Another kind of school, or a private one. */
  | { readonly kind: 'out-of-scope' }
  /** A public collège that is closed, or whose nature code is not that of a collège. */
  | { readonly kind: 'left-out'; readonly remark: RegisterRemark }
  | { readonly kind: 'doubtful'; readonly problem: RegisterProblem };

/** The register holds open public collèges only. */
export function scopeOfRow({ place, cell, cellCount }: AnnuaireRow): RowScope {
  if (cellCount.expected !== cellCount.found) {
    return doubtful({ ...place, kind: 'wrong-cell-count', ...cellCount });
  }
  const type = cell('Type_etablissement');
  if (hasLostLetters(type)) {
    const column = 'Type_etablissement';
    return doubtful({ ...place, kind: 'lost-letters', column, written: type });
  }
  if (plainText(type) !== 'college') return { kind: 'out-of-scope' };
  const status = plainText(cell('Statut_public_prive'));
  if (status === '') {
    return doubtful({ ...place, kind: 'missing-value', column: 'Statut_public_prive' });
  }
  return status === 'public' ? scopeOfPublicCollege({ place, cell }) : { kind: 'out-of-scope' };
}

function scopeOfPublicCollege({ place, cell }: Pick<AnnuaireRow, 'place' | 'cell'>): RowScope {
  const state = cell('etat');
  if (!['', 'ouvert'].includes(plainText(state))) {
    return { kind: 'left-out', remark: { ...place, kind: 'not-open', state } };
  }
  const nature = cell('code_nature');
  if (!['', '340'].includes(nature)) {
    return { kind: 'left-out', remark: { ...place, kind: 'other-nature', nature } };
  }
  return { kind: 'in-scope' };
}

function doubtful(problem: RegisterProblem): RowScope {
  return { kind: 'doubtful', problem };
}
