import type { Instant } from '../domain/dates.ts';
import { parseUai, type Uai } from '../domain/uai.ts';
import type { Deps } from './ports.ts';

/** A character that no part before the mailbox contains. */
const separator = ' ';

/** A membership as the mail about it names it, for the person who was made a member. */
export interface AddedMember {
  readonly mail: string;
  readonly uai: Uai;
  readonly addedAt: Instant;
}

/** A signed link by which a person refuses to be a member. It is stored with the person, for the mail. */
export async function signRefusal(
  tokenSigner: Deps['tokenSigner'],
  added: AddedMember,
): Promise<string> {
  const text = [await signatureOf(tokenSigner, added), added.addedAt, added.uai, added.mail];
  const ascii = encodeURIComponent(text.join(separator));
  return btoa(ascii).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function signatureOf(tokenSigner: Deps['tokenSigner'], { mail, uai, addedAt }: AddedMember) {
  return tokenSigner.fingerprintOf(`refusal ${addedAt} ${uai} ${mail}`);
}

/** The membership that a link refuses; `undefined` when its signature is not ours. */
export async function verifyRefusal(
  { tokenSigner, isSame }: Pick<Deps, 'tokenSigner' | 'isSame'>,
  signed: string,
): Promise<AddedMember | undefined> {
  const [signature = '', addedAt = '', code = '', ...mail] = decode(signed).split(separator);
  const parsed = parseUai(code);
  if (parsed.kind !== 'uai') return undefined;
  const added = { mail: mail.join(separator), uai: parsed.uai, addedAt };
  return isSame(signature, await signatureOf(tokenSigner, added)) ? added : undefined;
}

function decode(signed: string): string {
  try {
    return decodeURIComponent(atob(signed.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return '';
  }
}
