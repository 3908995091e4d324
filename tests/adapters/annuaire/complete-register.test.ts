import { describe, expect, test } from 'vitest';
import {
  type ComplementFiles,
  completeRegister,
} from '../../../functions/adapters/annuaire/register.ts';
import type { RegisterParseResult } from '../../../functions/domain/colleges/register-import.ts';
import { aliasesBytes, annuaireBytes, complementsBytes } from '../../shared/annuaire-47.ts';
import { read47, registerIn } from './parse-47.ts';

const annuaire = read47(annuaireBytes);

function complete(files: ComplementFiles) {
  const parsed = completeRegister(annuaire, files);
  if (parsed.kind === 'unreadable') throw new Error(JSON.stringify(parsed.problems));
  return parsed;
}

function collegeIn({ register }: ReturnType<typeof complete>, uai: string) {
  return register.find((college) => college.uai === uai);
}

const fromText = (text: string) => Buffer.from(text);

describe('the complements of the Département', () => {
  test('of the Lot-et-Garonne are all about collèges in its annuaire', () => {
    const parsed = complete({ complements: complementsBytes, aliases: aliasesBytes });
    expect(parsed.remarks).toEqual([]);
    expect(parsed.register).toHaveLength(28);
    const shared = parsed.register.filter(({ citeScolaire }) => citeScolaire);
    expect(shared.map(({ commune }) => commune)).toEqual(['Aiguillon', 'Fumel', 'Marmande']);
    expect(collegeIn(parsed, '0470777P')).toMatchObject({
      name: 'Collège Joseph Chaumie',
      aliases: ['Joseph Chaumié'],
      pupils: 709,
    });
  });

  test('change only the number of pupils, the cité scolaire and the other names', () => {
    const parsed = complete({ complements: complementsBytes, aliases: aliasesBytes });
    const stripped = parsed.register.map((college) => ({
      ...college,
      pupils: undefined,
      citeScolaire: false,
      aliases: [],
    }));
    expect(stripped).toEqual(
      registerIn(annuaireBytes).map((college) => ({ ...college, pupils: undefined })),
    );
  });

  test('may be absent', () => {
    expect(completeRegister(annuaire, {})).toEqual(annuaire);
  });

  test('replace the number of pupils of the annuaire, by their first such column', () => {
    const text = 'uai;effectif_2026;effectif_2025\n0470777P;701;650\n0470678G;;390\n';
    const parsed = complete({ complements: fromText(text) });
    expect(collegeIn(parsed, '0470777P')?.pupils).toBe(701);
    expect(collegeIn(parsed, '0470678G')?.pupils).toBe(397);
  });

  test('may give a collège several other names, one per row, without duplicates', () => {
    const text = 'UAI;Autre nom\n470678g;Crochepierre\n0470678G;Lycée\n0470678G;Crochepierre\n';
    const parsed = complete({ aliases: fromText(text) });
    expect(collegeIn(parsed, '0470678G')?.aliases).toEqual(['Crochepierre', 'Lycée']);
  });

  test('about a collège that is not in the annuaire are left out with a remark', () => {
    const { register, remarks } = complete({ aliases: fromText('uai;autre_nom\n0330003Z;X\n') });
    expect(register).toEqual(registerIn(annuaireBytes));
    expect(remarks).toEqual([{ file: 'aliases', line: 2, uai: '0330003Z', kind: 'unknown-uai' }]);
  });

  test('that cannot be parsed are left out with a remark for each row', () => {
    const text = [
      'uai;effectif;cite_scolaire',
      '0470678F;400;oui',
      '0470678G;beaucoup;peut-être',
      '0470103G;663',
      '0470733S;628;Oui',
    ].join('\n');
    const parsed = complete({ complements: fromText(text) });
    expect(parsed.remarks).toMatchObject([
      { file: 'complements', line: 2, kind: 'bad-uai', fault: { expected: 'G' } },
      { line: 3, uai: '0470678G', kind: 'cell-left-out', column: 'effectif' },
      { line: 3, kind: 'cell-left-out', column: 'cite_scolaire', written: 'peut-être' },
      { line: 4, uai: '0470103G', kind: 'wrong-cell-count', expected: 3, found: 2 },
    ]);
    expect(collegeIn(parsed, '0470678G')).toMatchObject({ pupils: 397, citeScolaire: false });
    expect(collegeIn(parsed, '0470733S')).toMatchObject({ pupils: 628, citeScolaire: true });
  });

  test.each<[string, ComplementFiles, object]>([
    ['empty', { complements: fromText('') }, { file: 'complements', kind: 'empty-file' }],
    [
      'without other names',
      { aliases: fromText('uai;surnom\n0470678G;X\n') },
      { file: 'aliases', line: 1, kind: 'missing-column', column: 'autre_nom' },
    ],
  ])('in a file that is %s prevent the import', (_what, files, problem) => {
    expect(completeRegister(annuaire, files)).toEqual({ kind: 'unreadable', problems: [problem] });
  });

  test('do not hide the problems of the annuaire', () => {
    const problems = [{ file: 'annuaire', kind: 'empty-file' }] as const;
    const unreadable: RegisterParseResult = { kind: 'unreadable', problems };
    expect(completeRegister(unreadable, { aliases: fromText('') })).toEqual({
      kind: 'unreadable',
      problems: [...problems, { file: 'aliases', kind: 'empty-file' }],
    });
  });
});
