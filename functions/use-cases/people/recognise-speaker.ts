import type { Instant } from '../../domain/calendar.ts';
import type { ChatDoor } from '../../domain/door.ts';
import type { Contact } from '../../domain/people/contact.ts';
import type { KnownPerson } from '../../domain/people/person.ts';
import type { Account, AccountBook, Clock, ContactStore, PersonStore } from '../ports.ts';

export interface RecogniseDeps {
  readonly door: ChatDoor;
  readonly accounts: AccountBook;
  readonly contacts: ContactStore;
  readonly persons: PersonStore;
  readonly clock: Clock;
}

export type Recognition =
  | { readonly kind: 'known'; readonly contact: Contact; readonly person: KnownPerson }
  /** Nobody is known by their mail, or the chat's word for it is not enough: a code must prove them. */
  | { readonly kind: 'stranger'; readonly contact: Contact }
  | { readonly kind: 'refused'; readonly why: 'outsider' | 'closed' | 'robot' | 'no-mail' };

export type RecogniseSpeaker = (account: string) => Promise<Recognition>;

/** Who somebody of a chat is to us, by the mail that the chat vouches for. It is asked once a day for each. */
export function makeRecogniseSpeaker(deps: RecogniseDeps): RecogniseSpeaker {
  const { door, accounts, contacts, persons, clock } = deps;

  async function learn(account: string, stored: Contact | undefined) {
    const met = await accounts.find(account);
    const mail = met?.mail?.trim().toLowerCase();
    const why = met ? refusalOf(met) : 'closed';
    if (why) return why;
    if (!met || !mail) return 'no-mail';
    const proved = stored?.trusted === true && stored.mail === mail;
    const contact: Contact = {
      ...{ door, account, mail, name: met.name, address: met.address ?? stored?.address },
      trusted: met.kind === 'member' || proved,
      knownAt: clock.now().toISOString(),
      version: stored?.version ?? 0,
    };
    // Stale: it was learnt twice at the same moment.
    await contacts.save(contact);
    return contact;
  }

  return async (account) => {
    const stored = await contacts.find(door, account);
    const fresh = stored && isFresh(stored, clock.now().toISOString());
    const contact = fresh ? stored : await learn(account, stored);
    if (typeof contact === 'string') return { kind: 'refused', why: contact };
    const person = contact.trusted ? await persons.find(contact.mail) : undefined;
    return person ? { kind: 'known', contact, person } : { kind: 'stranger', contact };
  };
}

function refusalOf({ kind }: Account): 'outsider' | 'closed' | 'robot' | undefined {
  return kind === 'member' || kind === 'guest' ? undefined : kind;
}

const freshHours = 24;

function isFresh({ knownAt }: Contact, now: Instant): boolean {
  return Date.parse(now) - Date.parse(knownAt) < freshHours * 3_600_000;
}
