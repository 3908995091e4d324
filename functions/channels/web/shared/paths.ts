import type { Context } from 'hono';
import { parseForm } from '../../../content/model/form.ts';
import { signInForm } from '../../../content/people/forms.ts';
import { parseUai, type Uai } from '../../../domain/uai.ts';

/** The collège that the address names; `undefined` where it cannot be one. */
export function pathUai(c: Context): Uai | undefined {
  const parsed = parseUai(c.req.param('uai') ?? '');
  return parsed.kind === 'uai' ? parsed.uai : undefined;
}

/** Every page leads to them. */
export const legalPaths = {
  accessibility: '/accessibilite',
  personalData: '/donnees-personnelles',
};

/** Where the service Éducation looks after one person. */
export const personPath = (mail: string) => `/education/agents/${encodeURIComponent(mail)}`;

/** Who may speak for a collège. */
export const peoplePath = (uai: string) => `/colleges/${uai}/agents`;

/** The mailbox that the address names; `undefined` where it cannot be one. */
export function pathMail(c: Context): string | undefined {
  return readMail(c.req.param('mail'));
}

/** A mailbox as it is known; `undefined` where it cannot be one. */
export function readMail(input: unknown): string | undefined {
  const parsed = parseForm(signInForm, { mail: typeof input === 'string' ? input : '' });
  return parsed.kind === 'valid' ? parsed.values.mail.toLowerCase() : undefined;
}

/** A path of this site, or nothing: "where to go next" must never lead to another site. */
export function localPath(path: string | undefined): string | undefined {
  if (!path?.startsWith('/')) return undefined;
  // Browsers read `//host` and `/\host` as other sites.
  const url = URL.parse(path, 'https://here.invalid');
  return url?.host === 'here.invalid' ? `${url.pathname}${url.search}` : undefined;
}
