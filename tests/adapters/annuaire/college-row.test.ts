import { describe, expect, test } from 'vitest';
import {
  annuaireBytes,
  annuaireSheet,
  annuaireWith,
  lineOf,
  type Sheet,
  writeCell,
} from '../../shared/annuaire-47.ts';
import { problemsIn, read47, registerIn, remarksIn } from './parse-47.ts';

const uai = '0470678G';
const line = lineOf(annuaireSheet(), uai);
const place = { file: 'annuaire', line, uai };
const whole = registerIn(annuaireBytes);

function collegeIn(sheet: Sheet) {
  return registerIn(sheet).find((college) => college.uai === uai);
}

describe('a row of the annuaire', () => {
  test('with a wrong check letter is a problem with its line, and nothing is imported', () => {
    const sheet = annuaireWith(uai, { Identifiant_de_l_etablissement: '0470003F' });
    expect(read47(sheet)).toEqual({
      kind: 'unreadable',
      problems: [
        {
          file: 'annuaire',
          line,
          uai: '0470003F',
          kind: 'bad-uai',
          fault: { kind: 'wrong-letter', letter: 'F', expected: 'Y' },
        },
      ],
    });
  });

  test.each([
    ['O47O678G', { kind: 'bad-shape', meant: uai }],
    ['0470678O', { kind: 'impossible-letter', letter: 'O', expected: 'G' }],
    ['4,70678E+05', { kind: 'bad-shape' }],
  ])('with the code "%s" is a problem', (written, fault) => {
    expect(problemsIn(annuaireWith(uai, { Identifiant_de_l_etablissement: written }))).toEqual([
      { file: 'annuaire', line, uai: written, kind: 'bad-uai', fault },
    ]);
  });

  test.each(['0470678g', ' 0470678G ', '0470 678G', '470678G'])(
    'with the code "%s" is the row of Crochepierre',
    (written) => {
      expect(registerIn(annuaireWith(uai, { Identifiant_de_l_etablissement: written }))).toEqual(
        whole,
      );
    },
  );

  test('with the code of another Département is kept with a remark', () => {
    const sheet = annuaireWith(uai, { Identifiant_de_l_etablissement: '0330003Z' });
    expect(remarksIn(sheet)).toEqual([{ ...place, uai: '0330003Z', kind: 'foreign-uai' }]);
    expect(registerIn(sheet)).toHaveLength(28);
  });

  test.each(['Nom_etablissement', 'Nom_commune', 'Code_postal', 'Statut_public_prive'])(
    'without %s is a problem',
    (column) => {
      expect(problemsIn(annuaireWith(uai, { [column]: ' ' }))).toEqual([
        { ...place, kind: 'missing-value', column },
      ]);
    },
  );

  test('without its code is a problem', () => {
    const column = 'Identifiant_de_l_etablissement';
    expect(problemsIn(annuaireWith(uai, { [column]: '' }))).toEqual([
      { file: 'annuaire', line, uai: undefined, kind: 'missing-value', column },
    ]);
  });

  test('that repeats a collège is a problem that names both lines', () => {
    const sheet = annuaireSheet();
    const twin = [...(sheet[line - 1] ?? [])].with(0, '470678g');
    expect(problemsIn([...sheet, twin])).toEqual([
      { file: 'annuaire', line: 30, uai: '470678g', kind: 'duplicate-uai', firstLine: line },
    ]);
  });

  test.each([
    ['one separator too many', (cells: string[]) => cells.toSpliced(5, 0, ''), 74],
    ['one separator too few', (cells: string[]) => cells.toSpliced(5, 1), 72],
    ['its end cut off', (cells: string[]) => cells.slice(0, 3), 3],
  ])('with %s is a problem with its line', (_what, damage, found) => {
    const sheet = annuaireSheet();
    const damaged = sheet.with(line - 1, damage(sheet[line - 1] ?? []));
    expect(problemsIn(damaged)).toEqual([
      { ...place, kind: 'wrong-cell-count', expected: 73, found },
    ]);
  });

  test('with no UAI and the wrong number of cells is a problem', () => {
    expect(problemsIn([...annuaireSheet(), ['Source : ministère']])).toMatchObject([
      { line: 30, kind: 'wrong-cell-count', expected: 73, found: 1 },
    ]);
  });

  test('with a problem does not hide other problems: all are listed in the order of their lines', () => {
    const sheet = annuaireWith(uai, { Nom_commune: '' });
    writeCell(sheet, { uai: '0470103G', column: 'Nom_etablissement' }, '');
    writeCell(sheet, { uai: '0470005A', column: 'Code_postal' }, 'AGEN');
    const twice = sheet.toSpliced(3, 0, sheet[2] ?? []);
    expect(problemsIn(twice).map(({ line: at, kind }) => [at, kind])).toEqual([
      [2, 'bad-value'],
      [4, 'duplicate-uai'],
      [lineOf(twice, '0470103G'), 'missing-value'],
      [line + 1, 'missing-value'],
    ]);
  });
});

describe('a spreadsheet that saved the annuaire again', () => {
  test.each([
    ['0553010203', '05 53 01 02 03'],
    ['05.53.01.02.03', '05 53 01 02 03'],
    ['05 53 01 02 03', '05 53 01 02 03'],
    ['+33 5 53 01 02 03', '05 53 01 02 03'],
    ['+33 (0)5 53 01 02 03', '05 53 01 02 03'],
    ['0033553010203', '05 53 01 02 03'],
  ])('keeps the telephone %s usable', (written, phone) => {
    const sheet = annuaireWith(uai, { Telephone: written });
    expect(collegeIn(sheet)?.phone).toBe(phone);
    expect(remarksIn(sheet)).toEqual([]);
  });

  test.each([
    ['Telephone', '553010203', '05 53 01 02 03'],
    ['Code_postal', '1000', '01000'],
  ])('drops the first zero of %s "%s", which is restored as %s', (column, written, kept) => {
    const sheet = annuaireWith(uai, { [column]: written });
    expect(Object.values(collegeIn(sheet) ?? {})).toContain(kept);
    expect(remarksIn(sheet)).toEqual([{ ...place, kind: 'cell-repaired', column, written, kept }]);
  });

  test.each([
    ['SIREN_SIRET', '2,17003E+13', 'scientific-notation'],
    ['SIREN_SIRET', '1.9470678E+13', 'scientific-notation'],
    ['Telephone', '5,53E+08', 'scientific-notation'],
    ['Telephone', 'au secrétariat', 'cell-left-out'],
    ['Mail', 'ce.0470678g', 'cell-left-out'],
    ['Nombre_d_eleves', '-3', 'cell-left-out'],
  ])('makes %s unusable (%s), so that it is left out with a remark', (column, written, kind) => {
    const sheet = annuaireWith(uai, { [column]: written });
    const absent = { phone: undefined, mail: undefined };
    expect(collegeIn(sheet)).toMatchObject(absent);
    expect(remarksIn(sheet)).toEqual([{ ...place, kind, column, written }]);
  });

  test('keeps a valid SIRET, mail address and number of pupils without a remark', () => {
    const cells = {
      SIREN_SIRET: '19470000000000',
      Mail: 'college@example.org',
      Nombre_d_eleves: '1 044.0',
    };
    const sheet = annuaireWith(uai, cells);
    expect(collegeIn(sheet)).toMatchObject({ mail: 'college@example.org', pupils: 1044 });
    expect(remarksIn(sheet)).toEqual([]);
  });
});
