import type { TableShape } from './read-table.ts';

/**
 * The columns we read, as the ministry labels them in `fr-en-annuaire-education`:
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
    // Gone from the ministry's file since 2023; the Département's own copy may have it.
    'Nombre_d_eleves',
  ],
};
