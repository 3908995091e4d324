import type { ChatDoor } from '../domain/act.ts';
import { type College, findCollege } from '../domain/colleges/college.ts';
import type { Instant } from '../domain/dates.ts';
import {
  bind,
  type Contact,
  type KnownPerson,
  maySpeakFor,
  newPerson,
} from '../domain/people/person.ts';
import {
  type Binding,
  type Challenge,
  codeLimits,
  isOpen,
  newChallenge,
} from '../domain/people/sign-in.ts';
import type { Uai } from '../domain/uai.ts';
import { savePerson } from './people.ts';
import type {
  Account,
  AccountBook,
  Clock,
  ContactStore,
  DepartementStore,
  PersonStore,
} from './ports.ts';
import type { AskCodeDeps, EnterCodeDeps } from './sign-in.ts';

export interface AskBindingCodeDeps extends AskCodeDeps {
  readonly departement: DepartementStore;
  readonly persons: PersonStore;
}

/** Somebody of a chat, and the collège they want to speak for. */
export interface BindingDemand {
  readonly door: ChatDoor;
  readonly account: string;
  /** Lower case. */
  readonly mail: string;
  readonly name: string;
  readonly uai: Uai;
  /** The chat's word for their mailbox is enough, or nobody has it yet. */
  readonly vouched: boolean;
}

export type AskBindingCodeOutcome =
  | { readonly kind: 'asked'; readonly challengeId: string; readonly college: College }
  | { readonly kind: 'bound-already'; readonly college: College }
  /** Nobody reads the mail of that collège here. */
  | { readonly kind: 'no-mailbox'; readonly college: College }
  /** That mailbox is somebody's: they are to prove by a code sent there that the account is theirs. */
  | { readonly kind: 'asked-owner'; readonly challengeId: string }
  | { readonly kind: 'unknown-college' }
  | { readonly kind: 'too-many' };

export type AskBindingCode = (demand: BindingDemand) => Promise<AskBindingCodeOutcome>;

/** Opens a challenge whose code goes to the official mailbox of the collège: whoever reads it judges who is a colleague. */
export function makeAskBindingCode(deps: AskBindingCodeDeps): AskBindingCode {
  const { signIns, seals, clock, newId, departement, persons } = deps;

  async function isWithin({ door, account }: BindingDemand, to: string): Promise<boolean> {
    const [ofAccount, ofMailbox] = await Promise.all([
      seals.fingerprintOf(`binding of ${door} ${account}`),
      seals.fingerprintOf(`binding to ${to}`),
    ]);
    return (
      (await signIns.countHit(ofAccount, codeLimits.perAccount)) &&
      (await signIns.countHit(ofMailbox, codeLimits.perMailbox))
    );
  }

  async function challenge(to: string, binding: Binding): Promise<string> {
    const { id, ...asked } = newChallenge(newId(), to, clock.now().toISOString());
    await signIns.saveChallenge({ id, ...asked, binding });
    return id;
  }

  return async (demand) => {
    const { mail, name, uai, vouched } = demand;
    const [register, people] = await Promise.all([departement.register(), persons.list()]);
    const college = findCollege(register, uai);
    if (!college) return { kind: 'unknown-college' };
    const person = people.find((known) => known.mail === mail);
    if (person && !vouched) {
      if (!(await isWithin(demand, mail))) return { kind: 'too-many' };
      return { kind: 'asked-owner', challengeId: await challenge(mail, { mail, name }) };
    }
    if (person && maySpeakFor(person, uai)) return { kind: 'bound-already', college };
    const mailbox = people.find(({ mailboxOf }) => mailboxOf.includes(uai));
    if (!mailbox) return { kind: 'no-mailbox', college };
    if (!(await isWithin(demand, mailbox.mail))) return { kind: 'too-many' };
    const challengeId = await challenge(mailbox.mail, { mail, name, uai });
    return { kind: 'asked', challengeId, college };
  };
}

export type EnterBindingCodeOutcome =
  | { readonly kind: 'bound'; readonly person: KnownPerson }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  /** Too old, used, tried too often, somebody else's, or never asked for: nobody learns which. */
  | { readonly kind: 'expired' };

export type EnterBindingCode = (entry: {
  readonly door: ChatDoor;
  /** Of whoever types it: the code serves nobody but who asked for it. */
  readonly mail: string;
  readonly challengeId: string;
  readonly typed: string;
}) => Promise<EnterBindingCodeOutcome>;

/** Others may change the person at the same moment. */
const mostAttempts = 3;

/** Binds whoever types the code that the official mailbox was sent. The code serves once; the same one typed twice is one act. */
export function makeEnterBindingCode(deps: EnterCodeDeps): EnterBindingCode {
  const { signIns, persons, seals, clock, isSame } = deps;

  /** `undefined`: whoever proved their mailbox was deleted meanwhile. */
  async function bound(
    { id }: Challenge,
    { mail, name, uai }: Binding,
    door: ChatDoor,
  ): Promise<KnownPerson | undefined> {
    if (!uai) return persons.find(mail);
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const at = clock.now().toISOString();
      const person = (await persons.find(mail)) ?? newPerson(mail, name, at);
      const by = { at, who: person.name, opening: `binding ${id}`, door };
      const saved = await savePerson(persons, person, bind(person, uai, by));
      if (saved.kind === 'done') return saved.person;
    }
    throw new Error('A person was written by others three times in a row');
  }

  return async ({ door, mail, challengeId, typed }) => {
    const challenge = await signIns.findChallenge(challengeId);
    const binding = challenge?.binding;
    if (!challenge || binding?.mail !== mail) return { kind: 'expired' };
    const right = isSame(typed, await seals.codeOf(challengeId));
    if (challenge.met && right) {
      const person = await persons.find(mail);
      return person && (!binding.uai || maySpeakFor(person, binding.uai))
        ? { kind: 'bound', person }
        : { kind: 'expired' };
    }
    if (!isOpen(challenge, clock.now().toISOString())) return { kind: 'expired' };
    // The try is counted before it is judged, and one at a time: a hundred guesses sent together are still five.
    const tried = { ...challenge, triesLeft: challenge.triesLeft - 1 };
    const { triesLeft } = tried;
    if ((await signIns.saveChallenge(tried)) === 'stale') return { kind: 'wrong', triesLeft };
    if (!right) return triesLeft > 0 ? { kind: 'wrong', triesLeft } : { kind: 'expired' };
    const met = { ...tried, version: tried.version + 1, met: true };
    if ((await signIns.saveChallenge(met)) === 'stale') return { kind: 'expired' };
    const person = await bound(challenge, binding, door);
    return person ? { kind: 'bound', person } : { kind: 'expired' };
  };
}

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

/** From now on, the word of the chat is enough for that account: a code has proved whose it is. */
export type TrustContact = (door: ChatDoor, account: string) => Promise<void>;

/** Somebody else may write the contact at the same moment: their word is kept, and ours added. */
const mostTrustAttempts = 3;

export function makeTrustContact({ contacts }: { readonly contacts: ContactStore }): TrustContact {
  return async (door, account) => {
    for (let attempt = 0; attempt < mostTrustAttempts; attempt += 1) {
      const contact = await contacts.find(door, account);
      if (!contact || contact.trusted) return;
      if ((await contacts.save({ ...contact, trusted: true })) === 'saved') return;
    }
    throw new Error('A contact was written by others three times in a row');
  };
}
