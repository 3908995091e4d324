import type { ChatDoor } from '../../domain/door.ts';
import type { ContactStore } from '../ports.ts';

/** From now on, the word of the chat is enough for that account: a code has proved whose it is. */
export type TrustContact = (door: ChatDoor, account: string) => Promise<void>;

/** Somebody else may write the contact at the same moment: their word is kept, and ours added. */
const mostAttempts = 3;

export function makeTrustContact({ contacts }: { readonly contacts: ContactStore }): TrustContact {
  return async (door, account) => {
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const contact = await contacts.find(door, account);
      if (!contact || contact.trusted) return;
      if ((await contacts.save({ ...contact, trusted: true })) === 'saved') return;
    }
    throw new Error('A contact was written by others three times in a row');
  };
}
