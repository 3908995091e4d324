import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { damageForm, followUpForm } from '../../../functions/content/damages/forms.ts';
import { damageStateText, lockersText } from '../../../functions/content/damages/texts.ts';
import {
  answerInWords,
  answersOf,
  type Form,
  fieldNames,
  fieldOf,
  parseForm,
} from '../../../functions/content/model/form.ts';
import { changeDamage, newDamage } from '../../../functions/domain/damages/damage.ts';
import { crochepierre, damage } from '../../shared/examples.ts';

describe.each<[string, Form]>([
  ['the damage form', damageForm],
  ['the follow-up form', followUpForm],
])('%s', (_, form) => {
  test('has every field of its schema in exactly one step', () => {
    expect([...fieldNames(form)].sort()).toEqual(Object.keys(form.schema().shape).sort());
  });

  test('is within the limits of Slack', () => {
    expect(form.shortTitle.length).toBeLessThanOrEqual(24);
    for (const name of fieldNames(form)) {
      const { label, hint = '', control } = fieldOf(form, name);
      expect(label.length).toBeLessThanOrEqual(2000);
      expect(hint.length).toBeLessThanOrEqual(2000);
      if (control.kind === 'text' || control.kind === 'line') {
        expect(control.maxLength).toBeLessThanOrEqual(3000);
      }
      if (control.kind !== 'one-of' && control.kind !== 'several-of') continue;
      expect(control.options.length).toBeLessThanOrEqual(10);
      for (const option of control.options) expect(option.label.length).toBeLessThanOrEqual(75);
    }
  });

  const names = fieldNames(form);
  const anything = fc.oneof(fc.string(), fc.array(fc.string()), fc.string({ unit: 'binary' }));

  test.prop([fc.dictionary(fc.constantFrom(...names), anything)])(
    'is parsed without throwing, and every error names a field',
    (input) => {
      const parsed = parseForm(form, input);
      if (parsed.kind === 'valid') return;
      for (const [field, message] of Object.entries(parsed.errors)) {
        expect(names).toContain(field);
        expect(message).toMatch(/[.]$/);
      }
    },
  );

  test('asks not to name pupils at every free text', () => {
    const texts = names.map((name) => fieldOf(form, name));
    for (const { control, hint } of texts) {
      if (control.kind === 'text') expect(hint).toContain('aucun nom d’élève');
    }
  });
});

describe('a report of damage', () => {
  test('is parsed from the answers that it gives', () => {
    const report = { ...damage, dangerous: true, lockersUnnumbered: 2 };
    const answers = answersOf(damageForm, { ...report });
    expect(answers['lockers']).toBe('101-112, 115');
    expect(parseForm(damageForm, answers)).toEqual({ kind: 'valid', values: report });
  });

  test('is shown in words, never in codes', () => {
    const textOf = (name: keyof typeof damage) =>
      answerInWords(fieldOf(damageForm, name), damage[name]);
    expect(textOf('lockers')).toBe('101-112, 115');
    expect(textOf('parts')).toBe('Porte, Serrure');
    expect(textOf('dangerous')).toBe('Non');
    expect(textOf('maker')).toBe('D’anciens casiers');
    expect(answerInWords(fieldOf(damageForm, 'dangerous'), undefined)).toBeUndefined();
    expect(answerInWords(fieldOf(damageForm, 'lockers'), [])).toBeUndefined();
    expect(answerInWords(fieldOf(damageForm, 'lockers'), '112 à 101')).toBe('112 à 101');
  });

  test('has a message of its own for every missing answer', () => {
    const parsed = parseForm(damageForm, {});
    if (parsed.kind !== 'invalid') throw new Error('No error');
    expect(Object.keys(parsed.errors)).toEqual(['maker', 'parts', 'dangerous']);
    expect(new Set(Object.values(parsed.errors)).size).toBe(3);
  });
});

describe('lockers in words', () => {
  test.each([
    [
      { lockers: damage.lockers, lockersCount: 13, lockersUnnumbered: 0 },
      '13 casiers : 101-112, 115',
    ],
    [
      { lockers: damage.lockers, lockersCount: 15, lockersUnnumbered: 2 },
      '15 casiers : 101-112, 115 et 2 sans numéro',
    ],
    [{ lockers: [], lockersCount: 1, lockersUnnumbered: 1 }, '1 casier sans numéro'],
  ])('%j', (counted, texts) => {
    expect(lockersText(counted).replace(/\u00a0/g, ' ')).toBe(texts);
  });

  test('are cut in a long list, with their total', () => {
    const lockers = Array.from({ length: 9 }, (_, index) => {
      const number = 2 * index;
      return { prefix: '', first: number, last: number, digits: 1 };
    });
    const texts = lockersText({ lockers, lockersCount: 9, lockersUnnumbered: 0 });
    expect(texts).toMatch(/^9 casiers.*14…$/);
  });
});

test('every state has its sentence', () => {
  const act = {
    at: '2026-01-14T08:00:00.000Z',
    who: 'a',
    channel: 'web',
    idempotencyKey: 'a',
  } as const;
  const reported = newDamage(damage, { uai: crochepierre.uai, id: '7F3K2M' }, act);
  const after = (change: Parameters<typeof changeDamage>[1]) =>
    damageStateText(changeDamage(reported, change, act) ?? reported).replace(/\u00a0/g, ' ');
  expect(damageStateText(reported)).toBe('Signalé, pas encore lu par le Département.');
  expect(after({ what: 'planned' })).toBe('Réparation prévue.');
  expect(after({ what: 'planned', day: '2026-02-01' })).toBe(
    'Réparation prévue le 1er février 2026.',
  );
  expect(after({ what: 'declined', note: 'Déjà remplacés.' })).toBe(
    'Pas de réparation : Déjà remplacés.',
  );
  expect(after({ what: 'still-broken' })).toContain('Toujours abîmé');
});
