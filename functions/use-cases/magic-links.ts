import type { KnownPerson } from '../domain/people/person.ts';
import { isGood, passMinutes, type SitePass } from '../domain/people/sign-in.ts';
import type { Unsealing } from './oidc-sign-in.ts';
import type { Clock, PersonStore, Seals } from './ports.ts';
import { type OpenSessionDeps, openSession } from './sign-in.ts';

/** Neither a seal, nor an id (base64url), nor an instant, nor a mail as we keep it holds it. */
const separator = ' ';

/** A pass as a link carries it: readable, and forged by nobody. */
export async function sealPass(seals: Seals, pass: SitePass): Promise<string> {
  const text = textOf(pass);
  const ascii = encodeURIComponent([await sealOf(seals, text), text].join(separator));
  return btoa(ascii).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The pass, or nothing if it is not one that we sealed. */
export async function unsealPass(
  { seals, isSame }: Unsealing,
  sealed: string,
): Promise<SitePass | undefined> {
  const [seal = '', id = '', madeAt = '', mail = '', ...path] = decode(sealed).split(separator);
  const pass = { id, madeAt, mail, path: path.join(separator) };
  return isSame(seal, await sealOf(seals, textOf(pass))) ? pass : undefined;
}

function decode(sealed: string): string {
  try {
    return decodeURIComponent(atob(sealed.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return '';
  }
}

const textOf = ({ id, madeAt, mail, path }: SitePass) => [id, madeAt, mail, path].join(separator);

const sealOf = (seals: Seals, text: string) => seals.fingerprintOf(`pass ${text}`);

export interface MakePassDeps {
  readonly seals: Seals;
  readonly clock: Clock;
  /** Long and impossible to guess. */
  readonly newId: () => string;
}

/** `path`: where it leads, on this site. */
export type MakePass = (person: KnownPerson, path: string) => Promise<string>;

/** Lets a person whom a chat vouches for into the site, once. Nothing is stored until it is used. */
export function makeMakePass({ seals, clock, newId }: MakePassDeps): MakePass {
  return ({ mail }, path) =>
    sealPass(seals, { id: newId(), madeAt: clock.now().toISOString(), mail, path });
}

export interface ReadPassDeps extends Unsealing {
  readonly persons: PersonStore;
  readonly clock: Clock;
}

/** Whom a pass lets in, and where to; `undefined`: too old, forged, or of somebody who is here no more. */
export type ReadPass = (
  sealed: string,
) => Promise<{ readonly person: KnownPerson; readonly pass: SitePass } | undefined>;

/** Uses nothing up: whatever follows links by itself may look. */
export function makeReadPass(deps: ReadPassDeps): ReadPass {
  const { persons, clock } = deps;
  return async (sealed) => {
    const pass = await unsealPass(deps, sealed);
    if (!pass || !isGood(pass, clock.now().toISOString())) return undefined;
    const person = await persons.find(pass.mail);
    // Whoever closed all their sessions closed this way in too.
    return person && (person.signedOutAt ?? '') <= pass.madeAt ? { person, pass } : undefined;
  };
}

export type UsePassOutcome =
  | { readonly kind: 'signed-in'; readonly token: string; readonly path: string }
  /** Too old, forged, or used already: nobody learns which. */
  | { readonly kind: 'refused' };

export type UsePass = (sealed: string) => Promise<UsePassOutcome>;

/** Opens a session for whoever holds a pass. It serves once. */
export function makeUsePass(deps: ReadPassDeps & OpenSessionDeps): UsePass {
  const { signIns, seals, clock } = deps;
  const readPass = makeReadPass(deps);
  return async (sealed) => {
    const read = await readPass(sealed);
    if (!read) return { kind: 'refused' };
    const { mail, path, id } = read.pass;
    const name = await seals.fingerprintOf(`pass used ${id}`);
    if (!(await signIns.spend(name, passMinutes))) return { kind: 'refused' };
    const token = await openSession(deps, { mail, openedAt: clock.now().toISOString() });
    return { kind: 'signed-in', token, path };
  };
}
