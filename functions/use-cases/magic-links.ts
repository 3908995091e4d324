import type { KnownPerson } from '../domain/people/person.ts';
import { isGood, type MagicLink, magicLinkMinutes } from '../domain/people/sign-in.ts';
import type { SignatureDeps } from './oidc-sign-in.ts';
import type { Clock, PersonStore, TokenSigner } from './ports.ts';
import { type OpenSessionDeps, openSession } from './sign-in.ts';

/** Neither a seal, nor an id (base64url), nor an instant, nor a mail as we keep it holds it. */
const separator = ' ';

/** A pass as a link carries it: readable, and forged by nobody. */
export async function signMagicLink(
  tokenSigner: TokenSigner,
  magicLink: MagicLink,
): Promise<string> {
  const text = textOf(magicLink);
  const ascii = encodeURIComponent([await signatureOf(tokenSigner, text), text].join(separator));
  return btoa(ascii).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The pass, or nothing if it is not one that we sealed. */
export async function verifyMagicLink(
  { tokenSigner, isSame }: SignatureDeps,
  signedRequest: string,
): Promise<MagicLink | undefined> {
  const [signature = '', id = '', madeAt = '', mail = '', ...path] =
    decode(signedRequest).split(separator);
  const magicLink = { id, madeAt, mail, path: path.join(separator) };
  return isSame(signature, await signatureOf(tokenSigner, textOf(magicLink)))
    ? magicLink
    : undefined;
}

function decode(signedRequest: string): string {
  try {
    return decodeURIComponent(atob(signedRequest.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return '';
  }
}

const textOf = ({ id, madeAt, mail, path }: MagicLink) => [id, madeAt, mail, path].join(separator);

const signatureOf = (tokenSigner: TokenSigner, text: string) =>
  tokenSigner.fingerprintOf(`magic-link ${text}`);

export interface IssueMagicLinkDeps {
  readonly tokenSigner: TokenSigner;
  readonly clock: Clock;
  /** Long and impossible to guess. */
  readonly newId: () => string;
}

/** `path`: where it leads, on this site. */
export type IssueMagicLink = (person: KnownPerson, path: string) => Promise<string>;

/** Lets a person whom a chat vouches for into the site, once. Nothing is stored until it is used. */
export function createMagicLinkIssuer({
  tokenSigner,
  clock,
  newId,
}: IssueMagicLinkDeps): IssueMagicLink {
  return ({ mail }, path) =>
    signMagicLink(tokenSigner, { id: newId(), madeAt: clock.now().toISOString(), mail, path });
}

export interface CheckMagicLinkDeps extends SignatureDeps {
  readonly persons: PersonStore;
  readonly clock: Clock;
}

/** Whom a pass lets in, and where to; `undefined`: too old, forged, or of somebody who is here no more. */
export type CheckMagicLink = (
  signedRequest: string,
) => Promise<{ readonly person: KnownPerson; readonly magicLink: MagicLink } | undefined>;

/** Uses nothing up: whatever follows links by itself may look. */
export function createMagicLinkChecker(deps: CheckMagicLinkDeps): CheckMagicLink {
  const { persons, clock } = deps;
  return async (signedRequest) => {
    const magicLink = await verifyMagicLink(deps, signedRequest);
    if (!magicLink || !isGood(magicLink, clock.now().toISOString())) return undefined;
    const person = await persons.find(magicLink.mail);
    // Whoever closed all their sessions closed this way in too.
    return person && (person.signedOutAt ?? '') <= magicLink.madeAt
      ? { person, magicLink }
      : undefined;
  };
}

export type RedeemMagicLinkResult =
  | { readonly kind: 'signed-in'; readonly token: string; readonly path: string }
  /** Too old, forged, or used already: nobody learns which. */
  | { readonly kind: 'refused' };

export type RedeemMagicLink = (signedRequest: string) => Promise<RedeemMagicLinkResult>;

/** Opens a session for whoever holds a pass. It serves once. */
export function createMagicLinkRedeemer(
  deps: CheckMagicLinkDeps & OpenSessionDeps,
): RedeemMagicLink {
  const { signIns, tokenSigner, clock } = deps;
  const checkMagicLink = createMagicLinkChecker(deps);
  return async (signedRequest) => {
    const read = await checkMagicLink(signedRequest);
    if (!read) return { kind: 'refused' };
    const { mail, path, id } = read.magicLink;
    const name = await tokenSigner.fingerprintOf(`magic-link used ${id}`);
    if (!(await signIns.spend(name, magicLinkMinutes))) return { kind: 'refused' };
    const token = await openSession(deps, { mail, openedAt: clock.now().toISOString() });
    return { kind: 'signed-in', token, path };
  };
}
