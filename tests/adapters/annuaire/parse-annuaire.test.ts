import { describe, expect, test } from 'vitest';
import { parseAnnuaire } from '../../../functions/adapters/annuaire/register.ts';
import {
  annuaireBytes,
  annuaireSheet,
  annuaireWith,
  bytesOf,
  lineOf,
  type Sheet,
  textOf,
  writeCell,
} from '../../shared/annuaire-47.ts';
import { problemsIn, read47, registerIn, remarksIn } from './parse-47.ts';

const crochepierre = '0470678G';
const whole = registerIn(annuaireBytes);

function withoutColumns(names: readonly string[]): Sheet {
  const sheet = annuaireSheet();
  const header = sheet[0] ?? [];
  return sheet.map((cells) => cells.filter((_, index) => !names.includes(header[index] ?? '')));
}

function reversed([header = [], ...rows]: Sheet): Sheet {
  return [header, ...rows.toReversed()];
}

function quotedText(sheet: Sheet): string {
  return sheet.map((cells) => cells.map((cell) => `"${cell}"`).join(';')).join('\n');
}

describe('the annuaire of the ministry', () => {
  test('has the 28 collèges of the Lot-et-Garonne, and gives no remark', () => {
    expect(read47(annuaireBytes)).toMatchObject({ kind: 'read', remarks: [] });
    expect(whole).toHaveLength(28);
    expect(whole.find(({ uai }) => uai === crochepierre)).toEqual({
      uai: crochepierre,
      name: 'Collège André Crochepierre',
      commune: 'Villeneuve-sur-Lot',
      postcode: '47300',
      street: '1215 avenue de Scorailles',
      mail: undefined,
      phone: undefined,
      pupils: 397,
      aliases: [],
      citeScolaire: false,
    });
  });

  test('is sorted by commune, then name, in French order', () => {
    const labels = whole.map(({ commune, name }) => `${commune} ${name}`);
    expect(labels.slice(0, 4)).toEqual([
      'Agen Collège Ducos du Hauron',
      'Agen Collège Jasmin-Les-Iles',
      'Agen Collège Joseph Chaumie',
      'Agen Collège Paul Dangla',
    ]);
    const communes = whole.map(({ commune }) => commune);
    // Accents do not count: by code units Mézin would follow Miramont, and Nérac would be last under N.
    expect(communes.indexOf('Mézin')).toBeLessThan(communes.indexOf('Miramont-de-Guyenne'));
  });

  test.each([
    ['without byte order mark', bytesOf(annuaireSheet(), { byteOrderMark: false })],
    ['with CRLF', bytesOf(annuaireSheet(), { lineEnd: '\r\n' })],
    ['with commas', bytesOf(annuaireSheet(), { delimiter: ',' })],
    ['with tabs', bytesOf(annuaireSheet(), { delimiter: '\t' })],
    ['without a last line end', Buffer.from(textOf(annuaireSheet()).trimEnd())],
    ['with its rows in another order', bytesOf(reversed(annuaireSheet()))],
    ['with every cell in quotation marks', Buffer.from(quotedText(annuaireSheet()))],
    ['after empty lines', Buffer.from(`\n\n${textOf(annuaireSheet())}`)],
    ['with empty lines', Buffer.from(textOf(annuaireSheet()).replaceAll('\n', '\n\n'))],
    [
      'with lines of empty cells',
      bytesOf([...annuaireSheet(), Array.from({ length: 73 }, () => '')]),
    ],
  ])('is the same %s', (_how, bytes) => {
    expect(read47(bytes)).toEqual({ kind: 'read', register: whole, remarks: [] });
  });

  test.each([
    ['with spaces', (name: string) => name.replaceAll('_', ' ')],
    ['as the API writes them', (name: string) => name.toLowerCase()],
    ['in capitals with accents', (name: string) => name.toUpperCase().replace('ETABL', 'ÉTABL')],
  ])('is the same with names of columns %s', (_how, rename) => {
    const [header = [], ...rows] = annuaireSheet();
    expect(registerIn([header.map(rename), ...rows])).toEqual(whole);
  });

  test('is the same with its columns in another order', () => {
    expect(registerIn(annuaireSheet().map((cells) => cells.toReversed()))).toEqual(whole);
  });

  test('may lack the optional columns', () => {
    const sheet = withoutColumns(['Telephone', 'Mail', 'SIREN_SIRET', 'etat', 'code_nature']);
    expect(registerIn(sheet)).toEqual(whole);
    const bare = registerIn(withoutColumns(['Adresse_1', 'Adresse_2', 'Nombre_d_eleves']));
    expect(bare).toHaveLength(28);
    expect(bare[0]).toMatchObject({ street: undefined, pupils: undefined });
  });

  test.each([
    'Identifiant_de_l_etablissement',
    'Nom_etablissement',
    'Type_etablissement',
    'Statut_public_prive',
    'Code_departement',
    'Nom_commune',
    'Code_postal',
  ])('without its column %s is a problem that names it', (column) => {
    expect(problemsIn(withoutColumns([column]))).toEqual([
      { file: 'annuaire', line: 1, kind: 'missing-column', column },
    ]);
  });

  test('with a column twice is a problem', () => {
    const [header = [], ...rows] = annuaireSheet();
    const twice = header.map((name) => (name === 'Adresse_3' ? 'Code postal' : name));
    expect(problemsIn([twice, ...rows])).toEqual([
      { file: 'annuaire', line: 1, kind: 'column-twice', column: 'Code_postal' },
    ]);
  });
});

describe('only open public collèges of the Département', () => {
  test('are read when the Département is set as 47 or written 47 by a spreadsheet', () => {
    const sheet = annuaireSheet();
    for (const [code = ''] of sheet.slice(1)) {
      writeCell(sheet, { uai: code, column: 'Code_departement' }, '47');
    }
    expect(registerIn(sheet)).toEqual(whole);
    expect(parseAnnuaire(annuaireBytes, { departement: '47' })).toMatchObject({ register: whole });
  });

  test.each([
    ['a lycée', { Type_etablissement: 'Lycée' }],
    ['a private collège', { Statut_public_prive: 'Privé' }],
    ['a collège of another Département', { Code_departement: '033' }],
  ])('are read: %s is left out without a remark', (_what, cells) => {
    const parsed = read47(annuaireWith(crochepierre, cells));
    expect(parsed).toEqual({
      kind: 'read',
      register: whole.filter(({ uai }) => uai !== crochepierre),
      remarks: [],
    });
  });

  test.each([
    [{ etat: 'A FERMER' }, { kind: 'not-open', state: 'A FERMER' }],
    [{ code_nature: '390' }, { kind: 'other-nature', nature: '390' }],
  ])('are read: %j is left out with a remark', (cells, remark) => {
    const sheet = annuaireWith(crochepierre, cells);
    const line = lineOf(sheet, crochepierre);
    expect(registerIn(sheet)).toHaveLength(27);
    expect(remarksIn(sheet)).toEqual([{ file: 'annuaire', line, uai: crochepierre, ...remark }]);
  });

  test.each([
    ['etat', ''],
    ['etat', 'ouvert'],
    ['Type_etablissement', 'COLLEGE'],
    ['Statut_public_prive', 'PUBLIC'],
    ['code_nature', ''],
  ])('are read: %s "%s" counts as one', (column, value) => {
    expect(registerIn(annuaireWith(crochepierre, { [column]: value }))).toEqual(whole);
  });

  test('are read, whatever faults the rows of other Départements have', () => {
    const sheet = annuaireWith(crochepierre, {
      Code_departement: '033',
      Nom_commune: '',
      Code_postal: '?',
      Identifiant_de_l_etablissement: 'zzz',
    });
    const odd = sheet[lineOf(sheet, 'zzz') - 1] ?? [];
    const long = ['0332187Y', ...Array.from({ length: 99 }, () => 'x')];
    expect(read47([...annuaireSheet(), odd, odd, long])).toEqual({
      kind: 'read',
      register: whole,
      remarks: [],
    });
  });

  test('are found by their UAI when the column of the Département is empty', () => {
    expect(registerIn(annuaireWith(crochepierre, { Code_departement: '' }))).toEqual(whole);
  });

  test('must exist: the file of another Département is refused', () => {
    expect(parseAnnuaire(annuaireBytes, { departement: '033' })).toEqual({
      kind: 'unreadable',
      problems: [{ file: 'annuaire', kind: 'no-college', departement: '033' }],
    });
  });

  test.each(['02A', '2A', '620'])(
    'of Corsica are found with the Département code %s',
    (departement) => {
      const sheet = annuaireSheet().slice(0, 2);
      writeCell(sheet, { uai: '0470005A', column: 'Code_departement' }, '2a');
      writeCell(sheet, { uai: '0470005A', column: 'Identifiant_de_l_etablissement' }, '6200001G');
      expect(parseAnnuaire(bytesOf(sheet), { departement })).toMatchObject({
        kind: 'read',
        register: [{ uai: '6200001G' }],
        remarks: [],
      });
    },
  );
});
