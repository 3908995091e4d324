import { isKnown, type KnownDevice } from '../domain/people/sign-in.ts';
import type { Deps } from './ports.ts';

/** Characters that no part contains: ids and signatures are base64url, instants are ISO 8601. */
const separator = '~';
const between = '|';

/** A browser that several people share keeps that many of them: the last who signed in. */
const mostPerBrowser = 8;

type SignerDeps = Pick<Deps, 'tokenSigner' | 'isSame'>;

/** What a browser keeps for the mailbox that just signed in. `kept`: what it kept before, of this and of other mailboxes. */
export async function rememberDevice(
  deps: SignerDeps & Pick<Deps, 'clock' | 'newToken'>,
  mail: string,
  kept: string | undefined,
): Promise<string> {
  const entries = entriesIn(kept);
  const own = await entryOf(deps, mail, entries);
  const id = own?.device.id ?? deps.newToken();
  const device = { id, signedInAt: deps.clock.now().toISOString() };
  const signature = await signatureOf(deps.tokenSigner, mail, device);
  const entry = [device.id, device.signedInAt, signature].join(separator);
  const others = entries.filter((each) => each !== own?.entry);
  return [entry, ...others].slice(0, mostPerBrowser).join(between);
}

/** The browser, if that mailbox signed in from it before; `undefined` when it did not, or closed all sessions since. */
export async function findKnownDevice(
  deps: SignerDeps & Pick<Deps, 'persons' | 'clock'>,
  mail: string,
  kept: string | undefined,
): Promise<KnownDevice | undefined> {
  const own = await entryOf(deps, mail, entriesIn(kept));
  if (!own) return undefined;
  const person = await deps.persons.find(mail);
  const now = deps.clock.now().toISOString();
  return person && isKnown(own.device, now, person.signedOutAt) ? own.device : undefined;
}

const entriesIn = (kept = '') => kept.split(between).filter(Boolean).slice(0, mostPerBrowser);

async function entryOf({ tokenSigner, isSame }: SignerDeps, mail: string, entries: string[]) {
  for (const entry of entries) {
    const [id = '', signedInAt = '', signature = ''] = entry.split(separator);
    const device = { id, signedInAt };
    if (isSame(signature, await signatureOf(tokenSigner, mail, device))) return { entry, device };
  }
  return undefined;
}

/** Over the mailbox too, which the cookie does not show to the next user of a shared browser. */
function signatureOf(
  tokenSigner: Deps['tokenSigner'],
  mail: string,
  { id, signedInAt }: KnownDevice,
): Promise<string> {
  return tokenSigner.fingerprintOf(`device ${id} ${signedInAt} ${mail}`);
}
