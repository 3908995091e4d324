import type { Register } from '../colleges/college.ts';
import type { Damage } from '../damages/damage.ts';
import { type Day, earliestInstantOf, type Instant } from '../dates.ts';
import { type Campaign, type CampaignStatus, campaignStatusOf } from '../declarations/campaign.ts';
import { type Declaration, referenceOf } from '../declarations/declaration.ts';
import type { Delivery } from '../deliveries/delivery.ts';
import type { ReportedUpTo } from '../journal.ts';
import { damageReference, deliveryReference } from '../reference.ts';
import type { Uai } from '../uai.ts';
import {
  type ComingDelivery,
  changeOf,
  comingAfter,
  type DamageDigestItem,
  type DeliveryDigestItem,
  type DigestChange,
  damageDigestItemOf,
  deliveryDigestItemOf,
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
  readonly damages: readonly DamageDigestItem[];
  readonly deliveries: readonly DeliveryDigestItem[];
  /** Told each time until they arrive, or get another day. */
  readonly lateDeliveries: readonly ComingDelivery[];
  /** Carried like the standings: a delivery becomes late without anybody writing. */
  readonly comingDeliveries: readonly ComingDelivery[];
  /** One per collège that has begun; the others are silent. Carried from digest to digest, so that a night reads what changed only. */
  readonly campaignStatuses: readonly CampaignStatus[];
  /** Version of each declaration, damage and delivery read near the end of the period, so that the next night's overlap tells nothing twice. */
  readonly seen: Readonly<Record<string, number>>;
}

/** How far a night reads back before the end of the last digest: the day index may show a change a little late. */
export const overlapMinutes = 10;

export function readsFrom(previous: Pick<Digest, 'until'>): Instant {
  return new Date(Date.parse(previous.until) - overlapMinutes * 60_000).toISOString();
}

/** How far back the first night of all looks for damages; it finds declarations since their campaign opened. */
const firstDigestDays = 31;

/** Where the first digest of all begins. */
export function firstReadsFrom(campaign: Campaign | undefined, until: Instant): Instant {
  const daysAgo = Date.parse(until) - firstDigestDays * 24 * 3_600_000;
  const idempotencyKey = campaign ? Date.parse(earliestInstantOf(campaign.opensOn)) : daysAgo;
  return new Date(Math.min(idempotencyKey, daysAgo)).toISOString();
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
export function nextDigest(period: DigestPeriod): Digest | undefined {
  const { previous, from, until, campaign, changed, changedDamages } = period;
  const before = reportedCampaignStatuses(period);
  const reported = (reference: string) => ({ from, version: previous?.seen[reference] ?? 0 });
  const changes = changed.flatMap((declaration) => {
    const campaignStatus =
      declaration.campaignId === campaign?.id ? before.get(declaration.uai) : undefined;
    return changeOf(declaration, reported(referenceOf(declaration)), campaignStatus) ?? [];
  });
  const damages = changedDamages.flatMap(
    (damage) => damageDigestItemOf(damage, reported(damageReference(damage))) ?? [],
  );
  const deliveries = deliveryDigest(period, reported);
  if (changes.length === 0 && damages.length === 0 && !deliveries.isNews) return undefined;
  const number = (previous?.number ?? 0) + 1;
  const campaignStatuses = campaignStatusesAfter(period, before);
  const seen = versionsOf(period);
  const { isNews: _, ...saidOfDeliveries } = deliveries;
  return {
    ...{ number, from, until, campaign, changes, damages, campaignStatuses, seen },
    ...saidOfDeliveries,
  };
}

function deliveryDigest(
  { previous, changedDeliveries, today }: DigestPeriod,
  reported: (reference: string) => ReportedUpTo,
) {
  const deliveries = changedDeliveries.flatMap(
    (delivery) => deliveryDigestItemOf(delivery, reported(deliveryReference(delivery))) ?? [],
  );
  const comingDeliveries = comingAfter(previous?.comingDeliveries ?? [], changedDeliveries);
  const lateDeliveries = lateAmong(comingDeliveries, today);
  // Given another day, it may be late once more.
  const lateness = ({ reference, expected }: ComingDelivery) => `${reference} ${expected.to}`;
  const lateBefore = new Set(previous?.lateDeliveries.map(lateness));
  const isLateSince = lateDeliveries.some((delivery) => !lateBefore.has(lateness(delivery)));
  const isReportable = deliveries.length > 0 || isLateSince;
  return { deliveries, comingDeliveries, lateDeliveries, isNews: isReportable };
}

function reportedCampaignStatuses({
  previous,
  campaign,
}: DigestPeriod): ReadonlyMap<Uai, CampaignStatus> {
  const same = campaign && previous?.campaign?.id === campaign.id;
  return new Map(
    same
      ? previous.campaignStatuses.map((campaignStatus) => [campaignStatus.uai, campaignStatus])
      : [],
  );
}

function campaignStatusesAfter(
  { campaign, changed }: DigestPeriod,
  before: ReadonlyMap<Uai, CampaignStatus>,
): readonly CampaignStatus[] {
  const now = new Map(before);
  for (const declaration of changed) {
    if (declaration.campaignId === campaign?.id)
      now.set(declaration.uai, campaignStatusOf(declaration));
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
export function notDeclaredColleges(register: Register, { campaignStatuses }: Digest): Register {
  const answered = new Set(
    campaignStatuses
      .filter((campaignStatus) => campaignStatus.state !== 'draft')
      .map(({ uai }) => uai),
  );
  return register.filter(({ uai }) => !answered.has(uai));
}
