import { declarationForm } from '../../../content/declarations/forms.ts';
import { type FieldErrors, type Form, fieldNames, fieldOf } from '../../../content/model/form.ts';
import type { FormInput } from '../../../domain/act.ts';
import { parseUai, type Uai } from '../../../domain/uai.ts';

/** What `parseBody({ all: true })` gives. */
export type Body = Readonly<Record<string, unknown>>;

/** The answers to that form, and nothing else that was posted. */
export function answersIn(form: Form, body: Body): FormInput {
  const answers = fieldNames(form).flatMap((name) => {
    const answer = textOf(body[name]);
    return answer === undefined ? [] : [[name, answer] as const];
  });
  return Object.fromEntries(answers);
}

/** Token of the page it was typed on; empty where it had none that can be ours. */
export function idempotencyKeyIn(body: Body): string {
  const idempotencyKey = String(body['idempotencyKey'] ?? '');
  return /^[\w-]{1,64}$/.test(idempotencyKey) ? idempotencyKey : '';
}

/** Whatever is no version is one that nobody saw: the answer is "stale", with what is stored in sight. */
export function versionIn(body: Body): number {
  return /^\d{1,9}$/.test(String(body['version'])) ? Number(body['version']) : -1;
}

function textOf(value: unknown): string | readonly string[] | undefined {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.filter((part) => typeof part === 'string') : undefined;
}

/** What a posted form says. */
export interface PostedForm {
  readonly answers: FormInput;
  /** Token of the page it was typed on. */
  readonly idempotencyKey: string;
  readonly expectedVersion: number;
  readonly action: 'file' | 'draft';
}

export function parsePostedForm(body: Body): PostedForm {
  return {
    answers: answersIn(declarationForm, body),
    idempotencyKey: idempotencyKeyIn(body),
    expectedVersion: versionIn(body),
    action: body['action'] === 'draft' ? 'draft' : 'file',
  };
}

/** `2026-0470678G` → campaign and collège; `undefined` where it cannot be a reference. */
export function parseReference(
  reference: string,
): { readonly campaignId: string; readonly uai: Uai } | undefined {
  const dash = reference.lastIndexOf('-');
  const parsed = parseUai(reference.slice(dash + 1));
  const campaignId = reference.slice(0, Math.max(dash, 0));
  // What cannot be a campaign is not looked for: a key of the table holds 1 KB.
  if (!/^[\w-]{1,40}$/.test(campaignId) || parsed.kind !== 'uai') return undefined;
  return { campaignId, uai: parsed.uai };
}

export interface SummedError {
  readonly field: string;
  /** The question, because the message alone may not say which it is of. */
  readonly label?: string;
  readonly message: string;
}

/** The errors of a form, as the top of the page lists them. */
export function summed(form: Form, errors: FieldErrors): SummedError[] {
  return Object.entries(errors).map(([field, message]) => ({
    field,
    label: fieldOf(form, field).label,
    message,
  }));
}
