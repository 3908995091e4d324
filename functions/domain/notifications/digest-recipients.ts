import type { Damage } from '../damages/damage.ts';
import { compareUrgency } from '../damages/triage.ts';
import { type Day, type Instant, schoolYearOf } from '../dates.ts';
import { compareDeliveries, type Delivery } from '../deliveries/delivery.ts';
import { damageReference, deliveryReference } from '../reference.ts';
import type { Uai } from '../uai.ts';
import type { Digest } from './digest.ts';

/** How far one recipient has been told. It moves only once a message was handed over, so that nothing is skipped. */
export interface DigestCursor {
  /** Never changes: `mail:` and the mailbox, or the channel of a chat. */
  readonly recipient: string;
  /** Number of the last digest that the recipient was told; 0 when none was. */
  readonly reported: number;
  /** A new recipient, until the list of what is open reached them. */
  readonly isNew: boolean;
  /** When the recipient was last told, or became one. */
  readonly at: Instant;
  /** The run that is sending; absent while none is. */
  readonly lease?: DigestLease | undefined;
  /** 0 = not stored yet. */
  readonly version: number;
}

export interface DigestLease {
  readonly at: Instant;
  readonly run: string;
}

/** What is still to be dealt with, whichever night it was reported. */
export interface OpenList {
  /** The most urgent first. */
  readonly damages: readonly Damage[];
  /** The most urgent first. */
  readonly deliveries: readonly Delivery[];
  /** Collèges that were asked for a correction and have not filed since. */
  readonly corrections: readonly Uai[];
}

/** What one recipient is sent by one run. */
export interface DigestMessage {
  /** The same message has the same id, so that a queue that gets it twice shows it once. */
  readonly id: string;
  /** Absent for a recipient who is only given the list of what is open. */
  readonly digest?: Digest | undefined;
  /** For a new recipient, and one who is too far behind. */
  readonly open?: OpenList | undefined;
  /** When a recipient who is too far behind was last told: older news is on the site only. */
  readonly behindSince?: Instant | undefined;
  readonly sentAt: Instant;
}

/** A recipient who is further behind is given the list of what is open instead of every digest. */
const mostDaysBehind = 14;

const dayMilliseconds = 24 * 3_600_000;

/** `last`: the last digest before the recipient's first night, whose digest is thus the first that they are told. */
export function newCursor(recipient: string, last: Digest | undefined, at: Instant): DigestCursor {
  return { recipient, reported: last?.number ?? 0, isNew: true, at, version: 0 };
}

/**
 * Whether a run may send to the recipient. A run that died while sending leaves no record of whether the message went, so
 * once no run can still be sending it is sent again: a digest that arrives twice is better than one that never arrives.
 */
export function isLeased({ lease }: DigestCursor, now: Instant, runSeconds: number): boolean {
  return lease !== undefined && Date.parse(now) - Date.parse(lease.at) <= runSeconds * 1000;
}

export function isTooFarBehind(unreported: readonly Digest[], now: Instant): boolean {
  const [oldest] = unreported;
  return (
    oldest !== undefined &&
    Date.parse(now) - Date.parse(oldest.until) > mostDaysBehind * dayMilliseconds
  );
}

/** Several digests as one: of each declaration, damage and delivery the last act, and the state of the campaign after it. */
export function combineDigests(digests: readonly Digest[]): Digest | undefined {
  const [first, last] = [digests[0], digests.at(-1)];
  if (!first || !last || first === last) return last;
  return {
    ...last,
    from: first.from,
    changes: lastOfEach(digests.map(({ changes }) => changes)).map(({ item, earliest }) => ({
      ...item,
      before: earliest.before,
    })),
    damages: lastOfEach(digests.map(({ damages }) => damages)).map(({ item }) => item),
    deliveries: lastOfEach(digests.map(({ deliveries }) => deliveries)).map(
      ({ item, receipt }) => ({ ...item, receipt }),
    ),
  };
}

interface Referenced {
  readonly reference: string;
  readonly receipt?: unknown;
}

function lastOfEach<Item extends Referenced>(lists: readonly (readonly Item[])[]) {
  const found = new Map<string, { item: Item; earliest: Item; receipt: Item['receipt'] }>();
  for (const item of lists.flat()) {
    const { earliest = item, receipt } = found.get(item.reference) ?? {};
    found.set(item.reference, { item, earliest, receipt: item.receipt ?? receipt });
  }
  return [...found.values()];
}

/** A delivery may be planned for the next school year; what was open for longer than this was forgotten, not delayed. */
const openSchoolYears = { past: 5, coming: 1 };

/** The school years in which something that is open today may have begun. */
export function schoolYearsOfOpen(today: Day): readonly string[] {
  const { past, coming } = openSchoolYears;
  const year = Number(today.slice(0, 4));
  return Array.from({ length: past + coming + 1 }, (_, index) =>
    schoolYearOf(`${year - past + index}${today.slice(4)}`),
  );
}

/** Without what `digest` tells already, when a recipient gets both in one message. */
export function openListOf(
  { damages, deliveries }: Pick<OpenList, 'damages' | 'deliveries'>,
  { last, digest, today }: OpenListContext,
): OpenList {
  const reported = new Set([
    ...(digest?.damages ?? []).map(({ reference }) => reference),
    ...(digest?.deliveries ?? []).map(({ reference }) => reference),
    ...(digest?.lateDeliveries ?? []).map(({ reference }) => reference),
  ]);
  return {
    damages: damages
      .filter((damage) => !reported.has(damageReference(damage)))
      .toSorted(compareUrgency),
    deliveries: deliveries
      .filter((delivery) => !reported.has(deliveryReference(delivery)))
      .toSorted((one, other) => compareDeliveries(one, other, today)),
    corrections: (last?.campaignStatuses ?? [])
      .filter(({ state }) => state === 'to-correct')
      .map(({ uai }) => uai),
  };
}

interface OpenListContext {
  readonly last: Digest | undefined;
  readonly digest: Digest | undefined;
  readonly today: Day;
}

export function isNothingOpen({ damages, deliveries, corrections }: OpenList): boolean {
  return damages.length + deliveries.length + corrections.length === 0;
}
