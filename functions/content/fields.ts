import * as z from 'zod';
import { parseDay } from '../domain/dates.ts';
import {
  type LockerRange,
  type LockersFault,
  maxLockers,
  parseLockers,
} from '../domain/lockers.ts';
import { isPersonName } from '../domain/people/name.ts';
import { cleanLine, cleanText } from '../domain/text.ts';
import { fieldErrors } from './field-errors.ts';
import { number } from './format.ts';
import { type Control, type Field, type Option, questions } from './model/form.ts';

/** What is wrong with numbers of lockers, and how to correct it. */
export function describeLockersFault(fault: LockersFault): string {
  switch (fault.kind) {
    case 'unreadable':
      return `Nous ne comprenons pas «\u00a0${shortened(fault.part)}\u00a0». Écrivez les numéros ainsi\u00a0: 101-112, 115.`;
    case 'reversed':
      return `«\u00a0${fault.first}-${fault.last}\u00a0» va à l’envers. Écrivez le plus petit numéro d’abord\u00a0: ${fault.last}-${fault.first}.`;
    case 'mixed-prefixes':
      return `«\u00a0${fault.first}-${fault.last}\u00a0» passe d’une rangée à une autre. Écrivez une suite par rangée, par exemple\u00a0: A12-A18, B1-B4.`;
    case 'duplicate':
      return `Le casier ${fault.locker} est écrit deux fois. Gardez-le une seule fois.`;
    case 'too-many':
      return `Cela fait ${number(fault.count)} casiers\u00a0; un signalement en compte ${number(maxLockers)} au plus. Vérifiez les numéros, ou faites un signalement par couloir.`;
  }
}

/** Keeps the message short when a whole sentence was pasted by mistake. */
function shortened(part: string): string {
  const characters = [...part];
  return characters.length > 30 ? `${characters.slice(0, 30).join('')}…` : part;
}

/** `missing` is the error of an empty answer; without it, the question is optional. */
interface Question {
  readonly label: string;
  readonly hint?: string;
  readonly missing?: string;
}

/** Channels give text, a list of texts, or nothing for an empty field. */
const inputText = z.lazy(() =>
  z.preprocess((raw) => (Array.isArray(raw) ? raw[0] : raw) ?? '', z.string().max(100_000)),
);
const inputList = z.lazy(() =>
  z.preprocess((raw) => {
    if (Array.isArray(raw)) return raw;
    return raw === undefined || raw === '' ? [] : [raw];
  }, z.array(z.string())),
);

/** The schema of a form, built at its first use. */
export function fields<Shape extends z.ZodRawShape>(shape: () => Shape) {
  let schema: z.ZodObject<Shape> | undefined;
  return () => {
    schema ??= z.object(shape());
    return schema;
  };
}

/** The values that a form is parsed to. */
export type ValuesOf<Fields extends () => z.ZodType> = z.output<ReturnType<Fields>>;

/** A whole number from 0. Accepts spaces between thousands; an empty optional answer is 0. */
export function wholeNumber(question: Question & { readonly max: number; readonly unit: string }) {
  const { max, unit, missing } = question;
  return withControl(
    inputText.transform((input, context) => {
      const refuse = (message: string) => refuseWith(context, message);
      const digits = cleanLine(input).replace(/\s/g, '');
      if (digits === '') return missing ? refuse(missing) : 0;
      if (/^[-−–]\d+$/.test(digits)) return refuse(fieldErrors.negative);
      if (/^[-−–]?\d+[.,]\d+$/.test(digits)) return refuse(fieldErrors.notWhole);
      if (!/^\d+$/.test(digits)) return refuse(fieldErrors.notANumber);
      const value = Number(digits);
      return value > max ? refuse(fieldErrors.tooMany(max)) : value;
    }),
    question,
    { kind: 'number', min: 0, max, unit },
  );
}

export function line(
  question: Question & { readonly maxLength: number; readonly autocomplete?: string },
) {
  const { maxLength, autocomplete } = question;
  return withControl(textOf(cleanLine, question), question, {
    kind: 'line',
    maxLength,
    autocomplete,
  });
}

/** The name of a person, which mails show to people who do not know who typed it. */
export function personName(question: Question & { readonly missing: string }) {
  const maxLength = 80;
  const cleaned = textOf(cleanLine, { ...question, maxLength });
  return withControl(
    cleaned.refine((name) => name === '' || isPersonName(name), fieldErrors.notAName),
    question,
    { kind: 'line', maxLength },
  );
}

export function text(question: Question & { readonly maxLength: number }) {
  const { maxLength } = question;
  return withControl(textOf(cleanText, question), question, { kind: 'text', maxLength });
}

export function mail(question: Question) {
  return withControl(
    inputText.transform((input, context) => {
      const address = cleanLine(input);
      if (address === '') return question.missing ? refuseWith(context, question.missing) : '';
      const fault = mailFault(address);
      return fault === undefined ? address : refuseWith(context, fault);
    }),
    question,
    { kind: 'mail' },
  );
}

/** The limits of RFC 5321, section 4.5.3.1. A longer address cannot exist, and every mail to it would be refused for good. */
const longestMail = 254;
const longestLocalPart = 64;

/** Zod's `z.email()` checks the characters but neither the length of the parts nor the labels of the domain. */
function mailFault(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  if (address.length > longestMail) return fieldErrors.mailTooLong(longestMail);
  if (!z.regexes.email.test(address)) return fieldErrors.badMail;
  if (at > longestLocalPart) return fieldErrors.mailNameTooLong(longestLocalPart);
  return z.regexes.domain.test(domain) ? undefined : fieldErrors.badMailDomain(shortened(domain));
}

/** Parsed to `YYYY-MM-DD`; empty for an empty optional answer. */
export function day(question: Question) {
  return withControl(
    inputText.transform((input, context) => {
      const written = cleanLine(input);
      if (written === '') return question.missing ? refuseWith(context, question.missing) : '';
      return parseDay(written) ?? refuseWith(context, fieldErrors.badDay);
    }),
    question,
    { kind: 'day' },
  );
}

/** A French number, parsed to `05 53 00 00 00`; accepts +33. */
export function phone(question: Question) {
  return withControl(
    inputText.transform((input, context) => {
      const digits = cleanLine(input)
        .replace(/[\s.\-()]/g, '')
        .replace(/^(\+33|0033)0?/, '0');
      if (digits === '') return question.missing ? refuseWith(context, question.missing) : '';
      if (!/^0[1-9]\d{8}$/.test(digits)) return refuseWith(context, fieldErrors.badPhone);
      return digits.replace(/(\d\d)(?=\d)/g, '$1 ');
    }),
    question,
    { kind: 'phone' },
  );
}

export function oneOf<Value extends string>(
  labels: Readonly<Record<Value, string>>,
  question: Question & { readonly missing: string },
) {
  const isOption = (value: string): value is Value => Object.hasOwn(labels, value);
  return withControl(
    inputText.transform((input, context): Value => {
      if (input === '') return refuseWith(context, question.missing);
      return isOption(input) ? input : refuseWith(context, fieldErrors.notAnOption);
    }),
    question,
    { kind: 'one-of', options: optionsOf(labels) },
  );
}

export function severalOf<Value extends string>(
  labels: Readonly<Record<Value, string>>,
  question: Question,
) {
  const isOption = (value: string): value is Value => Object.hasOwn(labels, value);
  return withControl(
    inputList.transform((input, context): Value[] => {
      if (input.length === 0 && question.missing) return refuseWith(context, question.missing);
      const chosen = input.filter(isOption);
      if (chosen.length < input.length) return refuseWith(context, fieldErrors.notAnOption);
      return [...new Set(chosen)];
    }),
    question,
    { kind: 'several-of', options: optionsOf(labels) },
  );
}

/** Each option is a whole sentence, so that it is not chosen by mistake. Parsed to a boolean. */
export function yesNo({
  yes,
  no,
  ...question
}: Question & { readonly missing: string; readonly yes: string; readonly no: string }) {
  const labels = { true: yes, false: no };
  return withControl(
    inputText.transform((input, context): boolean => {
      if (input === '') return refuseWith(context, question.missing);
      if (!Object.hasOwn(labels, input)) return refuseWith(context, fieldErrors.notAnOption);
      return input === 'true';
    }),
    question,
    { kind: 'one-of', options: optionsOf(labels) },
  );
}

/** Numbers of lockers, in ranges or single. */
export function lockers(question: Question) {
  return withControl(
    inputText.transform((input, context): readonly LockerRange[] => {
      const parsed = parseLockers(input);
      if (parsed.kind !== 'lockers') return refuseWith(context, describeLockersFault(parsed));
      const missing = parsed.lockers.length === 0 && question.missing;
      return missing ? refuseWith(context, missing) : parsed.lockers;
    }),
    question,
    { kind: 'lockers' },
  );
}

function withControl<Schema extends z.ZodType>(
  schema: Schema,
  question: Question,
  control: Control,
): Schema {
  const { label, hint, missing } = question;
  const field: Field = { label, hint, required: missing !== undefined, control };
  questions.add(schema, field);
  return schema;
}

function textOf(
  clean: (input: string) => string,
  { maxLength, missing }: { readonly maxLength: number; readonly missing?: string },
) {
  return inputText.transform((input, context) => {
    const cleaned = clean(input);
    if (cleaned === '' && missing) return refuseWith(context, missing);
    if (cleaned.length <= maxLength) return cleaned;
    return refuseWith(context, fieldErrors.tooLong(cleaned.length, maxLength));
  });
}

function refuseWith(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

function optionsOf(labels: Readonly<Record<string, string>>): Option[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}
