import { earliestInstantOf, type Instant } from './calendar.ts';
import type { Campaign } from './campaign.ts';
import type { Register } from './college.ts';
import type { Damage } from './damage.ts';
import { type DamageNews, damageNewsOf } from './damage-news.ts';
import { damageReference } from './damage-reference.ts';
import type { Declaration } from './declaration.ts';
import { referenceOf } from './declaration.ts';
import { changeOf, type DigestChange } from './digest-change.ts';
import { type Standing, standingOf } from './standing.ts';
import type { Uai } from './uai.ts';

/** What changed since the last digest, and where the campaign stands after it. */
export interface Digest {
  /** 1, 2, 3 …: two runs that start from the same digest make the same number, and only one is kept. */
  readonly number: number;
  readonly from: Instant;
  readonly until: Instant;
  /** None when the Département has planned none yet: damages are told all the same. */
  readonly campaign?: Campaign | undefined;
  readonly changes: readonly DigestChange[];
  readonly damages: readonly DamageNews[];
  /** One per collège that has begun; the others are silent. Carried from digest to digest, so that a night reads what changed only. */
  readonly standings: readonly Standing[];
  /** Version of each declaration and damage read near the end of the period, so that the next night's overlap tells nothing twice. */
  readonly seen: Readonly<Record<string, number>>;
}

/** How far a night reads back before the end of the last digest: the day index may show a change a little late. */
export const overlapMinutes = 10;

export function readsFrom(previous: Pick<Digest, 'until'>): Instant {
  return new Date(Date.parse(previous.until) - overlapMinutes * 60_000).toISOString();
}

/** How far back the first night of all looks for damages; it finds declarations since their campaign opened. */
const firstNightDays = 31;

/** Where the first digest of all begins. */
export function firstReadsFrom(campaign: Campaign | undefined, until: Instant): Instant {
  const daysAgo = Date.parse(until) - firstNightDays * 24 * 3_600_000;
  const opening = campaign ? Date.parse(earliestInstantOf(campaign.opensOn)) : daysAgo;
  return new Date(Math.min(opening, daysAgo)).toISOString();
}

export interface DigestPeriod {
  readonly previous: Digest | undefined;
  readonly from: Instant;
  readonly until: Instant;
  readonly campaign: Campaign | undefined;
  /** Every declaration and every damage changed since `from`. */
  readonly changed: readonly Declaration[];
  readonly changedDamages: readonly Damage[];
}

/** The next digest, or `undefined` when no collège said anything since the last: then nothing is said. */
export function buildDigest(period: DigestPeriod): Digest | undefined {
  const { previous, from, until, campaign, changed, changedDamages } = period;
  const before = knownStandings(period);
  const told = (reference: string) => ({ from, version: previous?.seen[reference] ?? 0 });
  const changes = changed.flatMap((declaration) => {
    const standing =
      declaration.campaignId === campaign?.id ? before.get(declaration.uai) : undefined;
    return changeOf(declaration, told(referenceOf(declaration)), standing) ?? [];
  });
  const damages = changedDamages.flatMap(
    (damage) => damageNewsOf(damage, told(damageReference(damage))) ?? [],
  );
  if (changes.length === 0 && damages.length === 0) return undefined;
  const number = (previous?.number ?? 0) + 1;
  const standings = standingsAfter(period, before);
  return { number, from, until, campaign, changes, damages, standings, seen: versionsOf(period) };
}

function knownStandings({ previous, campaign }: DigestPeriod): ReadonlyMap<Uai, Standing> {
  const same = campaign && previous?.campaign?.id === campaign.id;
  return new Map(same ? previous.standings.map((standing) => [standing.uai, standing]) : []);
}

function standingsAfter(
  { campaign, changed }: DigestPeriod,
  before: ReadonlyMap<Uai, Standing>,
): readonly Standing[] {
  const now = new Map(before);
  for (const declaration of changed) {
    if (declaration.campaignId === campaign?.id) now.set(declaration.uai, standingOf(declaration));
  }
  return [...now.values()];
}

function versionsOf({ changed, changedDamages }: DigestPeriod): Readonly<Record<string, number>> {
  return Object.fromEntries([
    ...changed.map((declaration) => [referenceOf(declaration), declaration.version] as const),
    ...changedDamages.map((damage) => [damageReference(damage), damage.version] as const),
  ]);
}

/** Those who have filed nothing, in the order of the register: who must be asked again. */
export function silentColleges(register: Register, { standings }: Digest): Register {
  const answered = new Set(
    standings.filter((standing) => standing.state !== 'draft').map(({ uai }) => uai),
  );
  return register.filter(({ uai }) => !answered.has(uai));
}
