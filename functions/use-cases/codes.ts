import type { Channel } from '../domain/act.ts';
import {
  type Challenge,
  type CodeStrength,
  currentGuesses,
  guessBudget,
  type IssuedCode,
  isSpent,
  type KnownDevice,
  liveCodes,
  newCodeRound,
  newGuessCount,
  withCode,
} from '../domain/people/sign-in.ts';
import type { Deps } from './ports.ts';
import { pseudonymOf } from './security.ts';

/** Simultaneous requests of one browser or account. More of them are a fault, and throw. */
const maxAttempts = 5;

/** Opens a challenge, whose code the table-stream function mails. Returns its id. */
export async function issueCode(
  { signIns, clock, newToken }: Pick<Deps, 'signIns' | 'clock' | 'newToken'>,
  request: Pick<Challenge, 'mail' | 'strength' | 'roundId' | 'accountLink'>,
): Promise<string> {
  const challenge: Challenge = {
    ...request,
    id: newToken(),
    askedAt: clock.now().toISOString(),
    version: 0,
  };
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const round = (await signIns.findRound(request.roundId)) ?? newCodeRound(request.roundId);
    if ((await signIns.saveRound(withCode(round, challenge))) === 'conflict') continue;
    // The round first: the mail of a code that no round knows would be of no use.
    await signIns.addChallenge(challenge);
    return challenge.id;
  }
  throw new Error(`Lost the race for a round of codes ${maxAttempts} times`);
}

/** The name under which failed tries are counted: those in a known browser do not count against the mailbox. */
export function guesserOf(
  { tokenSigner }: Pick<Deps, 'tokenSigner'>,
  mail: string,
  device?: KnownDevice,
): Promise<string> {
  return tokenSigner.fingerprintOf(device ? `guesses in ${device.id}` : `guesses at ${mail}`);
}

/** Which codes a guesser gets: ten characters once too many of six digits were guessed at. */
export async function strengthFor(
  { signIns, clock }: Pick<Deps, 'signIns' | 'clock'>,
  guesser: string,
): Promise<CodeStrength> {
  const count = await signIns.findGuesses(guesser);
  const now = clock.now().toISOString();
  return count && isSpent(currentGuesses(count, now)) ? 'characters' : 'digits';
}

export type WrongCodeResult =
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  /** Too old, used, tried too often or never asked for: one answer, so that none can be probed. */
  | { readonly kind: 'expired' };

export type TryCodeResult =
  | { readonly kind: 'met' }
  /** The right code again, after it was accepted. */
  | { readonly kind: 'repeated' }
  | WrongCodeResult;

export type TryCodeDeps = Pick<
  Deps,
  'signIns' | 'tokenSigner' | 'clock' | 'isSame' | 'newToken' | 'logSecurity'
>;

export interface CodeEntry {
  readonly input: string;
  readonly channel: Channel;
  /** As `guesserOf` names it. */
  readonly guesser: string;
  /** Whether the right code would open anything: the mailbox may belong to no person. */
  readonly isOfUse: boolean;
}

/**
 * Uses one try of the round of a challenge. The try and the guess are stored before the code is compared, and each write
 * needs the version that was read: a hundred simultaneous guesses are still five tries, and past the budget none is compared.
 */
export async function tryCode(
  deps: TryCodeDeps,
  challenge: Challenge,
  entry: CodeEntry,
): Promise<TryCodeResult> {
  const { signIns, clock } = deps;
  const round = await signIns.findRound(challenge.roundId);
  if (!round) return { kind: 'expired' };
  if (round.met) {
    return (await isAnyOf(deps, round.codes, entry.input))
      ? { kind: 'repeated' }
      : { kind: 'expired' };
  }
  const live = liveCodes(round, clock.now().toISOString());
  if (live.length === 0) return { kind: 'expired' };
  const tried = { ...round, triesLeft: round.triesLeft - 1 };
  const wrong = { kind: 'wrong', triesLeft: tried.triesLeft } as const;
  if ((await signIns.saveRound(tried)) === 'conflict') return wrong;
  const guess = await takeGuess(deps, live, entry.guesser);
  if (guess.comparable.length === 0) return { kind: 'expired' };
  if (!(await isAnyOf(deps, guess.comparable, entry.input)) || !entry.isOfUse) {
    if (guess.isLast) await warn(deps, challenge, entry);
    return tried.triesLeft > 0 ? wrong : { kind: 'expired' };
  }
  if (guess.isCounted) await giveGuessBack(deps, entry.guesser);
  const met = { ...tried, version: tried.version + 1, met: true };
  return (await signIns.saveRound(met)) === 'conflict' ? { kind: 'expired' } : { kind: 'met' };
}

async function isAnyOf(
  { tokenSigner, isSame }: Pick<Deps, 'tokenSigner' | 'isSame'>,
  codes: readonly IssuedCode[],
  input: string,
): Promise<boolean> {
  const expected = await Promise.all(
    codes.map(({ id, strength }) => tokenSigner.codeOf(id, strength)),
  );
  return expected.some((code) => isSame(input, code));
}

interface Guess {
  /** The codes that the input may be compared with. */
  readonly comparable: readonly IssuedCode[];
  readonly isCounted: boolean;
  /** It used up the budget. */
  readonly isLast: boolean;
}

/** Counts a guess at six digits as failed; a right one is given back. Past the budget only longer codes are compared. */
async function takeGuess(
  { signIns, clock }: Pick<Deps, 'signIns' | 'clock'>,
  live: readonly IssuedCode[],
  guesser: string,
): Promise<Guess> {
  const longer = live.filter(({ strength }) => strength === 'characters');
  const uncounted = { comparable: longer, isCounted: false, isLast: false };
  if (longer.length === live.length) return uncounted;
  const now = clock.now().toISOString();
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const stored = (await signIns.findGuesses(guesser)) ?? newGuessCount(guesser, now);
    const count = currentGuesses(stored, now);
    if (isSpent(count)) return uncounted;
    const counted = { ...count, failures: count.failures + 1 };
    if ((await signIns.saveGuesses(counted)) === 'saved') {
      return { comparable: live, isCounted: true, isLast: isSpent(counted) };
    }
  }
  // As many simultaneous guesses are no person's.
  return uncounted;
}

/** A right code was no failed try. When the count changed meanwhile, one more stays counted, which locks nobody out. */
async function giveGuessBack({ signIns }: Pick<Deps, 'signIns'>, guesser: string): Promise<void> {
  const count = await signIns.findGuesses(guesser);
  if (count && count.failures > 0) {
    await signIns.saveGuesses({ ...count, failures: count.failures - 1 });
  }
}

/** Tells the person by mail, and the operators by the log. The same is done for a mailbox that nobody has. */
async function warn(
  deps: Pick<Deps, 'signIns' | 'tokenSigner' | 'clock' | 'newToken' | 'logSecurity'>,
  { mail, roundId }: Challenge,
  { channel }: CodeEntry,
): Promise<void> {
  await deps.signIns.addChallenge({
    ...{ id: deps.newToken(), mail, roundId, strength: 'characters', warning: true },
    askedAt: deps.clock.now().toISOString(),
    version: 0,
  });
  const person = await pseudonymOf(deps, mail);
  deps.logSecurity({ action: 'codes-lengthened', channel, person, failures: guessBudget.failures });
}
