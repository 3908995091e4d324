import type { KnownPerson } from '../domain/people/person.ts';
import { isEnough, isUsable, type MagicLink, magicLinkMinutes } from '../domain/people/sign-in.ts';
import type { Deps } from './ports.ts';
import { pseudonymOf } from './security.ts';
import { openSession } from './sign-in.ts';

/** A character that no part before the path contains: signature and id are base64url. */
const separator = ' ';

/** A magic link as a URL carries it: readable, and signed. */
export async function signMagicLink(
  tokenSigner: Deps['tokenSigner'],
  magicLink: MagicLink,
): Promise<string> {
  const text = textOf(magicLink);
  const ascii = encodeURIComponent([await signatureOf(tokenSigner, text), text].join(separator));
  return btoa(ascii).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The magic link; `undefined` when its signature is not ours. */
export async function verifyMagicLink(
  { tokenSigner, isSame }: Pick<Deps, 'tokenSigner' | 'isSame'>,
  signed: string,
): Promise<MagicLink | undefined> {
  const [signature = '', id = '', madeAt = '', mail = '', ...path] =
    decode(signed).split(separator);
  const magicLink = { id, madeAt, mail, path: path.join(separator) };
  return isSame(signature, await signatureOf(tokenSigner, textOf(magicLink)))
    ? magicLink
    : undefined;
}

function decode(signed: string): string {
  try {
    return decodeURIComponent(atob(signed.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return '';
  }
}

function textOf({ id, madeAt, mail, path }: MagicLink): string {
  return [id, madeAt, mail, path].join(separator);
}

function signatureOf(tokenSigner: Deps['tokenSigner'], text: string): Promise<string> {
  return tokenSigner.fingerprintOf(`magic-link ${text}`);
}

/** A signed link that signs a person in once, and leads to a path of this site. Nothing is stored until it is used. */
export function issueMagicLink(
  { tokenSigner, clock, newToken }: Pick<Deps, 'tokenSigner' | 'clock' | 'newToken'>,
  { mail }: Pick<KnownPerson, 'mail'>,
  path: string,
): Promise<string> {
  const madeAt = clock.now().toISOString();
  return signMagicLink(tokenSigner, { id: newToken(), madeAt, mail, path });
}

/** Shows what a signed link would do without using it; `undefined` when it is too old, forged or of a deleted person. */
export async function checkMagicLink(
  deps: Pick<Deps, 'persons' | 'clock' | 'tokenSigner' | 'isSame'>,
  signed: string,
): Promise<{ readonly person: KnownPerson; readonly magicLink: MagicLink } | undefined> {
  const magicLink = await verifyMagicLink(deps, signed);
  if (!magicLink || !isUsable(magicLink, deps.clock.now().toISOString())) return undefined;
  const person = await deps.persons.find(magicLink.mail);
  // Closing all sessions revokes the links made before, too.
  return person && (person.signedOutAt ?? '') <= magicLink.madeAt
    ? { person, magicLink }
    : undefined;
}

export type RedeemMagicLinkResult =
  | {
      readonly kind: 'signed-in';
      readonly token: string;
      readonly mail: string;
      readonly path: string;
    }
  /** The person signs in at the identity provider only. */
  | { readonly kind: 'provider-required' }
  /** Too old, forged or used already: one answer, so that none can be probed. */
  | { readonly kind: 'refused' };

/** Opens a session for the holder of a signed link. It is good for one session. */
export async function redeemMagicLink(
  deps: RedeemMagicLinkDeps,
  signed: string,
): Promise<RedeemMagicLinkResult> {
  const result = await redeem(deps, signed);
  const isIn = result.kind === 'signed-in';
  deps.logSecurity({
    ...{ action: isIn ? 'signed-in' : 'sign-in-refused', channel: 'web', way: 'magic-link' },
    why: isIn ? undefined : result.kind,
    person: isIn ? await pseudonymOf(deps, result.mail) : undefined,
  });
  return result;
}

type RedeemMagicLinkDeps = Pick<
  Deps,
  | 'persons'
  | 'clock'
  | 'tokenSigner'
  | 'isSame'
  | 'signIns'
  | 'newToken'
  | 'logSecurity'
  | 'providerForEducation'
>;

async function redeem(deps: RedeemMagicLinkDeps, signed: string): Promise<RedeemMagicLinkResult> {
  const checked = await checkMagicLink(deps, signed);
  if (!checked) return { kind: 'refused' };
  if (!isEnough({}, checked.person, deps.providerForEducation)) {
    return { kind: 'provider-required' };
  }
  const { mail, path, id } = checked.magicLink;
  const name = await deps.tokenSigner.fingerprintOf(`magic-link used ${id}`);
  if (!(await deps.signIns.spend(name, magicLinkMinutes))) return { kind: 'refused' };
  const token = await openSession(deps, { mail, openedAt: deps.clock.now().toISOString() });
  return { kind: 'signed-in', token, mail, path };
}
