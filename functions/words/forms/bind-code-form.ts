import { codeDigits } from '../../domain/sign-in/sign-in.ts';
import { fields, line } from '../fields.ts';
import type { Form } from '../form.ts';
import { typedCode } from '../typed-code.ts';

const bindCodeSchema = fields(() => ({
  code: line({
    label: typedCode.code,
    hint: 'Regardez aussi dans les indésirables. Les espaces ne comptent pas.',
    missing: typedCode.notACode,
    maxLength: 40,
    autocomplete: 'one-time-code',
  }),
}));

export const bindCodeForm: Form<{ code: string }> = {
  id: 'bind-code',
  title: 'Saisir le code reçu',
  shortTitle: 'Saisir le code',
  steps: [{ title: 'Le code', fields: ['code'] }],
  schema: bindCodeSchema,
};

/** The digits of what was typed; `undefined` where they are no code: a slip of the hand is no guess, and costs no try. */
export function digitsIn(code: string): string | undefined {
  const digits = code.replace(/\D/g, '');
  return digits.length === codeDigits ? digits : undefined;
}
