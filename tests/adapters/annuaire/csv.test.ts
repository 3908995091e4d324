import { describe, expect, test } from 'vitest';
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
import { problemsIn, read47, registerIn } from './parse-47.ts';

const uai = '0470678G';
const line = lineOf(annuaireSheet(), uai);
const place = { file: 'annuaire', line, uai };
const whole = registerIn(annuaireBytes);

function collegeIn(sheet: Sheet) {
  return registerIn(sheet).find((college) => college.uai === uai);
}

describe('a file that is not the annuaire', () => {
  const notTheAnnuaire: [string, string | Uint8Array, string][] = [
    ['nothing', '', 'empty-file'],
    ['a byte order mark and blanks', '\uFEFF \r\n\r\n', 'empty-file'],
    ['an XLSX', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00]), 'spreadsheet-file'],
    ['an old XLS', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'spreadsheet-file'],
    ['a web page', '<!DOCTYPE html>\n<html lang="fr"><p>Erreur</p></html>\n', 'other-file'],
    ['JSON', '[{"uai":"0470678G"}]', 'other-file'],
    ['a PDF', '%PDF-1.7\n%âãÏÓ\n1 0 obj', 'other-file'],
    ['a CSV about something else', 'nom;prenom\nDupont;"Jean"\n', 'other-file'],
  ];

  test.each(notTheAnnuaire)('(%s) is refused with one problem', (_what, content, kind) => {
    expect(problemsIn(Buffer.from(content))).toEqual([{ file: 'annuaire', kind }]);
  });

  test('(a header without rows) has no collège', () => {
    expect(problemsIn(annuaireSheet().slice(0, 1))).toMatchObject([{ kind: 'no-college' }]);
  });
});

describe('the encoding of the annuaire', () => {
  test('may be Windows-1252, with a remark', () => {
    // Every letter of the file is in Latin-1, where both encodings agree.
    const bytes = Buffer.from(textOf(annuaireSheet()), 'latin1');
    expect(read47(bytes)).toEqual({
      kind: 'read',
      register: whole,
      remarks: [{ file: 'annuaire', kind: 'encoding', encoding: 'windows-1252' }],
    });
  });

  test("may be Excel's UTF-16 with tabs, with a remark", () => {
    const text = `\uFEFF${textOf(annuaireSheet(), { delimiter: '\t', lineEnd: '\r\n' })}`;
    expect(read47(Buffer.from(text, 'utf16le'))).toEqual({
      kind: 'read',
      register: whole,
      remarks: [{ file: 'annuaire', kind: 'encoding', encoding: 'utf-16le' }],
    });
  });

  test('broken in a row of another Département leaves the accents of the other rows intact', () => {
    const foreignRow = annuaireSheet()[1]?.with(0, '0330003Z').with(10, '033').join(';') ?? '';
    const broken = Buffer.from(foreignRow.replaceAll('è', '\u00e8'), 'latin1');
    expect(read47(Buffer.concat([annuaireBytes, broken]))).toEqual({
      kind: 'read',
      register: whole,
      remarks: [],
    });
  });

  test.each([
    ['Nom_etablissement', 'Coll\uFFFDge Andr\uFFFD Crochepierre'],
    ['Type_etablissement', 'CollÃ¨ge'],
    ['Nom_commune', 'NÃ©rac'],
    ['Nom_commune', 'Ã‰vreux'],
  ])('damaged in %s ("%s") is a problem, and the row is not skipped', (column, written) => {
    expect(problemsIn(annuaireWith(uai, { [column]: written }))).toEqual([
      { ...place, kind: 'lost-letters', column, written },
    ]);
  });

  test('damaged throughout is a problem of every row', () => {
    const twiceEncoded = Buffer.from(annuaireBytes).toString('latin1');
    const problems = problemsIn(Buffer.from(twiceEncoded));
    expect(problems).toHaveLength(28);
    expect(new Set(problems.map(({ kind }) => kind))).toEqual(new Set(['lost-letters']));
  });
});

describe('quotation marks', () => {
  test('inside a name are part of the name', () => {
    const sheet = annuaireWith(uai, { Nom_etablissement: 'Collège "Crochepierre" du Lot' });
    expect(collegeIn(sheet)?.name).toBe('Collège "Crochepierre" du Lot');
  });

  test('that are never closed are a problem on the line where they open', () => {
    const sheet = annuaireWith(uai, { Nom_etablissement: '"Collège Crochepierre' });
    expect(problemsIn(sheet)).toEqual([{ file: 'annuaire', line, kind: 'unclosed-quote' }]);
  });

  test('that swallow rows are a problem, even in another Département', () => {
    const sheet = annuaireSheet();
    writeCell(sheet, { uai: '0470103G', column: 'Nom_etablissement' }, '"Collège Jean Moulin');
    writeCell(sheet, { uai, column: 'Nom_etablissement' }, 'Collège Crochepierre"');
    writeCell(sheet, { uai: '0470103G', column: 'Code_departement' }, '033');
    expect(problemsIn(sheet)).toEqual([
      { file: 'annuaire', line: lineOf(sheet, '0470103G'), kind: 'unclosed-quote' },
    ]);
  });

  test('around a line break in an address keep it one row, and lines are still counted', () => {
    const sheet = annuaireWith('0470005A', { Adresse_1: '"41 avenue\ndu General de Gaulle"' });
    expect(registerIn(sheet)).toEqual(whole);
    writeCell(sheet, { uai, column: 'Nom_commune' }, '');
    expect(problemsIn(sheet)).toMatchObject([{ line: line + 1, uai }]);
  });
});

test('a file cut anywhere gives no collège with wrong data', () => {
  const bytes = bytesOf(annuaireSheet());
  for (let end = 0; end < bytes.length; end += 97) {
    const parsed = read47(bytes.subarray(0, end));
    const register = parsed.kind === 'read' ? parsed.register : [];
    expect(whole).toEqual(expect.arrayContaining([...register]));
  }
});
