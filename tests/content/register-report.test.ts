import { describe, expect, test } from 'vitest';
import { describeImport } from '../../functions/content/register-import.ts';
import { problemsIn, registerIn } from '../adapters/annuaire/parse-47.ts';
import { annuaireBytes, annuaireWith } from '../shared/annuaire-47.ts';

const register = registerIn(annuaireBytes);
const [first, second, third] = register;
if (!first || !second || !third) throw new Error('The register cannot be parsed');
const college = first;

/** Expected sentences have plain spaces: no-break spaces have a test of their own. */
function plain(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/[\u00a0\u202f]/g, ' '));
}

describe('the report of an import', () => {
  test('counts and names what changed, in the singular and in the plural', () => {
    const after = { ...second, phone: '05 53 00 00 00', street: undefined };
    const lines = describeImport({
      kind: 'imported',
      added: [college, third],
      changed: [{ before: second, after }],
      removed: [],
      unchanged: register.slice(3),
      remarks: [],
    });
    expect(plain(lines)).toEqual([
      'Annuaire importé : 28 collèges (2 ajoutés, 1 modifié, 0 retiré, 25 inchangés).',
      'Ajouté : Collège Ducos du Hauron, Agen (UAI 0470677F).',
      'Ajouté : Collège Joseph Chaumie, Agen (UAI 0470777P).',
      'Modifié : Collège Jasmin-Les-Iles, Agen (UAI 0470005A) : adresse, téléphone.',
    ]);
  });

  test('names what was removed', () => {
    const changes = { added: [], changed: [], unchanged: [second], removed: [college] };
    expect(plain(describeImport({ kind: 'imported', ...changes, remarks: [] }))).toEqual([
      'Annuaire importé : 1 collège (0 ajouté, 0 modifié, 1 retiré, 1 inchangé).',
      'Retiré : Collège Ducos du Hauron, Agen (UAI 0470677F).',
    ]);
  });

  test('says that nothing changed', () => {
    const result = { kind: 'unchanged', unchanged: register, remarks: [] } as const;
    expect(plain(describeImport(result))).toEqual([
      'Annuaire inchangé : 28 collèges. Rien n’a été écrit.',
    ]);
  });

  test('lists the collèges that a refused import would have removed', () => {
    const removed = register.slice(0, 10);
    const result = { kind: 'too-many-removed', removed, current: 28, remarks: [] } as const;
    const lines = plain(describeImport(result));
    expect(lines[0]).toBe(
      'Import refusé : il retirerait 10 collèges sur 28. Rien n’a été écrit. Vérifiez le fichier, ou confirmez ces retraits.',
    );
    expect(lines[1]).toBe('Serait retiré : Collège Ducos du Hauron, Agen (UAI 0470677F).');
    expect(lines).toHaveLength(11);
  });

  test('counts the problems, lists a hundred of them, and says how many are left', () => {
    const problems = Array.from({ length: 1102 }, (_, index) => ({
      file: 'annuaire' as const,
      line: index + 2,
      kind: 'missing-value' as const,
      column: 'Nom_commune',
    }));
    const lines = plain(describeImport({ kind: 'unreadable', problems }));
    expect(lines[0]).toBe('Import refusé : 1 102 problèmes à corriger. Rien n’a été écrit.');
    expect(lines).toHaveLength(102);
    expect(lines.at(-1)).toBe('Et 1 002 autres problèmes.');
    expect(plain(describeImport({ kind: 'unreadable', problems: problems.slice(0, 1) }))).toEqual([
      'Import refusé : 1 problème à corriger. Rien n’a été écrit.',
      'Ligne 2 : la colonne « Nom_commune » est vide.',
    ]);
  });

  test('has no-break spaces before colons and inside guillemets', () => {
    const [, line = ''] = describeImport({
      kind: 'unreadable',
      problems: problemsIn(annuaireWith('0470678G', { Nom_commune: '' })),
    });
    expect(line).toBe(
      'Ligne 22, UAI 0470678G\u00a0: la colonne «\u00a0Nom_commune\u00a0» est vide.',
    );
  });
});
