import type { Instant } from '../calendar.ts';
import type { Uai } from '../colleges/uai.ts';
import {
  type Declaration,
  type DeclarationAct,
  type Filing,
  referenceOf,
} from '../declarations/declaration.ts';
import type { Standing } from '../declarations/standing.ts';
import { type JournalEntry, lastTold, lastUntold, type Told } from '../journal.ts';

/** What was told is taken back. */
export interface Withdrawal {
  readonly kind: 'withdrawn';
}

/** What the last digest did not know of. Several acts of one collège since then are one change: the last. */
export interface DigestChange {
  readonly uai: Uai;
  readonly reference: string;
  readonly filing: Filing | Withdrawal;
  /** When it was filed, or withdrawn; and by whom. */
  readonly filedAt: Instant;
  readonly filedBy: string;
  /** What the last digest said of this collège, where it had already filed. */
  readonly before?: Standing | undefined;
}

export function changeOf(
  declaration: Declaration,
  told: Told,
  before: Standing | undefined,
): DigestChange | undefined {
  const { uai, journal } = declaration;
  const said = lastUntold(journal, isSaid, told);
  const filing = said && filingSaid(declaration, said, told);
  if (!filing) return undefined;
  return {
    uai,
    reference: referenceOf(declaration),
    filing,
    filedAt: said.at,
    filedBy: said.who,
    before: before?.state === 'draft' ? undefined : before,
  };
}

function filingSaid({ filing, journal }: Declaration, { what }: Entry, told: Told) {
  if (what !== 'withdrawn') return filing;
  // Filed and withdrawn between two digests, it is as if nothing had been said.
  const before = lastTold(journal, isSaid, told);
  return before && isFiling(before.what) ? withdrawal : undefined;
}

type Entry = JournalEntry<DeclarationAct>;

const withdrawal: Withdrawal = { kind: 'withdrawn' };

function isSaid({ what }: Entry): boolean {
  return isFiling(what) || what === 'withdrawn';
}

function isFiling(what: DeclarationAct): boolean {
  return what === 'filed' || what === 'corrected' || what === 'filed-nothing';
}
