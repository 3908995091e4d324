import type { ChatChannel } from '../domain/act.ts';
import { type College, findCollege } from '../domain/colleges/college.ts';
import type { Instant } from '../domain/dates.ts';
import {
  addMember,
  type ChatUser,
  canActFor,
  type KnownPerson,
  newPerson,
} from '../domain/people/person.ts';
import {
  type AccountLink,
  type Challenge,
  codeLimits,
  isOpen,
  newChallenge,
} from '../domain/people/sign-in.ts';
import type { Uai } from '../domain/uai.ts';
import { savePerson } from './people.ts';
import type {
  ChatAccount,
  ChatUserStore,
  Clock,
  DepartementStore,
  PersonStore,
  UserDirectory,
} from './ports.ts';
import type { EnterCodeDeps, RequestCodeDeps } from './sign-in.ts';

export interface RequestLinkCodeDeps extends RequestCodeDeps {
  readonly departement: DepartementStore;
  readonly persons: PersonStore;
}

/** Somebody of a chat, and the collège they want to speak for. */
export interface LinkCodeCommand {
  readonly channel: ChatChannel;
  readonly account: string;
  /** Lower case. */
  readonly mail: string;
  readonly name: string;
  readonly uai: Uai;
  /** The chat's word for their mailbox is enough, or nobody has it yet. */
  readonly vouched: boolean;
}

export type RequestLinkCodeResult =
  | { readonly kind: 'asked'; readonly challengeId: string; readonly college: College }
  | { readonly kind: 'already-linked'; readonly college: College }
  /** Nobody reads the mail of that collège here. */
  | { readonly kind: 'no-mailbox'; readonly college: College }
  /** That mailbox is somebody's: they are to prove by a code sent there that the account is theirs. */
  | { readonly kind: 'asked-owner'; readonly challengeId: string }
  | { readonly kind: 'unknown-college' }
  | { readonly kind: 'too-many' };

export type RequestLinkCode = (demand: LinkCodeCommand) => Promise<RequestLinkCodeResult>;

/** Opens a challenge whose code goes to the official mailbox of the collège: whoever reads it judges who is a colleague. */
export function createLinkCodeRequester(deps: RequestLinkCodeDeps): RequestLinkCode {
  const { signIns, tokenSigner, clock, newId, departement, persons } = deps;

  async function isWithin({ channel, account }: LinkCodeCommand, to: string): Promise<boolean> {
    const [ofAccount, ofMailbox] = await Promise.all([
      tokenSigner.fingerprintOf(`binding of ${channel} ${account}`),
      tokenSigner.fingerprintOf(`binding to ${to}`),
    ]);
    return (
      (await signIns.countHit(ofAccount, codeLimits.perAccount)) &&
      (await signIns.countHit(ofMailbox, codeLimits.perMailbox))
    );
  }

  async function challenge(to: string, accountLink: AccountLink): Promise<string> {
    const { id, ...asked } = newChallenge(newId(), to, clock.now().toISOString());
    await signIns.saveChallenge({ id, ...asked, accountLink });
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
    if (person && canActFor(person, uai)) return { kind: 'already-linked', college };
    const mailbox = people.find(({ mailboxOf }) => mailboxOf.includes(uai));
    if (!mailbox) return { kind: 'no-mailbox', college };
    if (!(await isWithin(demand, mailbox.mail))) return { kind: 'too-many' };
    const challengeId = await challenge(mailbox.mail, { mail, name, uai });
    return { kind: 'asked', challengeId, college };
  };
}

export type EnterLinkCodeResult =
  | { readonly kind: 'linked'; readonly person: KnownPerson }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  /** Too old, used, tried too often, somebody else's, or never asked for: nobody learns which. */
  | { readonly kind: 'expired' };

export type EnterLinkCode = (entry: {
  readonly channel: ChatChannel;
  /** Of whoever types it: the code serves nobody but who asked for it. */
  readonly mail: string;
  readonly challengeId: string;
  readonly input: string;
}) => Promise<EnterLinkCodeResult>;

/** Others may change the person at the same moment. */
const mostAttempts = 3;

/** Binds whoever types the code that the official mailbox was sent. The code serves once; the same one typed twice is one act. */
export function createLinkCodeChecker(deps: EnterCodeDeps): EnterLinkCode {
  const { signIns, persons, tokenSigner, clock, isSame } = deps;

  /** `undefined`: whoever proved their mailbox was deleted meanwhile. */
  async function linked(
    { id }: Challenge,
    { mail, name, uai }: AccountLink,
    channel: ChatChannel,
  ): Promise<KnownPerson | undefined> {
    if (!uai) return persons.find(mail);
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const at = clock.now().toISOString();
      const person = (await persons.find(mail)) ?? newPerson(mail, name, at);
      const by = { at, who: person.name, idempotencyKey: `binding ${id}`, channel };
      const saved = await savePerson(persons, person, addMember(person, uai, by));
      if (saved.kind === 'done') return saved.person;
    }
    throw new Error('A person was written by others three times in a row');
  }

  return async ({ channel, mail, challengeId, input }) => {
    const challenge = await signIns.findChallenge(challengeId);
    const accountLink = challenge?.accountLink;
    if (!challenge || accountLink?.mail !== mail) return { kind: 'expired' };
    const right = isSame(input, await tokenSigner.codeOf(challengeId));
    if (challenge.met && right) {
      const person = await persons.find(mail);
      return person && (!accountLink.uai || canActFor(person, accountLink.uai))
        ? { kind: 'linked', person }
        : { kind: 'expired' };
    }
    if (!isOpen(challenge, clock.now().toISOString())) return { kind: 'expired' };
    // The try is counted before it is judged, and one at a time: a hundred guesses sent together are still five.
    const tried = { ...challenge, triesLeft: challenge.triesLeft - 1 };
    const { triesLeft } = tried;
    if ((await signIns.saveChallenge(tried)) === 'conflict') return { kind: 'wrong', triesLeft };
    if (!right) return triesLeft > 0 ? { kind: 'wrong', triesLeft } : { kind: 'expired' };
    const met = { ...tried, version: tried.version + 1, met: true };
    if ((await signIns.saveChallenge(met)) === 'conflict') return { kind: 'expired' };
    const person = await linked(challenge, accountLink, channel);
    return person ? { kind: 'linked', person } : { kind: 'expired' };
  };
}

export interface RecogniseDeps {
  readonly channel: ChatChannel;
  readonly accounts: UserDirectory;
  readonly chatUsers: ChatUserStore;
  readonly persons: PersonStore;
  readonly clock: Clock;
}

export type Recognition =
  | { readonly kind: 'linked'; readonly chatUser: ChatUser; readonly person: KnownPerson }
  /** Nobody is known by their mail, or the chat's word for it is not enough: a code must prove them. */
  | { readonly kind: 'unlinked'; readonly chatUser: ChatUser }
  | { readonly kind: 'refused'; readonly why: 'outsider' | 'closed' | 'robot' | 'no-mail' };

export type ResolveBotUser = (account: string) => Promise<Recognition>;

/** Who somebody of a chat is to us, by the mail that the chat vouches for. It is asked once a day for each. */
export function createBotUserResolver(deps: RecogniseDeps): ResolveBotUser {
  const { channel, accounts, chatUsers, persons, clock } = deps;

  async function learn(account: string, stored: ChatUser | undefined) {
    const met = await accounts.find(account);
    const mail = met?.mail?.trim().toLowerCase();
    const why = met ? refusalOf(met) : 'closed';
    if (why) return why;
    if (!met || !mail) return 'no-mail';
    const proved = stored?.trusted === true && stored.mail === mail;
    const chatUser: ChatUser = {
      ...{ channel, account, mail, name: met.name, address: met.address ?? stored?.address },
      trusted: met.kind === 'member' || proved,
      knownAt: clock.now().toISOString(),
      version: stored?.version ?? 0,
    };
    // Stale: it was learnt twice at the same moment.
    await chatUsers.save(chatUser);
    return chatUser;
  }

  return async (account) => {
    const stored = await chatUsers.find(channel, account);
    const fresh = stored && isFresh(stored, clock.now().toISOString());
    const chatUser = fresh ? stored : await learn(account, stored);
    if (typeof chatUser === 'string') return { kind: 'refused', why: chatUser };
    const person = chatUser.trusted ? await persons.find(chatUser.mail) : undefined;
    return person ? { kind: 'linked', chatUser, person } : { kind: 'unlinked', chatUser };
  };
}

function refusalOf({ kind }: ChatAccount): 'outsider' | 'closed' | 'robot' | undefined {
  return kind === 'member' || kind === 'guest' ? undefined : kind;
}

const freshHours = 24;

function isFresh({ knownAt }: ChatUser, now: Instant): boolean {
  return Date.parse(now) - Date.parse(knownAt) < freshHours * 3_600_000;
}

/** From now on, the word of the chat is enough for that account: a code has proved whose it is. */
export type TrustChatUser = (channel: ChatChannel, account: string) => Promise<void>;

/** Somebody else may write the contact at the same moment: their word is kept, and ours added. */
const mostTrustAttempts = 3;

export function createChatUserTruster({
  chatUsers,
}: {
  readonly chatUsers: ChatUserStore;
}): TrustChatUser {
  return async (channel, account) => {
    for (let attempt = 0; attempt < mostTrustAttempts; attempt += 1) {
      const chatUser = await chatUsers.find(channel, account);
      if (!chatUser || chatUser.trusted) return;
      if ((await chatUsers.save({ ...chatUser, trusted: true })) === 'saved') return;
    }
    throw new Error('A contact was written by others three times in a row');
  };
}
