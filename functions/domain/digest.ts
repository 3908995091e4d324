import type { Instant } from './calendar.ts';
import type { Campaign } from './campaign.ts';
import type { Register } from './college.ts';
import type { Declaration, DeclarationAct, Filing } from './declaration.ts';
import { referenceOf } from './declaration.ts';
import type { JournalEntry } from './journal.ts';
import { type Standing, standingOf } from './standing.ts';
import type { Uai } from './uai.ts';

/** A filing that the last digest did not know of. Several filings by one collège since then are one change. */
export interface DigestChange {
  readonly uai: Uai;
  readonly reference: string;
  readonly filing: Filing;
  readonly filedAt: Instant;
  readonly filedBy: string;
  /** What the last digest said of this collège, where it had already filed. */
  readonly before?: Standing | undefined;
}

/** What changed since the last digest, and where the campaign stands after it. */
export interface Digest {
  /** 1, 2, 3 …: two runs that start from the same digest make the same number, and only one is kept. */
  readonly number: number;
  readonly from: Instant;
  readonly until: Instant;
  readonly campaign: Campaign;
  readonly changes: readonly DigestChange[];
  /** One per collège that has begun; the others are silent. Carried from digest to digest, so that a night reads what changed only. */
  readonly standings: readonly Standing[];
  /** Version of each declaration read near the end of the period, so that the next night's overlap tells nothing twice. */
  readonly seen: Readonly<Record<string, number>>;
}

/** How far a night reads back before the end of the last digest: the day index may show a change a little late. */
export const overlapMinutes = 10;

export function readsFrom(previous: Pick<Digest, 'until'>): Instant {
  return new Date(Date.parse(previous.until) - overlapMinutes * 60_000).toISOString();
}

export interface DigestPeriod {
  readonly previous: Digest | undefined;
  readonly from: Instant;
  readonly until: Instant;
  readonly campaign: Campaign;
  /** Every declaration changed since `from`. */
  readonly changed: readonly Declaration[];
}

/** The next digest, or `undefined` when no collège filed anything since the last: then nothing is said. */
export function buildDigest(period: DigestPeriod): Digest | undefined {
  const { previous, from, until, campaign, changed } = period;
  const known = previous?.campaign.id === campaign.id ? previous.standings : [];
  const before = new Map(known.map((standing) => [standing.uai, standing]));
  const changes = changed.flatMap((declaration) => changeOf(declaration, period, before) ?? []);
  if (changes.length === 0) return undefined;
  const now = new Map(before);
  for (const declaration of changed) {
    if (declaration.campaignId === campaign.id) now.set(declaration.uai, standingOf(declaration));
  }
  const seen = changed.map((declaration) => [referenceOf(declaration), declaration.version]);
  return {
    number: (previous?.number ?? 0) + 1,
    from,
    until,
    campaign,
    changes,
    standings: [...now.values()],
    seen: Object.fromEntries(seen),
  };
}

function changeOf(
  declaration: Declaration,
  { previous, from, campaign }: DigestPeriod,
  before: ReadonlyMap<Uai, Standing>,
): DigestChange | undefined {
  const reference = referenceOf(declaration);
  const told = previous?.seen[reference] ?? 0;
  const filed = declaration.journal.findLast(
    (entry) => isFiling(entry) && entry.at >= from && entry.version > told,
  );
  if (!filed || !declaration.filing) return undefined;
  const { uai, filing, campaignId } = declaration;
  const standing = campaignId === campaign.id ? before.get(uai) : undefined;
  return {
    uai,
    reference,
    filing,
    filedAt: filed.at,
    filedBy: filed.who,
    before: standing?.state === 'draft' ? undefined : standing,
  };
}

function isFiling({ what }: JournalEntry<DeclarationAct>): boolean {
  return what === 'filed' || what === 'corrected' || what === 'filed-nothing';
}

/** Those who have filed nothing, in the order of the register: who must be asked again. */
export function silentColleges(register: Register, { standings }: Digest): Register {
  const answered = new Set(
    standings.filter((standing) => standing.state !== 'draft').map(({ uai }) => uai),
  );
  return register.filter(({ uai }) => !answered.has(uai));
}
