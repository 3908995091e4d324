import type { Answers } from '../../domain/declarations/declaration.ts';
import { type Form, readForm } from '../form.ts';

/** Those answers that the form would take as they are: what we read in a sentence never shows as somebody's mistake. */
export function onlyValid(form: Form, answers: Answers): Answers {
  const given = Object.fromEntries(
    Object.entries(answers).filter(([, answer]) => answer.length > 0),
  );
  const reading = readForm(form, given);
  if (reading.kind === 'valid') return given;
  return Object.fromEntries(
    Object.entries(given).filter(([name]) => !Object.hasOwn(reading.errors, name)),
  );
}
