import type { ChatChannel } from '../domain/act.ts';
import { type College, findCollege } from '../domain/colleges/college.ts';
import type { Instant } from '../domain/dates.ts';
import { type ChatUser, canActFor, type KnownPerson, withMember } from '../domain/people/person.ts';
import {
  type AccountLink,
  type Challenge,
  codeLimits,
  isOpen,
  newChallenge,
} from '../domain/people/sign-in.ts';
import type { Uai } from '../domain/uai.ts';
import { changePerson } from './people.ts';
import type { ChatAccount, Deps, UserDirectory } from './ports.ts';
import { useTry } from './sign-in.ts';

/** A chat user, and the collège they want to act for. */
export interface LinkCodeCommand {
  readonly channel: ChatChannel;
  readonly account: string;
  /** Lower case. */
  readonly mail: string;
  readonly name: string;
  readonly uai: Uai;
  /** The chat's word for their mailbox is enough. It is not when the mailbox may be another person's. */
  readonly vouched: boolean;
}

export type RequestLinkCodeResult =
  | { readonly kind: 'requested'; readonly challengeId: string; readonly college: College }
  | { readonly kind: 'already-linked'; readonly college: College }
  /** The collège has no official mailbox that a code could be sent to. */
  | { readonly kind: 'no-mailbox'; readonly college: College }
  /** The mailbox is a known person's: a code sent there proves that the account is theirs. */
  | { readonly kind: 'requested-from-owner'; readonly challengeId: string }
  | { readonly kind: 'unknown-college' }
  | { readonly kind: 'too-many' };

type RequestLinkCodeDeps = Pick<
  Deps,
  'departement' | 'persons' | 'signIns' | 'tokenSigner' | 'clock' | 'newToken'
>;

/** Opens a challenge whose code goes to the official mailbox of the collège: its reader decides who is a colleague. */
export async function requestLinkCode(
  deps: RequestLinkCodeDeps,
  command: LinkCodeCommand,
): Promise<RequestLinkCodeResult> {
  const { mail, name, uai, vouched } = command;
  const [register, people] = await Promise.all([deps.departement.register(), deps.persons.list()]);
  const college = findCollege(register, uai);
  if (!college) return { kind: 'unknown-college' };
  const person = people.find((each) => each.mail === mail);
  if (person && !vouched) {
    if (!(await isWithinLimits(deps, command, mail))) return { kind: 'too-many' };
    return {
      kind: 'requested-from-owner',
      challengeId: await challenge(deps, mail, { mail, name }),
    };
  }
  if (person && canActFor(person, uai)) return { kind: 'already-linked', college };
  const mailbox = people.find(({ mailboxOf }) => mailboxOf.includes(uai));
  if (!mailbox) return { kind: 'no-mailbox', college };
  if (!(await isWithinLimits(deps, command, mailbox.mail))) return { kind: 'too-many' };
  const challengeId = await challenge(deps, mailbox.mail, { mail, name, uai });
  return { kind: 'requested', challengeId, college };
}

async function isWithinLimits(
  { signIns, tokenSigner }: Pick<Deps, 'signIns' | 'tokenSigner'>,
  { channel, account }: LinkCodeCommand,
  recipient: string,
): Promise<boolean> {
  const [ofAccount, ofMailbox] = await Promise.all([
    tokenSigner.fingerprintOf(`binding of ${channel} ${account}`),
    tokenSigner.fingerprintOf(`binding to ${recipient}`),
  ]);
  return (
    (await signIns.countHit(ofAccount, codeLimits.perAccount)) &&
    (await signIns.countHit(ofMailbox, codeLimits.perMailbox))
  );
}

async function challenge(
  { signIns, clock, newToken }: Pick<Deps, 'signIns' | 'clock' | 'newToken'>,
  recipient: string,
  accountLink: AccountLink,
): Promise<string> {
  const created = newChallenge(newToken(), recipient, clock.now().toISOString());
  await signIns.saveChallenge({ ...created, accountLink });
  return created.id;
}

export type EnterLinkCodeResult =
  | { readonly kind: 'linked'; readonly person: KnownPerson }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  /** Too old, used, tried too often, another account's or never asked for: one answer, so that none can be probed. */
  | { readonly kind: 'expired' };

type EnterLinkCodeDeps = Pick<Deps, 'persons' | 'signIns' | 'tokenSigner' | 'clock' | 'isSame'>;

/** Links the account that enters the right code. A code is good for one account, and entering it again changes nothing. */
export async function enterLinkCode(
  deps: EnterLinkCodeDeps,
  entry: {
    readonly channel: ChatChannel;
    /** The mailbox of the chat user who enters the code. */
    readonly mail: string;
    readonly challengeId: string;
    readonly input: string;
  },
): Promise<EnterLinkCodeResult> {
  const { channel, mail, challengeId, input } = entry;
  const found = await deps.signIns.findChallenge(challengeId);
  const accountLink = found?.accountLink;
  if (!found || accountLink?.mail !== mail) return { kind: 'expired' };
  const isRight = deps.isSame(input, await deps.tokenSigner.codeOf(challengeId));
  if (found.met && isRight) {
    const person = await deps.persons.find(mail);
    return person && (!accountLink.uai || canActFor(person, accountLink.uai))
      ? { kind: 'linked', person }
      : { kind: 'expired' };
  }
  if (!isOpen(found, deps.clock.now().toISOString())) return { kind: 'expired' };
  const result = await useTry(deps, found, isRight);
  if (result.kind !== 'met') return result;
  const person = await link(deps, { challenge: found, accountLink, channel });
  return person ? { kind: 'linked', person } : { kind: 'expired' };
}

/** `undefined`: the person who proved their mailbox was deleted meanwhile. */
async function link(
  deps: Pick<Deps, 'persons' | 'clock'>,
  accepted: {
    readonly challenge: Challenge;
    readonly accountLink: AccountLink;
    readonly channel: ChatChannel;
  },
): Promise<KnownPerson | undefined> {
  const { mail, name, uai } = accepted.accountLink;
  if (!uai) return deps.persons.find(mail);
  const idempotencyKey = `binding ${accepted.challenge.id}`;
  const result = await changePerson(deps, { mail, name, idempotencyKey }, (person, at) =>
    withMember(person, uai, { at, who: person.name, idempotencyKey, channel: accepted.channel }),
  );
  return result.kind === 'done' ? result.person : undefined;
}

export type ResolveBotUserResult =
  | { readonly kind: 'linked'; readonly chatUser: ChatUser; readonly person: KnownPerson }
  /** No known person has their mailbox, or the chat's word for it is not enough: a code must prove it. */
  | { readonly kind: 'unlinked'; readonly chatUser: ChatUser }
  | { readonly kind: 'refused'; readonly why: 'outsider' | 'closed' | 'robot' | 'no-mail' };

/** Finds the person behind a chat account by the mailbox that the chat gives for it. The chat is asked once a day. */
export async function resolveBotUser(
  deps: Pick<Deps, 'chatUsers' | 'persons' | 'clock'>,
  directory: UserDirectory,
  { channel, account }: Pick<ChatUser, 'channel' | 'account'>,
): Promise<ResolveBotUserResult> {
  const stored = await deps.chatUsers.find(channel, account);
  const now = deps.clock.now().toISOString();
  if (stored && isFresh(stored, now)) return recognise(deps, stored);
  const found = await directory.find(account);
  const why = found ? refusalOf(found) : 'closed';
  if (why) return { kind: 'refused', why };
  const mail = found?.mail?.trim().toLowerCase();
  if (!found || !mail) return { kind: 'refused', why: 'no-mail' };
  const isProved = stored?.trusted === true && stored.mail === mail;
  const chatUser: ChatUser = {
    ...stored,
    ...{ channel, account, mail, name: found.name, address: found.address ?? stored?.address },
    trusted: found.kind === 'member' || isProved,
    knownAt: now,
    version: stored?.version ?? 0,
  };
  // A conflict means that a simultaneous request stored the same answer.
  await deps.chatUsers.save(chatUser);
  return recognise(deps, chatUser);
}

async function recognise(
  { persons }: Pick<Deps, 'persons'>,
  chatUser: ChatUser,
): Promise<ResolveBotUserResult> {
  const person = chatUser.trusted ? await persons.find(chatUser.mail) : undefined;
  return person ? { kind: 'linked', chatUser, person } : { kind: 'unlinked', chatUser };
}

function refusalOf({ kind }: ChatAccount): 'outsider' | 'closed' | 'robot' | undefined {
  return kind === 'member' || kind === 'guest' ? undefined : kind;
}

const freshHours = 24;

function isFresh({ knownAt }: ChatUser, now: Instant): boolean {
  return Date.parse(now) - Date.parse(knownAt) < freshHours * 3_600_000;
}

/** A simultaneous request may write the same chat user. More writers than that are a fault. */
const maxTrustAttempts = 3;

/** Records that a code has proved whose mailbox an account has: from now on the chat's word for it is enough. */
export async function trustChatUser(
  { chatUsers }: Pick<Deps, 'chatUsers'>,
  channel: ChatChannel,
  account: string,
): Promise<void> {
  for (let attempt = 0; attempt < maxTrustAttempts; attempt += 1) {
    const chatUser = await chatUsers.find(channel, account);
    if (!chatUser || chatUser.trusted) return;
    if ((await chatUsers.save({ ...chatUser, trusted: true })) === 'saved') return;
  }
  throw new Error(`Lost the race for a chat user ${maxTrustAttempts} times`);
}
