import type { Answers } from '../../../domain/declarations/declaration.ts';
import { type Form, fieldNames } from '../../../words/form.ts';

/** What `parseBody({ all: true })` gives. */
export type Body = Readonly<Record<string, unknown>>;

/** The answers to that form, and nothing else that was posted. */
export function answersIn(form: Form, body: Body): Answers {
  const answers = fieldNames(form).flatMap((name) => {
    const answer = textOf(body[name]);
    return answer === undefined ? [] : [[name, answer] as const];
  });
  return Object.fromEntries(answers);
}

/** Token of the page it was typed on; empty where it had none that can be ours. */
export function openingIn(body: Body): string {
  const opening = String(body['opening'] ?? '');
  return /^[\w-]{1,64}$/.test(opening) ? opening : '';
}

/** Whatever is no version is one that nobody saw: the answer is "stale", with what is stored in sight. */
export function versionIn(body: Body): number {
  return /^\d{1,9}$/.test(String(body['version'])) ? Number(body['version']) : -1;
}

function textOf(value: unknown): string | readonly string[] | undefined {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.filter((part) => typeof part === 'string') : undefined;
}
