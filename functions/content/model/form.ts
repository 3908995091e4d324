import * as z from 'zod';
import type { FormInput } from '../../domain/act.ts';
import { type LockerRange, printLockers } from '../../domain/lockers.ts';

/** A form, written once: each channel renders it in its own way and gives the answers back as text. */
export interface Form<Values = unknown> {
  readonly id: string;
  readonly title: string;
  /** At most 24 characters: the title of a Slack modal. */
  readonly shortTitle: string;
  /** Screens of a long form in a channel that needs several; the site shows one page. Every field is in exactly one. */
  readonly steps: readonly Step[];
  /** Answers decide which steps come, so that no channel shows how many there are. */
  readonly branches?: true;
  /** Built by `fields` at its first use, because a request needs few of the forms. */
  readonly schema: () => z.ZodType<Values> & {
    readonly shape: Readonly<Record<string, z.ZodType>>;
  };
}

export interface Step {
  readonly title: string;
  readonly intro?: string;
  readonly fields: readonly string[];
}

export interface Field {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly required: boolean;
  readonly control: Control;
}

/** The kinds of answers, with the limits that every channel shows or enforces. */
export type Control =
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly unit: string }
  | {
      readonly kind: 'line';
      readonly maxLength: number;
      readonly autocomplete?: string | undefined;
    }
  | { readonly kind: 'text'; readonly maxLength: number }
  | { readonly kind: 'mail' }
  | { readonly kind: 'phone' }
  /** A day, as `parseDay` reads it. */
  | { readonly kind: 'day' }
  /** Numbers of lockers, as `parseLockers` reads them. */
  | { readonly kind: 'lockers' }
  | { readonly kind: 'one-of'; readonly options: readonly Option[] }
  | { readonly kind: 'several-of'; readonly options: readonly Option[] };

export interface Option {
  readonly value: string;
  /** At most 75 characters: the text of a Slack option. */
  readonly label: string;
}

/** The field that each schema belongs to. */
export const questions = z.registry<Field>();

/** Throws for a name that is not a field of the form. */
export function fieldOf(form: Form, name: string): Field {
  const schema = form.schema().shape[name];
  const field = schema && questions.get(schema);
  if (!field) throw new Error(`Form ${form.id} has no field ${name}`);
  return field;
}

export function fieldNames(form: Form): readonly string[] {
  return form.steps.flatMap((step) => step.fields);
}

/** By field name, the French message to show beside it. */
export type FieldErrors = Readonly<Record<string, string>>;

export type FormParseResult<Values> =
  | { readonly kind: 'valid'; readonly values: Values }
  | { readonly kind: 'invalid'; readonly errors: FieldErrors };

/** Validates the answers of every channel, so that all give the same errors. */
export function parseForm<Values>(form: Form<Values>, answers: FormInput): FormParseResult<Values> {
  const parsed = form.schema().safeParse(answers);
  if (parsed.success) return { kind: 'valid', values: parsed.data };
  const errors: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) errors[String(path[0])] ??= message;
  return { kind: 'invalid', errors };
}

/** The answers that give these values: a correction starts from them. */
export function answersOf(form: Form, values: Readonly<Record<string, unknown>>): FormInput {
  return Object.fromEntries(
    fieldNames(form).map((name) => {
      const value = values[name];
      if (isLockers(fieldOf(form, name), value)) return [name, printLockers(value)];
      return [name, Array.isArray(value) ? value.map(String) : String(value ?? '')];
    }),
  );
}

/** A value as text to read: labels of options, never their codes. `undefined` for an empty answer. */
export function answerInWords(field: Field, value: unknown): string | number | undefined {
  const { control } = field;
  if (control.kind === 'one-of' || control.kind === 'several-of') {
    const chosen = [value].flat().map(String);
    const labels = control.options.filter((option) => chosen.includes(option.value));
    return labels.map(({ label }) => label).join(', ') || undefined;
  }
  if (isLockers(field, value)) return printLockers(value) || undefined;
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Whether the value is a parsed one; as an answer it is still text. */
function isLockers({ control }: Field, value: unknown): value is readonly LockerRange[] {
  return control.kind === 'lockers' && Array.isArray(value);
}
