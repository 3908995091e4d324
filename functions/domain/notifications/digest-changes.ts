import type {
  Damage,
  DamageEntry,
  DamageReport,
  DamageState,
  FollowUp,
} from '../damages/damage.ts';
import { type Urgency, urgencyOf } from '../damages/triage.ts';
import type { Day, Instant } from '../dates.ts';
import type { CampaignStatus } from '../declarations/campaign.ts';
import {
  type Declaration,
  type DeclarationAct,
  type Filing,
  referenceOf,
} from '../declarations/declaration.ts';
import {
  type Delivery,
  type DeliveryAct,
  type DeliveryEntry,
  type DeliveryPlan,
  type DeliveryState,
  isLate,
} from '../deliveries/delivery.ts';
import type { Receipt } from '../deliveries/receipt.ts';
import { type JournalEntry, lastReported, lastUnreported, type ReportedUpTo } from '../journal.ts';
import { damageReference, deliveryReference } from '../reference.ts';
import type { Uai } from '../uai.ts';

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
  readonly before?: CampaignStatus | undefined;
}

export function changeOf(
  declaration: Declaration,
  reported: ReportedUpTo,
  before: CampaignStatus | undefined,
): DigestChange | undefined {
  const { uai, journal } = declaration;
  const change = lastUnreported(journal, isReportable, reported);
  const filing = change && reportedFilingOf(declaration, change, reported);
  if (!filing) return undefined;
  return {
    uai,
    reference: referenceOf(declaration),
    filing,
    filedAt: change.at,
    filedBy: change.who,
    before: before?.state === 'draft' ? undefined : before,
  };
}

function reportedFilingOf(
  { filing, journal }: Declaration,
  { what }: Entry,
  reported: ReportedUpTo,
) {
  if (what !== 'withdrawn') return filing;
  // Filed and withdrawn between two digests, it is as if nothing had been said.
  const before = lastReported(journal, isReportable, reported);
  return before && isFiling(before.what) ? withdrawal : undefined;
}

type Entry = JournalEntry<DeclarationAct>;

const withdrawal: Withdrawal = { kind: 'withdrawn' };

function isReportable({ what }: Entry): boolean {
  return isFiling(what) || what === 'withdrawn';
}

function isFiling(what: DeclarationAct): boolean {
  return what === 'filed' || what === 'corrected' || what === 'filed-nothing';
}

export const damageDigestActs = [
  'reported',
  'repair-confirmed',
  'still-broken',
] as const satisfies readonly ('reported' | FollowUp)[];

/** What a collège said of a damage since the last digest: the last of it, and the whole of the report. */
export interface DamageDigestItem extends DamageReport {
  readonly uai: Uai;
  readonly reference: string;
  readonly lockersCount: number;
  readonly state: DamageState;
  readonly what: (typeof damageDigestActs)[number];
  readonly at: Instant;
  readonly who: string;
  readonly note?: string | undefined;
}

export function damageDigestItemOf(
  damage: Damage,
  reported: ReportedUpTo,
): DamageDigestItem | undefined {
  // What the service Éducation did itself is no news to it.
  const { uai, journal, lockersCount, state } = damage;
  const entry = lastUnreported(journal, ({ what }) => saidByCollege(what), reported);
  if (!entry || !saidByCollege(entry.what)) return undefined;
  const { what, at, who, note } = entry;
  const reference = damageReference(damage);
  return { ...reportOf(damage), uai, reference, lockersCount, state, what, at, who, note };
}

function saidByCollege(what: DamageEntry['what']): what is DamageDigestItem['what'] {
  return damageDigestActs.some((act) => act === what);
}

function reportOf(damage: Damage): DamageReport {
  const { building, level, corridor, lockers, lockersUnnumbered } = damage;
  const { parts, dangerous, maker, description } = damage;
  const place = { building, level, corridor };
  return { ...place, lockers, lockersUnnumbered, parts, dangerous, maker, description };
}

/** In the order in which they are dealt with: who may be hurt, then the claims on the workshop, then the others. */
export function damagesByUrgency(damages: readonly DamageDigestItem[]) {
  const are = (...wanted: Urgency[]) =>
    damages.filter((digestItem) => wanted.includes(urgencyOf(digestItem)));
  return {
    dangerous: are('dangerous'),
    afterSales: are('after-sales'),
    others: are('other', 'invalid-transition'),
  };
}

/** A delivery that is still to come, small enough to be carried from digest to digest. */
export interface ComingDelivery extends Pick<DeliveryPlan, 'lockers' | 'expected'> {
  readonly uai: Uai;
  readonly reference: string;
  readonly state: DeliveryState;
}

/** What a collège or a machine said of a delivery since the last digest: the last of it. */
export interface DeliveryDigestItem extends ComingDelivery {
  readonly what: DeliveryAct;
  readonly at: Instant;
  readonly who: string;
  readonly note?: string | undefined;
  /** What was signed since, with its réserves: each is a claim on the workshop. */
  readonly receipt?: Receipt | undefined;
}

export function deliveryDigestItemOf(
  delivery: Delivery,
  reported: ReportedUpTo,
): DeliveryDigestItem | undefined {
  // What the service Éducation did itself is no news to it.
  const entry = lastUnreported(delivery.journal, isReportableDeliveryEntry, reported);
  if (!entry) return undefined;
  const { what, at, who, note } = entry;
  const receipt = lastUnreported(delivery.journal, isSigned, reported) && delivery.receipts.at(-1);
  return { ...comingOf(delivery), what, at, who, note, receipt };
}

function isSigned({ what }: DeliveryEntry): boolean {
  return what === 'received' || what === 'refused';
}

function isReportableDeliveryEntry(entry: DeliveryEntry): boolean {
  return isSigned(entry) || entry.channel === 'webhook';
}

function comingOf(delivery: Delivery): ComingDelivery {
  const { uai, state, lockers, expected } = delivery;
  return { uai, reference: deliveryReference(delivery), state, lockers, expected };
}

/** Those still to come, after what changed. */
export function comingAfter(
  before: readonly ComingDelivery[],
  changed: readonly Delivery[],
): readonly ComingDelivery[] {
  const now = new Map(before.map((coming) => [coming.reference, coming]));
  for (const delivery of changed) now.set(deliveryReference(delivery), comingOf(delivery));
  return [...now.values()].filter(({ state }) => state === 'planned' || state === 'on-its-way');
}

export function lateAmong(
  coming: readonly ComingDelivery[],
  today: Day,
): readonly ComingDelivery[] {
  return coming.filter((delivery) => isLate(delivery, today));
}

/** What a digest says of deliveries: what wants doing first. */
export function deliveriesByConcern(digestItem: readonly DeliveryDigestItem[]) {
  const refused = digestItem.filter(({ receipt }) => receipt?.verdict === 'refused');
  const withReserves = digestItem.filter(({ receipt }) => receipt?.verdict === 'with-reserves');
  const others = digestItem.filter(({ receipt }) => !receipt || receipt.verdict === 'accepted');
  return { refused, withReserves, others };
}
