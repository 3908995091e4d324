import type { Context } from 'hono';
import { parseUai, type Uai } from '../../../domain/uai.ts';

/** The UAI in the path; `undefined` when it is invalid. */
export function pathUai(c: Context): Uai | undefined {
  const parsed = parseUai(c.req.param('uai') ?? '');
  return parsed.kind === 'uai' ? parsed.uai : undefined;
}

/** Every page links to them. */
export const legalPaths = {
  accessibility: '/accessibilite',
  personalData: '/donnees-personnelles',
};

/** The page of one person, for the service Éducation. */
export const personPath = (mail: string) => `/education/agents/${encodeURIComponent(mail)}`;

/** The members of a collège. */
export const peoplePath = (uai: string) => `/colleges/${uai}/agents`;

/** The mailbox in the path; `undefined` when it is invalid. */
export function pathMail(c: Context): string | undefined {
  return parseMail(c.req.param('mail'));
}

/**
 * The mailbox of a stored person, in lower case; `undefined` for what no person was ever stored under. Forms check more:
 * a person who was added before an address was refused there must still be found and removed.
 */
export function parseMail(input: unknown): string | undefined {
  if (typeof input !== 'string' || input.length > 254) return undefined;
  const address = input.trim().toLowerCase();
  return /^[!-?A-~]+@[!-?A-~]+$/.test(address) ? address : undefined;
}

/** A path of this site, or `undefined`: a redirect must never lead to another site. */
export function localPath(path: string | undefined): string | undefined {
  if (!path?.startsWith('/')) return undefined;
  // Browsers parse `//host` and `/\host` as other hosts.
  const url = URL.parse(path, 'https://here.invalid');
  if (url?.host !== 'here.invalid') return undefined;
  const normalized = `${url.pathname}${url.search}`;
  // Parsing removes dot segments: `/.//host` becomes `//host`, which the browser would parse again.
  return normalized.startsWith('//') ? undefined : normalized;
}

/** The page of a thing after an act: it says when the act changed nothing. */
export function afterAct(path: string, { isUnchanged }: { readonly isUnchanged?: true }): string {
  return isUnchanged ? `${path}?inchange` : path;
}
