import type { SitePass } from '../../domain/sign-in/site-pass.ts';
import type { Seals } from '../ports.ts';
import type { Unsealing } from './sealed-trip.ts';

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
