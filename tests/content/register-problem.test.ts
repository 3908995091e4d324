import { describe, expect, test } from 'vitest';
import { describeProblem } from '../../functions/content/register-import.ts';
import { problemsIn } from '../adapters/annuaire/parse-47.ts';
import { annuaireSheet, annuaireWith, type Sheet } from '../shared/annuaire-47.ts';

function described(file: Sheet | Uint8Array): string[] {
  return problemsIn(file).map((problem) => describeProblem(problem).replaceAll('\u00a0', ' '));
}

const uai = '0470678G';

describe('a problem of one row is described with its line and its UAI', () => {
  test.each([
    [
      'Identifiant_de_l_etablissement',
      '0470003F',
      'UAI 0470003F : la lettre de contrôle devrait être Y, ou bien un chiffre est faux.',
    ],
    [
      'Identifiant_de_l_etablissement',
      'O470678G',
      'UAI O470678G : une lettre O ou I est écrite à la place d’un chiffre 0 ou 1. Il faut sans doute lire 0470678G.',
    ],
    [
      'Identifiant_de_l_etablissement',
      '0470678O',
      'UAI 0470678O : la lettre de contrôle devrait être G ; la lettre O n’est jamais employée.',
    ],
    [
      'Identifiant_de_l_etablissement',
      'Crochepierre',
      'UAI Crochepierre : un code UAI compte 7 chiffres et une lettre.',
    ],
    [
      'Identifiant_de_l_etablissement',
      '0470103G',
      'UAI 0470103G : ce collège figure déjà à la ligne 18.',
    ],
    ['Nom_commune', '', 'UAI 0470678G : la colonne « Nom_commune » est vide.'],
    [
      'Code_postal',
      'cedex',
      'UAI 0470678G : « cedex » n’a pas de sens dans la colonne « Code_postal ».',
    ],
    [
      'Nom_commune',
      'NÃ©rac',
      'UAI 0470678G : des accents sont abîmés dans la colonne « Nom_commune » (« NÃ©rac »). Repartez du fichier d’origine.',
    ],
    [
      'Adresse_2',
      ';',
      'UAI 0470678G : 74 cases au lieu de 73, il y en a trop. Un séparateur est perdu ou de trop, ou la ligne n’est pas à sa place.',
    ],
  ])('%s "%s"', (column, written, sentence) => {
    expect(described(unquoted(annuaireWith(uai, { [column]: written })))).toEqual([
      `Ligne 22, ${sentence}`,
    ]);
  });

  test('without the UAI, when it is the UAI that is missing', () => {
    expect(described(annuaireWith(uai, { Identifiant_de_l_etablissement: '' }))).toEqual([
      'Ligne 22 : la colonne « Identifiant_de_l_etablissement » est vide.',
    ]);
  });
});

describe('a problem of the whole file is described', () => {
  const [header = [], ...rows] = annuaireSheet();
  test.each<[string, Sheet | Uint8Array, string]>([
    ['empty', Buffer.from(''), 'Annuaire : le fichier est vide.'],
    [
      'a workbook',
      Buffer.from('PK\u0003\u0004'),
      'Annuaire : le fichier est un classeur Excel ou LibreOffice. Enregistrez-le au format CSV.',
    ],
    [
      'something else',
      Buffer.from('<html>'),
      'Annuaire : aucune des colonnes attendues n’y figure. Ce n’est pas le bon fichier, ou ce n’est pas un CSV.',
    ],
    [
      'without the names of the collèges',
      [header.with(1, 'Nom'), ...rows],
      'Ligne 1 : la colonne « Nom_etablissement » manque.',
    ],
    [
      'with them twice',
      [header.with(4, 'nom etablissement'), ...rows],
      'Ligne 1 : la colonne « Nom_etablissement » figure deux fois.',
    ],
    [
      'with a quotation mark that is not closed',
      annuaireWith(uai, { Nom_etablissement: '"Collège' }),
      'Ligne 22 : un guillemet droit (") ouvre une case et avale les lignes qui suivent. Supprimez-le.',
    ],
    [
      'without a collège',
      [header],
      'Annuaire : aucun collège public ouvert du département 047 n’y figure.',
    ],
  ])('%s', (_what, file, sentence) => {
    expect(described(file)).toEqual([sentence]);
  });
});

/** Without quotes, a `;` inside a cell is one separator too many. */
function unquoted(sheet: Sheet): Uint8Array {
  return Buffer.from(sheet.map((cells) => cells.join(';')).join('\n'));
}
