import { describe, expect, test } from 'vitest';
import { completeRegister, parseAnnuaire } from '../../../functions/adapters/annuaire/register.ts';
import { searchColleges } from '../../../functions/domain/colleges/college.ts';
import { aliasesBytes, annuaireBytes } from '../../shared/annuaire-47.ts';

const reading = completeRegister(parseAnnuaire(annuaireBytes, { departement: '047' }), {
  aliases: aliasesBytes,
});
if (reading.kind !== 'read') throw new Error('The register cannot be parsed');
const { register } = reading;

function found(input: string): string[] {
  return searchColleges(register, input).map(({ uai }) => uai);
}

describe('a search in the register', () => {
  test.each([
    ['crochepierre', '0470678G'],
    ['Collège Crochepierre', '0470678G'],
    ['croche', '0470678G'],
    ['chaumié', '0470777P'],
    ['CHAUMIE', '0470777P'],
    ["mas d'agenais", '0470043S'],
    ['mas d’agenais', '0470043S'],
    ['Le Mas-d-Agenais', '0470043S'],
    ['théophile', '0470105J'],
    ['theophile', '0470105J'],
    ['Jacques Delmas', '0470032E'],
    ['j.ph. delmas', '0470032E'],
    ['villeneuve anatole', '0470049Y'],
    ['anatole villeneuve', '0470049Y'],
    ['ste livrade', '0470102F'],
    ['sainte-livrade', '0470102F'],
    ['STE-LIVRADE', '0470102F'],
    ['port ste marie', '0470032E'],
    ['ste', '0470774L', '0470032E', '0470102F'],
    ['stendhal', '0470774L'],
    ['jasmin les îles', '0470005A'],
    ['collège la rocal', '0470720C'],
    ['val de garonne', '0470733S'],
    ['0470678g', '0470678G'],
    [' 470678G ', '0470678G'],
    ['0470 678 G', '0470678G'],
    ['0470678', '0470678G'],
    ['470678', '0470678G'],
    ['collège 0470678G', '0470678G'],
    ['47300', '0470049Y', '0470678G'],
    ['47000', '0470677F', '0470777P', '0470008D'],
    ['agen jasmin', '0470005A'],
    ['villeneuve', '0470049Y', '0470678G'],
  ])('for "%s" finds %s', (input, ...uais) => {
    expect(found(input)).toEqual(uais);
  });

  test.each(['', '   ', 'collège'])('for "%s" finds the whole register, in its order', (input) => {
    expect(searchColleges(register, input)).toEqual(register);
    expect(register).toHaveLength(28);
  });

  test.each(['xyzzy', 'crochepierre agen', 'rochepierre', '0470003F', '33000', 'O470678G'])(
    'for "%s" finds nothing',
    (input) => {
      expect(found(input)).toEqual([]);
    },
  );

  test('treats St and Saint alike, in the register and in the typed text', () => {
    const [college] = register;
    if (!college) throw new Error('Empty register');
    const saint = { ...college, commune: 'Saint-Yrieix' };
    const st = { ...college, commune: 'ST YRIEIX' };
    for (const input of ['st yrieix', 'Saint-Yrieix', 'saint y', 'st-yr']) {
      expect(searchColleges([saint, st], input)).toEqual([saint, st]);
    }
  });

  test('finds names with a ligature', () => {
    const [college] = register;
    if (!college) throw new Error('Empty register');
    const heart = { ...college, name: 'Collège du Sacré-Cœur' };
    expect(searchColleges([heart], 'sacre coeur')).toEqual([heart]);
  });
});
