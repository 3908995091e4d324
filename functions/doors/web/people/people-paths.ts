import type { Context } from 'hono';
import { readForm } from '../../../words/form.ts';
import { signInForm } from '../../../words/forms/sign-in-form.ts';

/** Where the service Éducation looks after one person. */
export const personPath = (mail: string) => `/education/agents/${encodeURIComponent(mail)}`;

/** Who may speak for a collège. */
export const peoplePath = (uai: string) => `/colleges/${uai}/agents`;

/** The mailbox that the address names; `undefined` where it cannot be one. */
export function pathMail(c: Context): string | undefined {
  return readMail(c.req.param('mail'));
}

/** A mailbox as it is known; `undefined` where it cannot be one. */
export function readMail(typed: unknown): string | undefined {
  const reading = readForm(signInForm, { mail: typeof typed === 'string' ? typed : '' });
  return reading.kind === 'valid' ? reading.values.mail.toLowerCase() : undefined;
}
