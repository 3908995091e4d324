import type { Needs } from '../domain/declarations/needs.ts';
import { answerInWords, fieldNames, fieldOf } from './form.ts';
import { declarationForm } from './forms/declaration-form.ts';
import type { Fact } from './notice.ts';
import { number } from './numbers.ts';
import { declarationPage } from './pages/declaration.ts';

/** What a collège filed, question by question, in the order and the words of the form. */
export function needsFacts(needs: Needs): readonly Fact[] {
  const values: Readonly<Record<string, unknown>> = { ...needs };
  return fieldNames(declarationForm).map((name) => {
    const field = fieldOf(declarationForm, name);
    const told = answerInWords(field, values[name]) ?? declarationPage.none;
    return { label: field.label, value: typeof told === 'number' ? number(told) : told };
  });
}
