import type { Register } from '../colleges/college.ts';
import type { Damage } from '../damages/damage.ts';
import { type Day, earliestInstantOf, type Instant } from '../dates.ts';
import { type Campaign, type Standing, standingOf } from '../declarations/campaign.ts';
import { type Declaration, referenceOf } from '../declarations/declaration.ts';
import type { Delivery } from '../deliveries/delivery.ts';
import type { Told } from '../journal.ts';
import { damageReference, deliveryReference } from '../reference.ts';
import type { Uai } from '../uai.ts';
import {
  type ComingDelivery,
  changeOf,
  comingAfter,
  type DamageNews,
  type DeliveryNews,
  type DigestChange,
  damageNewsOf,
  deliveryNewsOf,
  lateAmong,
} from './digest-changes.ts';

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
  readonly deliveries: readonly DeliveryNews[];
  /** Told each time until they arrive, or get another day. */
  readonly lateDeliveries: readonly ComingDelivery[];
  /** Carried like the standings: a delivery becomes late without anybody writing. */
  readonly comingDeliveries: readonly ComingDelivery[];
  /** One per collège that has begun; the others are silent. Carried from digest to digest, so that a night reads what changed only. */
  readonly standings: readonly Standing[];
  /** Version of each declaration, damage and delivery read near the end of the period, so that the next night's overlap tells nothing twice. */
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
  readonly today: Day;
  /** Every declaration, every damage and every delivery changed since `from`. */
  readonly changed: readonly Declaration[];
  readonly changedDamages: readonly Damage[];
  readonly changedDeliveries: readonly Delivery[];
}

/** The next digest, or `undefined` when nobody said anything since the last and nothing became late: then nothing is said. */
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
  const deliveries = deliveryDigest(period, told);
  if (changes.length === 0 && damages.length === 0 && !deliveries.isNews) return undefined;
  const number = (previous?.number ?? 0) + 1;
  const standings = standingsAfter(period, before);
  const seen = versionsOf(period);
  const { isNews: _, ...saidOfDeliveries } = deliveries;
  return {
    ...{ number, from, until, campaign, changes, damages, standings, seen },
    ...saidOfDeliveries,
  };
}

function deliveryDigest(
  { previous, changedDeliveries, today }: DigestPeriod,
  told: (reference: string) => Told,
) {
  const deliveries = changedDeliveries.flatMap(
    (delivery) => deliveryNewsOf(delivery, told(deliveryReference(delivery))) ?? [],
  );
  const comingDeliveries = comingAfter(previous?.comingDeliveries ?? [], changedDeliveries);
  const lateDeliveries = lateAmong(comingDeliveries, today);
  // Given another day, it may be late once more.
  const lateness = ({ reference, expected }: ComingDelivery) => `${reference} ${expected.to}`;
  const lateBefore = new Set(previous?.lateDeliveries.map(lateness));
  const isLateSince = lateDeliveries.some((delivery) => !lateBefore.has(lateness(delivery)));
  const isNews = deliveries.length > 0 || isLateSince;
  return { deliveries, comingDeliveries, lateDeliveries, isNews };
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

function versionsOf({
  changed,
  changedDamages,
  changedDeliveries,
}: DigestPeriod): Readonly<Record<string, number>> {
  return Object.fromEntries([
    ...changed.map((declaration) => [referenceOf(declaration), declaration.version] as const),
    ...changedDamages.map((damage) => [damageReference(damage), damage.version] as const),
    ...changedDeliveries.map(
      (delivery) => [deliveryReference(delivery), delivery.version] as const,
    ),
  ]);
}

/** Those who have filed nothing, in the order of the register: who must be asked again. */
export function silentColleges(register: Register, { standings }: Digest): Register {
  const answered = new Set(
    standings.filter((standing) => standing.state !== 'draft').map(({ uai }) => uai),
  );
  return register.filter(({ uai }) => !answered.has(uai));
}
