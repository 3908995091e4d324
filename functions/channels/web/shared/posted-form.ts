import { declarationForm } from '../../../content/declarations/forms.ts';
import { type FieldErrors, type Form, fieldNames, fieldOf } from '../../../content/model/form.ts';
import type { FormInput } from '../../../domain/act.ts';
import { parseUai, type Uai } from '../../../domain/uai.ts';

/** The result of `parseBody({ all: true })`. */
export type Body = Readonly<Record<string, unknown>>;

/** The answers to the questions of a form; other fields of the body are left out. */
export function answersIn(form: Form, body: Body): FormInput {
  const answers = fieldNames(form).flatMap((name) => {
    const answer = textOf(body[name]);
    return answer === undefined ? [] : [[name, answer] as const];
  });
  return Object.fromEntries(answers);
}

/** The key that the page put into its form; empty when it is not one of ours. */
export function idempotencyKeyIn(body: Body): string {
  const idempotencyKey = String(body['idempotencyKey'] ?? '');
  return /^[\w-]{1,64}$/.test(idempotencyKey) ? idempotencyKey : '';
}

/** The version in the form; -1 when it is none, which always conflicts with the stored version. */
export function versionIn(body: Body): number {
  return /^\d{1,9}$/.test(String(body['version'])) ? Number(body['version']) : -1;
}

function textOf(value: unknown): string | readonly string[] | undefined {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.filter((part) => typeof part === 'string') : undefined;
}

/** A posted declaration form. */
export interface PostedForm {
  readonly answers: FormInput;
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

/** `2026-0470678G` → campaign and collège; `undefined` when it is no reference. */
export function parseReference(
  reference: string,
): { readonly campaignId: string; readonly uai: Uai } | undefined {
  const dash = reference.lastIndexOf('-');
  const parsed = parseUai(reference.slice(dash + 1));
  const campaignId = reference.slice(0, Math.max(dash, 0));
  // Longer ids are not looked up, because a DynamoDB sort key holds at most 1 KB.
  if (!/^[\w-]{1,40}$/.test(campaignId) || parsed.kind !== 'uai') return undefined;
  return { campaignId, uai: parsed.uai };
}

export interface SummaryError {
  readonly field: string;
  /** The label of the question, because the message alone may not name it. */
  readonly label?: string;
  readonly message: string;
}

/** The errors of a form, for the summary at the top of the page. */
export function summaryOf(form: Form, errors: FieldErrors): SummaryError[] {
  return Object.entries(errors).map(([field, message]) => ({
    field,
    label: fieldOf(form, field).label,
    message,
  }));
}
