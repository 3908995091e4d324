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

/** The collège withdrew what an earlier digest reported. */
export interface Withdrawal {
  readonly kind: 'withdrawn';
}

/** What a collège did with its declaration since the last digest. Several acts are one change: the last. */
export interface DigestChange {
  readonly uai: Uai;
  readonly reference: string;
  readonly filing: Filing | Withdrawal;
  /** Or when it was withdrawn. */
  readonly filedAt: Instant;
  readonly filedBy: string;
  /** As of the last digest, where the collège had already filed. */
  readonly before?: CampaignStatus | undefined;
}

/** A filing of a collège that an earlier digest has as answered: it is no new answer. */
export function isCorrection({ filing, before }: DigestChange): boolean {
  return filing.kind !== 'withdrawn' && before !== undefined;
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
  // A filing that was withdrawn before any digest reported it is not reported at all.
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

/** The last act of a collège on a damage since the last digest, with the whole report. */
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
  // The service Éducation, which reads the digest, knows its own acts.
  const { uai, journal, lockersCount, state } = damage;
  const entry = lastUnreported(journal, ({ what }) => isCollegeAct(what), reported);
  if (!entry || !isCollegeAct(entry.what)) return undefined;
  const { what, at, who, note } = entry;
  const reference = damageReference(damage);
  return { ...reportOf(damage), uai, reference, lockersCount, state, what, at, who, note };
}

function isCollegeAct(what: DamageEntry['what']): what is DamageDigestItem['what'] {
  return damageDigestActs.some((act) => act === what);
}

function reportOf(damage: Damage): DamageReport {
  const { building, level, corridor, lockers, lockersUnnumbered } = damage;
  const { parts, dangerous, maker, description } = damage;
  const place = { building, level, corridor };
  return { ...place, lockers, lockersUnnumbered, parts, dangerous, maker, description };
}

/** In the order in which the service Éducation deals with them. */
export function damagesByUrgency(damages: readonly DamageDigestItem[]) {
  const withUrgency = (...urgencies: Urgency[]) =>
    damages.filter((damage) => urgencies.includes(urgencyOf(damage)));
  return {
    dangerous: withUrgency('dangerous'),
    afterSales: withUrgency('after-sales'),
    others: withUrgency('other', 'closed'),
  };
}

/** A delivery that is still to come: the few attributes that every digest copies from the last one. */
export interface ComingDelivery extends Pick<DeliveryPlan, 'lockers' | 'expected'> {
  readonly uai: Uai;
  readonly reference: string;
  readonly state: DeliveryState;
}

/** The last act on a delivery since the last digest, by a collège or by another system. */
export interface DeliveryDigestItem extends ComingDelivery {
  readonly what: DeliveryAct;
  readonly at: Instant;
  readonly who: string;
  readonly note?: string | undefined;
  /** Signed since the last digest. Each réserve is a claim on the workshop. */
  readonly receipt?: Receipt | undefined;
}

export function deliveryDigestItemOf(
  delivery: Delivery,
  reported: ReportedUpTo,
): DeliveryDigestItem | undefined {
  // The service Éducation, which reads the digest, knows its own acts.
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

/** The deliveries still to come: those of the last digest, brought up to date with the changes. */
export function comingAfter(
  before: readonly ComingDelivery[],
  changed: readonly Delivery[],
): readonly ComingDelivery[] {
  const coming = new Map(before.map((delivery) => [delivery.reference, delivery]));
  for (const delivery of changed) coming.set(deliveryReference(delivery), comingOf(delivery));
  return [...coming.values()].filter(({ state }) => state === 'planned' || state === 'on-its-way');
}

export function lateAmong(
  coming: readonly ComingDelivery[],
  today: Day,
): readonly ComingDelivery[] {
  return coming.filter((delivery) => isLate(delivery, today));
}

/** In the order in which the service Éducation deals with them. */
export function deliveriesByConcern(items: readonly DeliveryDigestItem[]) {
  const refused = items.filter(({ receipt }) => receipt?.verdict === 'refused');
  const withReserves = items.filter(({ receipt }) => receipt?.verdict === 'with-reserves');
  const others = items.filter(({ receipt }) => !receipt || receipt.verdict === 'accepted');
  return { refused, withReserves, others };
}
