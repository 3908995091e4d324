import type { Answers } from '../domain/declarations/declaration.ts';
import { type FieldErrors, type Form, fieldOf, readForm } from '../words/form.ts';

/** What was sent for the fields of one step: one that is empty is an answer too, and others are none. */
export function stepAnswers(form: Form, step: number, answers: Answers): Answers {
  const names = form.steps[step]?.fields ?? [];
  return Object.fromEntries(
    names.map((name) => {
      const { kind } = fieldOf(form, name).control;
      return [name, answers[name] ?? (kind === 'several-of' ? [] : '')];
    }),
  );
}

/** What is wrong with the answers of one step. */
export function errorsOf(form: Form, step: number, answers: Answers): FieldErrors {
  const reading = readForm(form, answers);
  if (reading.kind === 'valid') return {};
  const names = form.steps[step]?.fields ?? [];
  return Object.fromEntries(
    Object.entries(reading.errors).filter(([name]) => names.includes(name)),
  );
}

/** The first step that holds one of those errors. */
export function stepOf(form: Form, errors: FieldErrors): number {
  return Math.max(
    0,
    form.steps.findIndex(({ fields }) => fields.some((name) => Object.hasOwn(errors, name))),
  );
}

/** Answers with those of a sentence over them. What they say freely is added to what was said: nothing is lost. */
export function withPrefill(answers: Answers, prefill: Answers = {}): Answers {
  const said = prefill['comment'];
  const before = answers['comment'];
  const isNew = typeof before === 'string' && typeof said === 'string' && !before.includes(said);
  const merged = { ...answers, ...prefill };
  return isNew && before !== '' ? { ...merged, comment: `${before}\n${said}` } : merged;
}
