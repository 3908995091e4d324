import { expect, test } from 'vitest';
import { completeRegister } from '../../functions/adapters/annuaire/register.ts';
import { describeRemark } from '../../functions/content/register-import.ts';
import type { RegisterRemark } from '../../functions/domain/colleges/register-import.ts';
import { read47, remarksIn } from '../adapters/annuaire/parse-47.ts';
import { annuaireBytes, annuaireSheet, annuaireWith, textOf } from '../shared/annuaire-47.ts';

function described(remarks: readonly RegisterRemark[]): string[] {
  return remarks.map((remark) => describeRemark(remark).replaceAll('\u00a0', ' '));
}

test.each([
  [
    'Telephone',
    '553010203',
    '« 553010203 » a perdu son premier zéro dans la colonne « Telephone », lu 05 53 01 02 03.',
  ],
  [
    'Mail',
    'ce.0470678g',
    '« ce.0470678g » n’a pas de sens dans la colonne « Mail », cette case est laissée de côté.',
  ],
  [
    'SIREN_SIRET',
    '2,17003E+13',
    'un tableur a écrit « 2,17003E+13 » dans la colonne « SIREN_SIRET ». Le vrai numéro est perdu, cette case est laissée de côté.',
  ],
  ['etat', 'A FERMER', 'l’état est « A FERMER », ce collège est laissé de côté.'],
  [
    'code_nature',
    '390',
    'le code nature est 390 et non 340 (collège), cette ligne est laissée de côté.',
  ],
])('a remark on %s "%s" is described with its line and its UAI', (column, written, sentence) => {
  expect(described(remarksIn(annuaireWith('0470678G', { [column]: written })))).toEqual([
    `Ligne 22, UAI 0470678G : ${sentence}`,
  ]);
});

test('a UAI of another Département is described', () => {
  const sheet = annuaireWith('0470678G', { Identifiant_de_l_etablissement: '0330003Z' });
  expect(described(remarksIn(sheet))).toEqual([
    'Ligne 22, UAI 0330003Z : ce code UAI est celui d’un autre département.',
  ]);
});

test('the encoding of the file is described', () => {
  expect(described(remarksIn(Buffer.from(textOf(annuaireSheet()), 'latin1')))).toEqual([
    'Annuaire : le fichier est en Windows-1252 et non en UTF-8. Il a été lu ainsi, vérifiez les accents.',
  ]);
});

test('a remark on a file of the Département names the file', () => {
  const parsed = completeRegister(read47(annuaireBytes), {
    complements: Buffer.from('uai;effectif\n0330003Z;12\n0470678G\n'),
    aliases: Buffer.from('uai;autre_nom\n0470678F;Crochepierre\n'),
  });
  expect(described(parsed.kind === 'read' ? parsed.remarks : [])).toEqual([
    'Compléments, ligne 3, UAI 0470678G : 1 case au lieu de 2, il en manque. Un séparateur est perdu ou de trop, ou la ligne n’est pas à sa place. Cette ligne est laissée de côté.',
    'Autres noms, ligne 2, UAI 0470678F : la lettre de contrôle devrait être G, ou bien un chiffre est faux. Cette ligne est laissée de côté.',
    'Compléments, ligne 2, UAI 0330003Z : ce collège n’est pas dans l’annuaire, cette ligne est laissée de côté.',
  ]);
});
