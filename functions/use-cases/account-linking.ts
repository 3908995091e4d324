import type { ChatChannel } from '../domain/act.ts';
import { type College, findCollege } from '../domain/colleges/college.ts';
import type { Instant } from '../domain/dates.ts';
import { isPersonName } from '../domain/people/name.ts';
import { type ChatUser, canActFor, type KnownPerson, withMember } from '../domain/people/person.ts';
import { type AccountLink, codeLimits } from '../domain/people/sign-in.ts';
import type { Uai } from '../domain/uai.ts';
import {
  guesserOf,
  issueCode,
  strengthFor,
  type TryCodeDeps,
  tryCode,
  type WrongCodeResult,
} from './codes.ts';
import { changePerson, type PersonDeps } from './people.ts';
import type { ChatAccount, Deps, UserDirectory } from './ports.ts';
import { pseudonymOf } from './security.ts';

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
  const { channel, account, mail, uai, vouched } = command;
  // The person chose the name in the chat, and the mail to the official mailbox shows it.
  const name = isPersonName(command.name) ? command.name : mail;
  const [register, people] = await Promise.all([deps.departement.register(), deps.persons.list()]);
  const college = findCollege(register, uai);
  if (!college) return { kind: 'unknown-college' };
  const person = people.find((each) => each.mail === mail);
  if (person && !vouched) {
    if (!(await isWithinLimits(deps, command, mail))) return { kind: 'too-many' };
    return {
      kind: 'requested-from-owner',
      challengeId: await challenge(deps, mail, { channel, account, mail, name }),
    };
  }
  if (person && canActFor(person, uai)) return { kind: 'already-linked', college };
  const mailbox = people.find(({ mailboxOf }) => mailboxOf.includes(uai));
  if (!mailbox) return { kind: 'no-mailbox', college };
  if (!(await isWithinLimits(deps, command, mailbox.mail))) return { kind: 'too-many' };
  const challengeId = await challenge(deps, mailbox.mail, { channel, account, mail, name, uai });
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

/** All windows of an account share one round for a collège. */
async function challenge(
  deps: Pick<Deps, 'signIns' | 'tokenSigner' | 'clock' | 'newToken'>,
  recipient: string,
  accountLink: AccountLink,
): Promise<string> {
  const { channel, account, uai = '' } = accountLink;
  return issueCode(deps, {
    mail: recipient,
    accountLink,
    strength: await strengthFor(deps, await guesserOf(deps, recipient)),
    roundId: await deps.tokenSigner.fingerprintOf(
      `round of ${channel} ${account} ${recipient} ${uai}`,
    ),
  });
}

export type EnterLinkCodeResult =
  | { readonly kind: 'linked'; readonly person: KnownPerson }
  | WrongCodeResult;

type EnterLinkCodeDeps = TryCodeDeps & Pick<Deps, 'persons'>;

export interface LinkCodeEntry extends Pick<ChatUser, 'channel' | 'account' | 'mail'> {
  readonly challengeId: string;
  readonly input: string;
}

/**
 * Links the account that enters the right code, which must be the one that requested it; any of its windows will do. A
 * code is good for one account, and entering it again changes nothing.
 */
export async function enterLinkCode(
  deps: EnterLinkCodeDeps,
  entry: LinkCodeEntry,
): Promise<EnterLinkCodeResult> {
  const { channel, mail, challengeId, input } = entry;
  const challenge = await deps.signIns.findChallenge(challengeId);
  const accountLink = challenge?.accountLink;
  if (!challenge || !accountLink || !isOf(accountLink, entry)) return { kind: 'expired' };
  const result = await tryCode(deps, challenge, {
    ...{ input, channel, isOfUse: true },
    guesser: await guesserOf(deps, challenge.mail),
  });
  if (result.kind === 'wrong' || result.kind === 'expired') {
    deps.logSecurity({
      ...{ action: 'sign-in-failed', channel, way: 'link-code', why: result.kind },
      person: await pseudonymOf(deps, mail),
    });
  }
  switch (result.kind) {
    case 'met': {
      const person = await link(deps, accountLink, `binding ${challenge.id}`);
      return person ? { kind: 'linked', person } : { kind: 'expired' };
    }
    case 'repeated': {
      const person = await deps.persons.find(mail);
      return person && (!accountLink.uai || canActFor(person, accountLink.uai))
        ? { kind: 'linked', person }
        : { kind: 'expired' };
    }
    default:
      return result;
  }
}

function isOf({ channel, account, mail }: AccountLink, entry: LinkCodeEntry): boolean {
  return channel === entry.channel && account === entry.account && mail === entry.mail;
}

/** `undefined`: the person who proved their mailbox was deleted meanwhile. */
async function link(
  deps: PersonDeps,
  { channel, mail, name, uai }: AccountLink,
  idempotencyKey: string,
): Promise<KnownPerson | undefined> {
  if (!uai) return deps.persons.find(mail);
  const result = await changePerson(deps, { mail, name, uai, idempotencyKey }, (person, at) =>
    withMember(person, uai, { at, who: person.name, idempotencyKey, channel }),
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
