import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { declarationForm } from '../../../functions/content/declarations/forms.ts';
import { needsErrors } from '../../../functions/content/field-errors.ts';
import {
  answerInWords,
  answersOf,
  fieldNames,
  fieldOf,
  parseForm,
} from '../../../functions/content/model/form.ts';
import { needs } from '../../shared/examples.ts';

const names = fieldNames(declarationForm);

describe('the declaration form', () => {
  test('has every field of its schema in exactly one step', () => {
    expect([...names].sort()).toEqual(Object.keys(declarationForm.schema().shape).sort());
  });

  test('is within the limits of Slack', () => {
    expect(declarationForm.shortTitle.length).toBeLessThanOrEqual(24);
    for (const name of names) {
      const { label, hint = '', control } = fieldOf(declarationForm, name);
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

  test('asks not to name pupils at every free text', () => {
    expect(fieldOf(declarationForm, 'comment').hint).toContain('aucun nom d’élève');
  });

  test('throws for a field that it does not have', () => {
    expect(() => fieldOf(declarationForm, 'nope')).toThrow('no field nope');
  });
});

describe('parsing answers', () => {
  test('gives the values of the answers', () => {
    const answers = answersOf(declarationForm, { ...needs });
    expect(parseForm(declarationForm, answers)).toEqual({ kind: 'valid', values: needs });
  });

  test.prop([fc.nat({ max: 5000 })])('parses every way to write a number', (lockersInService) => {
    const answers = answersOf(declarationForm, { ...needs, lockersInService });
    const parsed = parseForm(declarationForm, answers);
    if (parsed.kind !== 'valid') throw new Error('refused');
    expect(parsed.values.lockersInService).toBe(lockersInService);
  });

  const anything = fc.oneof(fc.string(), fc.array(fc.string()), fc.string({ unit: 'binary' }));
  const anyAnswers = fc.dictionary(fc.constantFrom(...names), anything);

  test.prop([anyAnswers])('never throws, and every error names a field', (input) => {
    const parsed = parseForm(declarationForm, input);
    if (parsed.kind === 'valid') return;
    for (const [field, message] of Object.entries(parsed.errors)) {
      expect(names).toContain(field);
      expect(message).toMatch(/[.]$/);
    }
  });

  test.each([
    ['spaces between thousands', ' 1\u202f200 ', 1200],
    ['a leading zero', '048', 48],
    ['an empty optional answer', '', 0],
  ])('parses %s', (_, lockersToTakeBack, value) => {
    const answers = { ...answersOf(declarationForm, { ...needs }), lockersToTakeBack };
    expect(parseForm(declarationForm, answers)).toMatchObject({
      values: { lockersToTakeBack: value },
    });
  });

  test.each([
    ['0553000000', '05 53 00 00 00'],
    ['+33 5 53 00 00 00', '05 53 00 00 00'],
    ['0033553000000', '05 53 00 00 00'],
    ['05.53.00.00.00', '05 53 00 00 00'],
  ])('parses the telephone %s', (contactPhone, kept) => {
    const answers = { ...answersOf(declarationForm, { ...needs }), contactPhone };
    expect(parseForm(declarationForm, answers)).toMatchObject({ values: { contactPhone: kept } });
  });

  test('has a message of its own for every missing answer', () => {
    const parsed = parseForm(declarationForm, {});
    if (parsed.kind !== 'invalid') throw new Error('No error');
    expect(Object.keys(parsed.errors)).toEqual([
      'lockersInService',
      'lockersToReplace',
      'contactName',
      'contactRole',
      'contactMail',
    ]);
    expect(new Set(Object.values(parsed.errors)).size).toBe(5);
  });
});

test('answers are shown in words, never in codes', () => {
  expect(answerInWords(fieldOf(declarationForm, 'pupils'), ['6e', 'segpa'])).toBe('6e, Segpa');
  expect(answerInWords(fieldOf(declarationForm, 'pupils'), [])).toBeUndefined();
  expect(answerInWords(fieldOf(declarationForm, 'lockersDangerous'), 0)).toBe(0);
});

test('every contradiction has a message', () => {
  expect(needsErrors['nothing-to-replace']).toContain('état néant');
});
