import type { Answers, Declaration } from '../domain/declarations/declaration.ts';
import { answersOf } from './form.ts';
import { declarationForm } from './forms/declaration-form.ts';

/** What the form starts with: the draft, else what was filed, else what was filed in the campaign before. */
export function answersToShow({ draft, filing }: Declaration, previous?: Declaration): Answers {
  if (draft) return draft.answers;
  const filed = filing ?? previous?.filing;
  return filed?.kind === 'needs' ? answersOf(declarationForm, { ...filed.needs }) : {};
}
