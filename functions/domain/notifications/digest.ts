import type { Register } from '../colleges/college.ts';
import type { Damage } from '../damages/damage.ts';
import { type Day, earliestInstantOf, type Instant } from '../dates.ts';
import {
  type Campaign,
  type CampaignStatus,
  campaignStatusOf,
  hasAnswered,
  type Supply,
} from '../declarations/campaign.ts';
import { type Declaration, referenceOf } from '../declarations/declaration.ts';
import { type Delivery, receiptOf } from '../deliveries/delivery.ts';
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

/** What changed since the last digest, and the state of the campaign after it. */
export interface Digest {
  /** 1, 2, 3 …: of two runs that start from the same digest, only one can store the next number. */
  readonly number: number;
  readonly from: Instant;
  readonly until: Instant;
  /** Absent when the Département has not planned one yet: damages are reported all the same. */
  readonly campaign?: Campaign | undefined;
  readonly changes: readonly DigestChange[];
  readonly damages: readonly DamageDigestItem[];
  readonly deliveries: readonly DeliveryDigestItem[];
  /** Reported in each digest until they arrive or get another day. */
  readonly lateDeliveries: readonly ComingDelivery[];
  /** Copied like `campaignStatuses`: a delivery becomes late without a write. */
  readonly comingDeliveries: readonly ComingDelivery[];
  /** Deliveries planned since the campaign opened, and not cancelled; copied likewise. Absent in older digests. */
  readonly supplies?: readonly Supply[] | undefined;
  /** One per collège that has begun its declaration. Each digest copies them from the last one, so that it reads changes only. */
  readonly campaignStatuses: readonly CampaignStatus[];
  /** Version of each declaration, damage and delivery that was read: the next digest reports what a later version added. */
  readonly seen: Readonly<Record<string, number>>;
  /** The same for things that earlier digests read. Absent in digests stored before they had it, as is `seenSince`. */
  readonly seenBefore?: Readonly<Record<string, SeenVersion>> | undefined;
  /** Whatever was read since this instant is in `seen` or `seenBefore`, so what is in neither was never reported. */
  readonly seenSince?: Instant | undefined;
  /** References of the changed things that could not be read. The next digest reads them again. */
  readonly unreadable?: readonly string[] | undefined;
}

export interface SeenVersion {
  readonly version: number;
  /** End of the digest that read it. */
  readonly until: Instant;
}

/** How far a digest reads back before the end of the last one: the index of changes is eventually consistent. */
export const overlapMinutes = 10;

export function readsFrom(previous: Pick<Digest, 'until'>): Instant {
  return new Date(Date.parse(previous.until) - overlapMinutes * 60_000).toISOString();
}

/** How far back the first digest looks for damages. It finds declarations since their campaign opened. */
const firstDigestDays = 31;

export function firstReadsFrom(campaign: Campaign | undefined, until: Instant): Instant {
  const daysAgo = Date.parse(until) - firstDigestDays * 24 * 3_600_000;
  const opening = campaign ? Date.parse(earliestInstantOf(campaign.opensOn)) : daysAgo;
  return new Date(Math.min(opening, daysAgo)).toISOString();
}

/** How long versions are kept: a thing that was written while the index was read may be in no digest for some nights. */
const seenDays = 31;

function seenVersionsAfter(
  { previous, from, until }: DigestPeriod,
  seen: Readonly<Record<string, number>>,
): Required<Pick<Digest, 'seenBefore' | 'seenSince'>> {
  const keptFrom = new Date(Date.parse(until) - seenDays * 24 * 3_600_000).toISOString();
  const before = previous && {
    ...previous.seenBefore,
    ...Object.fromEntries(
      Object.entries(previous.seen).map(([reference, version]) => [
        reference,
        { version, until: previous.until },
      ]),
    ),
  };
  const kept = Object.entries(before ?? {}).filter(
    ([reference, read]) => read.until >= keptFrom && !(reference in seen),
  );
  const since = previous ? reportedSince(previous) : from;
  const [, later = since] = [since, keptFrom].toSorted();
  return { seenBefore: Object.fromEntries(kept), seenSince: later };
}

/** Whatever happened since then and is in no version that was read was never reported. */
function reportedSince({ seenSince, from }: Digest): Instant {
  return seenSince ?? from;
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
  /** References of those that could not be read. */
  readonly unreadable?: readonly string[] | undefined;
}

/** `undefined` when there is nothing to report: no act since the last digest, and no delivery became late. */
export function nextDigest(period: DigestPeriod): Digest | undefined {
  const { previous, from, until, campaign, changed, changedDamages } = period;
  const before = reportedCampaignStatuses(period);
  const reported = (reference: string) => ({
    from: previous ? reportedSince(previous) : from,
    version: previous?.seen[reference] ?? previous?.seenBefore?.[reference]?.version ?? 0,
  });
  const changes = changed.flatMap((declaration) => {
    const campaignStatus =
      declaration.campaignId === campaign?.id ? before.get(declaration.uai) : undefined;
    return changeOf(declaration, reported(referenceOf(declaration)), campaignStatus) ?? [];
  });
  const damages = changedDamages.flatMap(
    (damage) => damageDigestItemOf(damage, reported(damageReference(damage))) ?? [],
  );
  const { isReportable, ...deliveryItems } = deliveryDigest(period, reported);
  const unreadable = [...new Set(period.unreadable)];
  const isUnreadableSince = unreadable.some((each) => !previous?.unreadable?.includes(each));
  const isNothingNew = changes.length === 0 && damages.length === 0 && !isReportable;
  if (isNothingNew && !isUnreadableSince) return undefined;
  const number = (previous?.number ?? 0) + 1;
  const campaignStatuses = campaignStatusesAfter(period, before);
  const seen = versionsOf(period);
  return {
    ...{ number, from, until, campaign, changes, damages, campaignStatuses, seen },
    ...seenVersionsAfter(period, seen),
    ...deliveryItems,
    supplies: suppliesAfter(period),
    ...(unreadable.length > 0 && { unreadable }),
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
  // A delivery that was given another day can become late again.
  const lateness = ({ reference, expected }: ComingDelivery) => `${reference} ${expected.to}`;
  const lateBefore = new Set(previous?.lateDeliveries.map(lateness));
  const isLateSince = lateDeliveries.some((delivery) => !lateBefore.has(lateness(delivery)));
  const isReportable = deliveries.length > 0 || isLateSince;
  return { deliveries, comingDeliveries, lateDeliveries, isReportable };
}

function reportedCampaignStatuses({
  previous,
  campaign,
}: DigestPeriod): ReadonlyMap<Uai, CampaignStatus> {
  const isSame = campaign && previous?.campaign?.id === campaign.id;
  return new Map(
    isSame
      ? previous.campaignStatuses.map((campaignStatus) => [campaignStatus.uai, campaignStatus])
      : [],
  );
}

function campaignStatusesAfter(
  { campaign, changed }: DigestPeriod,
  before: ReadonlyMap<Uai, CampaignStatus>,
): readonly CampaignStatus[] {
  const statuses = new Map(before);
  for (const declaration of changed) {
    if (declaration.campaignId === campaign?.id)
      statuses.set(declaration.uai, campaignStatusOf(declaration));
  }
  return [...statuses.values()];
}

function suppliesAfter({ previous, campaign, changedDeliveries }: DigestPeriod): readonly Supply[] {
  if (!campaign) return [];
  const opening = earliestInstantOf(campaign.opensOn);
  const before = previous?.campaign?.id === campaign.id ? (previous.supplies ?? []) : [];
  const supplies = new Map(before.map((supply) => [supply.reference, supply]));
  for (const delivery of changedDeliveries) {
    const { uai, state, lockers, journal } = delivery;
    const reference = deliveryReference(delivery);
    const isSince = (journal[0]?.at ?? '') >= opening;
    if (state === 'cancelled' || !isSince) supplies.delete(reference);
    else
      supplies.set(reference, { reference, uai, lockers: receiptOf(delivery)?.counted ?? lockers });
  }
  return [...supplies.values()];
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

/** The collèges that have not answered, in the order of the register. */
export function notDeclaredColleges(register: Register, { campaignStatuses }: Digest): Register {
  const declared = new Set(campaignStatuses.filter(hasAnswered).map(({ uai }) => uai));
  return register.filter(({ uai }) => !declared.has(uai));
}
