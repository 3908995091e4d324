import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { damageForm } from '../../../functions/content/damages/forms.ts';
import { declarationForm } from '../../../functions/content/declarations/forms.ts';
import { parseSentence } from '../../../functions/content/language/sentences.ts';
import { type Form, fieldNames, parseForm } from '../../../functions/content/model/form.ts';

const words = fc.constantFrom(
  ...'il nous faut besoin de 12 vingt et un casiers portes cassées bâtiment B 101-103 99999 couloir des 6e pas dangereux salle n° A1 à A9 , rien sauf “ 🙂 \n \\ "'.split(
    ' ',
  ),
);
const sentence = fc.array(words, { maxLength: 600 }).map((all) => all.join(' '));

test.prop([fc.oneof(sentence, fc.string({ maxLength: 5000, unit: 'binary' }))])(
  'no text throws or files anything, and the form accepts every answer that is read',
  (input) => {
    const intent = parseSentence(input);
    expect(intent.kind).not.toBe('file-nothing');
    expect(JSON.stringify(intent).length).toBeLessThanOrEqual(2000);
    if (intent.kind !== 'confirm') return;
    const form: Form = intent.intent.kind === 'declare' ? declarationForm : damageForm;
    const answers = intent.intent.answers ?? {};
    expect(fieldNames(form)).toEqual(expect.arrayContaining(Object.keys(answers)));
    const parsed = parseForm(form, answers);
    const wrong = parsed.kind === 'valid' ? [] : Object.keys(parsed.errors);
    expect(wrong.filter((name) => Object.hasOwn(answers, name))).toEqual([]);
  },
);
