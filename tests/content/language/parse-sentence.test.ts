import { describe, expect, test } from 'vitest';
import { nearestCommand } from '../../../functions/content/language/commands.ts';
import { parseSentence } from '../../../functions/content/language/sentences.ts';
import type { FormInput } from '../../../functions/domain/act.ts';

function parsed(input: string) {
  const intent = parseSentence(input);
  if (intent.kind !== 'confirm') throw new Error(`${input} is ${intent.kind}`);
  return intent.intent;
}

const reportIn = (input: string): FormInput => {
  const intent = parsed(input);
  expect(intent.kind).toBe('report');
  return intent.answers ?? {};
};
const needIn = (input: string): FormInput => {
  const intent = parsed(input);
  expect(intent.kind).toBe('declare');
  return intent.answers ?? {};
};

describe('commands', () => {
  test.each([
    ['besoin', 'declare'],
    ['Besoins', 'declare'],
    ['je voudrais déclarer un besoin svp', 'declare'],
    ['dégât', 'report'],
    ['DEGAT', 'report'],
    ['signaler un dégât', 'report'],
    ['néant', 'declare-nothing'],
    ['neant', 'declare-nothing'],
    ['état néant', 'declare-nothing'],
    ['état', 'status'],
    ['etat', 'status'],
    ['état des dégâts', 'status'],
    ['livraison', 'deliveries'],
    ['mes livraisons', 'deliveries'],
    ['aide', 'help'],
    ['Aide !', 'help'],
    ['rattachement', 'link-account'],
    ['code', 'link-account'],
    ['', 'overview'],
    ['   ', 'overview'],
    ['Bonjour', 'overview'],
    ['<@U123ABC> bonjour', 'overview'],
    ['<@U123ABC> néant', 'declare-nothing'],
    ['<at>Casiers 47</at> état', 'status'],
    ['@casiers besoin', 'declare'],
    ['/casiers livraison', 'deliveries'],
  ])('%s is %s', (input, kind) => {
    expect(parseSentence(input).kind).toBe(kind);
  });

  test('text that is not understood is repeated, with the nearest command', () => {
    expect(parseSentence('bezoin')).toEqual({ kind: 'help', input: 'bezoin' });
    expect(nearestCommand('bezoin')?.word).toBe('besoin');
    expect(nearestCommand('livrason')?.word).toBe('livraison');
    expect(nearestCommand('le temps')).toBeUndefined();
  });
});

describe('a need in a sentence', () => {
  test.each([
    ['il nous faut 12 casiers en 6e', '12', ['6e']],
    ['Il nous faut douze casiers en sixième', '12', ['6e']],
    ['on aurait besoin de vingt-quatre casiers pour les 5èmes', '24', ['5e']],
    ['il faudrait trente et un nouveaux casiers', '31', undefined],
    ['besoin d’une quinzaine de casiers pour l’ULIS', '15', ['ulis']],
    ['une soixantaine de casiers à remplacer', '60', undefined],
    ['12 casiers en 6e', '12', ['6e']],
    ['quatre-vingts casiers', '80', undefined],
    ['deux cents casiers', '200', undefined],
    ['2 douzaines de casiers', '24', undefined],
    ['soixante-douze casiers', '72', undefined],
    ['il nous faut 12 casiers d’ici le 15 mars', '12', undefined],
    ['il nous faut 12 casiers pour la rentrée 2026', '12', undefined],
    ['il nous faut 12 casiers car les portes ne ferment plus', '12', undefined],
    ['cent vingt casiers', undefined, undefined],
    ['il nous faut 12 casiers car les anciens sont cassés', '12', undefined],
  ])('%s', (input, lockersToReplace, pupils) => {
    const answers = needIn(input);
    expect(answers['lockersToReplace']).toBe(lockersToReplace);
    expect(answers['pupils']).toEqual(pupils);
    expect(answers['comment']).toBe(input);
  });

  test('one of two numbers is not chosen, and both stay in the comment', () => {
    const answers = needIn('il nous faut 12 casiers en 6e et 8 en 5e');
    expect(answers['lockersToReplace']).toBeUndefined();
    expect(answers['pupils']).toEqual(['6e', '5e']);
    expect(answers['comment']).toContain('8 en 5e');
  });

  test('a number of lockers that are not needed is not taken', () => {
    const answers = needIn('nous n’avons pas besoin de 12 casiers');
    expect(answers['lockersToReplace']).toBeUndefined();
  });

  test('the place is an answer of its own, and a class in its name gives no pupils', () => {
    const answers = needIn('il nous faut 10 casiers bâtiment B, couloir des 5e');
    expect(answers).toMatchObject({ lockersToReplace: '10', place: 'Bâtiment B, Couloir des 5e' });
    expect(answers['pupils']).toBeUndefined();
  });
});

describe('nothing needed', () => {
  test.each([
    'on n’a besoin de rien',
    'nous n’avons besoin de rien cette année',
    'rien à signaler cette année',
    'pas de besoin cette année',
    'On n’a pas besoin de casiers',
    'aucun besoin',
    'rien à déclarer, merci',
    'RAS',
    'il ne nous faut rien',
    'il ne nous faut pas de casiers cette année',
    'tout est en bon état',
  ])('%s', (input) => {
    expect(parseSentence(input)).toEqual({ kind: 'declare-nothing' });
  });

  test.each(['rien à signaler sauf 2 portes cassées', 'nous n’avons pas besoin de 12 casiers'])(
    'is not read from: %s',
    (input) => {
      expect(parseSentence(input).kind).toBe('confirm');
    },
  );
});

describe('a damage in a sentence', () => {
  test('gives numbers, place and part', () => {
    const input = '3 portes cassées bâtiment B, 101-103';
    expect(reportIn(input)).toEqual({
      building: 'Bâtiment B',
      lockers: '101-103',
      parts: ['door'],
      description: input,
    });
  });

  test('gives a broken lock in a corridor', () => {
    expect(reportIn('serrure 12 HS couloir des 5e')).toMatchObject({
      corridor: 'Couloir des 5e',
      lockers: '12',
      parts: ['lock'],
    });
  });

  test('gives a count when the lockers have no number', () => {
    const answers = reportIn('deux serrures bloquées au 1er étage, bâtiment C');
    expect(answers).toMatchObject({
      building: 'Bâtiment C',
      level: '1er étage',
      lockersUnnumbered: '2',
      parts: ['lock'],
    });
    expect(answers['lockers']).toBeUndefined();
  });

  test.each([
    ['la porte du casier 45 a un bord coupant', 'true'],
    ['le meuble bascule, salle 12', 'true'],
    ['porte du casier 12 cassée mais pas dangereux', 'false'],
    ['casiers tagués', undefined],
  ])('danger: %s', (input, dangerous) => {
    expect(reportIn(input)['dangerous']).toBe(dangerous);
  });

  test.each([
    ['casiers tagués', ['paint']],
    ['la porte 12 ne ferme plus', ['door']],
    ['charnière arrachée casier A12', ['hinge']],
  ])('%s', (input, parts) => {
    expect(reportIn(input)['parts']).toEqual(parts);
  });

  test.each([
    ['casiers 101, 102 et 105 cassés', '101-102, 105'],
    ['casiers A12 à A18 tagués', 'A12-A18'],
    ['portes cassées : 101-112, 115', '101-112, 115'],
    ['casier n° 7 abîmé', '7'],
    ['12 casiers cassés salle 204', undefined],
    ['5 portes cassées depuis 2025', undefined],
  ])('numbers: %s', (input, lockers) => {
    expect(reportIn(input)['lockers']).toBe(lockers);
  });

  test.each([
    ['il faut réparer la porte du casier 12', '12', ['door']],
    ['il manque la porte du casier 17', '17', ['door']],
    ['la porte du 17 manque', '17', ['door']],
    ['problème de serrure casier 12', '12', ['lock']],
    ['aucune porte ne ferme', undefined, ['door']],
    ['la serrure n’est plus réparable', undefined, ['lock']],
    ['la porte du casier 3 pince les doigts quand on la ferme', '3', ['door']],
    ['des casiers tagués au couloir du 1er étage', undefined, ['paint']],
  ])('a part to repair or replace: %s', (input, lockers, parts) => {
    const answers = reportIn(input);
    expect([answers['lockers'], answers['parts']]).toEqual([lockers, parts]);
    expect(answers['corridor']).not.toBe('Couloir');
  });

  test.each([
    'aucun casier cassé',
    'rien de cassé',
    'le casier 12 n’est pas abîmé',
    'pas de dégât',
  ])('something that is not broken is not reported: %s', (input) => {
    expect(parseSentence(input).kind).not.toBe('confirm');
  });
});

test.each([
  ['D-0470678G-7F3K2M', { kind: 'damage', uai: '0470678G', id: '7F3K2M' }],
  ['où en est d-0470678g-7f3k2m ?', { kind: 'damage', uai: '0470678G', id: '7F3K2M' }],
  ['L-0470678G-2026-1 est arrivée', { kind: 'delivery', uai: '0470678G', id: '2026-1' }],
])('a reference opens the thing that it names: %s', (input, intent) => {
  expect(parseSentence(input)).toEqual(intent);
});

test('a malformed reference opens nothing', () => {
  expect(parseSentence('D-0470678A-7F3K2M').kind).not.toBe('damage');
});

test.each([
  ['quand arrive la livraison ?', 'deliveries'],
  ['où en est ma déclaration ?', 'status'],
  ['quand allez-vous réparer la porte 12 ?', 'status'],
  ['c’est réparé', 'status'],
  ['quel temps fait-il', 'help'],
])('%s is %s', (input, kind) => {
  expect(parseSentence(input).kind).toBe(kind);
});
