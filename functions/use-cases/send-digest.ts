import type { Register } from '../domain/colleges/college.ts';
import type { Digest } from '../domain/notifications/digest.ts';
import {
  combineDigests,
  type DigestCursor,
  type DigestMessage,
  isLeased,
  isNothingOpen,
  isTooFarBehind,
  newCursor,
  openListOf,
  schoolYearsOfOpen,
} from '../domain/notifications/digest-recipients.ts';
import { isEducation } from '../domain/people/person.ts';
import type { Deps } from './ports.ts';
import type { SendOnceDeps, SendOnceResult } from './send-once.ts';

/** Sends digests to one mailbox or one channel of a chat. */
export interface DigestSender {
  /** Must never change: the cursor of the recipient is stored under it, e.g. `mail:service@example.org`. */
  readonly recipient: string;
  /** Rejects if the message could not be handed over. */
  send(message: DigestMessage, register: Register): Promise<void>;
}

export interface DigestSenders {
  readonly mailTo: (mailbox: string) => DigestSender;
  /** Get the digest as long as the service Éducation has no person in the application. */
  readonly educationMailboxes: readonly string[];
  readonly chats: readonly DigestSender[];
}

export interface SendDigestDeps
  extends Omit<SendOnceDeps, 'sendRecords'>,
    Pick<Deps, 'departement' | 'damages' | 'deliveries' | 'digests' | 'digestCursors' | 'persons'> {
  readonly digestSenders: DigestSenders;
}

export type SendDigestResult = SendOnceResult;

/**
 * The recipients, each with a stored cursor. Called before the digest of the night is built, so that a new recipient is told
 * that digest even if this run dies.
 */
export async function listRecipients(
  deps: SendDigestDeps,
  last: Digest | undefined,
): Promise<readonly DigestSender[]> {
  const senders = await listSenders(deps);
  // A recipient whose cursor could not be stored fails later and alone: `sendUnreported` finds none.
  await Promise.allSettled(
    senders.map(async ({ recipient }) => {
      const now = deps.clock.now().toISOString();
      if (!(await deps.digestCursors.find(recipient)))
        await deps.digestCursors.save(newCursor(recipient, last, now));
    }),
  );
  return senders;
}

/**
 * Sends to each recipient whatever digests have not reached them, as one message. A recipient that fails holds up no other,
 * and is tried again by the next run.
 */
export async function sendDigests(
  deps: SendDigestDeps,
  senders: readonly DigestSender[],
  last: Digest | undefined,
): Promise<readonly SendDigestResult[]> {
  const reads = {
    last,
    register: once(() => deps.departement.register()),
    open: once(() => readOpen(deps)),
  };
  const results = await Promise.all(
    senders.map((sender) => sendUnreported({ ...deps, ...reads }, sender)),
  );
  return results.flatMap((result) => result ?? []);
}

/** The persons of the service Éducation, or else its mailboxes; and the channels of the chats. */
async function listSenders({
  persons,
  digestSenders,
}: Pick<SendDigestDeps, 'persons' | 'digestSenders'>): Promise<readonly DigestSender[]> {
  const { mailTo, educationMailboxes, chats } = digestSenders;
  const officers = (await persons.list()).filter(isEducation).map(({ mail }) => mail);
  const mailboxes = officers.length > 0 ? officers : educationMailboxes;
  return [...mailboxes.map(mailTo), ...chats];
}

async function readOpen({
  damages,
  deliveries,
  clock,
}: Pick<SendDigestDeps, 'damages' | 'deliveries' | 'clock'>) {
  const schoolYears = schoolYearsOfOpen(clock.today());
  const [openDamages, openDeliveries] = await Promise.all([
    damages.listOpen(schoolYears),
    deliveries.listOpen(schoolYears),
  ]);
  return { damages: openDamages, deliveries: openDeliveries };
}

/** What all recipients of a run need is read once, and only if one of them needs it. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}

interface RecipientDeps extends SendDigestDeps {
  readonly last: Digest | undefined;
  readonly register: () => Promise<Register>;
  readonly open: () => ReturnType<typeof readOpen>;
}

/** `undefined`: a new recipient, and there is nothing to tell them yet. A failure is a result, not an exception. */
async function sendUnreported(
  deps: RecipientDeps,
  sender: DigestSender,
): Promise<SendDigestResult | undefined> {
  const { recipient } = sender;
  try {
    const now = deps.clock.now().toISOString();
    const cursor = await deps.digestCursors.find(recipient);
    if (!cursor) throw new Error('The cursor of a recipient could not be stored');
    if (isLeased(cursor, now, deps.runSeconds)) return { recipient, outcome: 'leased' };
    const message = await messageFor(deps, cursor);
    if (message) return await sendLeased(deps, { sender, cursor, message });
    return cursor.isNew ? undefined : { recipient, outcome: 'already-sent' };
  } catch (error) {
    return { recipient, outcome: 'failed', error };
  }
}

async function messageFor(
  deps: RecipientDeps,
  { reported, isNew, at }: DigestCursor,
): Promise<DigestMessage | undefined> {
  const { last, digests, clock } = deps;
  const now = clock.now().toISOString();
  const isBehind = last !== undefined && reported < last.number;
  if (!isBehind && !isNew) return undefined;
  const unreported = isBehind ? await digests.listAfter(reported, now) : [];
  const behindSince = isTooFarBehind(unreported, now) ? at : undefined;
  const digest = behindSince ? undefined : combineDigests(unreported);
  if (!isNew && !behindSince) return digest && { id: idOf(unreported), digest, sentAt: now };
  const open = openListOf(await deps.open(), { last, digest, today: clock.today() });
  if (!digest && !behindSince && isNothingOpen(open)) return undefined;
  return {
    id: `${idOf(unreported)}-open-${now.slice(0, 10)}`,
    digest,
    open,
    behindSince,
    sentAt: now,
  };
}

/** `digest-7`, or `digest-5-7` for several. */
function idOf(digests: readonly Digest[]): string {
  const numbers = [digests[0]?.number, digests.at(-1)?.number];
  return ['digest', ...new Set(numbers)].filter((part) => part !== undefined).join('-');
}

async function sendLeased(
  deps: RecipientDeps,
  { sender, cursor, message }: SendOf,
): Promise<SendDigestResult> {
  const { digestCursors, newId, clock, last } = deps;
  const { recipient } = sender;
  const now = () => clock.now().toISOString();
  const lease = { at: now(), run: newId() };
  if ((await digestCursors.save({ ...cursor, lease })) === 'conflict')
    return { recipient, outcome: 'leased' };
  const leased = { ...cursor, version: cursor.version + 1, lease: undefined };
  try {
    await sender.send(message, await deps.register());
  } catch (error) {
    await digestCursors.save(leased);
    return { recipient, outcome: 'failed', error };
  }
  const reported = last?.number ?? cursor.reported;
  try {
    const saved = await digestCursors.save({ ...leased, reported, isNew: false, at: now() });
    return { recipient, outcome: saved === 'saved' ? 'sent' : 'unrecorded' };
  } catch (error) {
    return { recipient, outcome: 'unrecorded', error };
  }
}

interface SendOf {
  readonly sender: DigestSender;
  readonly cursor: DigestCursor;
  readonly message: DigestMessage;
}
