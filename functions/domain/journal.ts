import type { Channel } from './act.ts';
import type { Instant } from './dates.ts';

/** One line of what happened to a thing: when, who, by which door, what. Never changed once written. */
export interface JournalEntry<What extends string = string> {
  readonly at: Instant;
  /** The name of the person, as it was that day. */
  readonly who: string;
  readonly channel: Channel;
  readonly what: What;
  /** The version of the thing that this entry made. */
  readonly version: number;
}

/**
 * The version of its last line, which is what people have before their eyes. The thing's own is higher once a photo has
 * arrived: what nobody did makes nobody's form stale.
 */
export function journalVersion({
  journal,
}: {
  readonly journal: readonly Pick<JournalEntry, 'version'>[];
}): number {
  return journal.at(-1)?.version ?? 0;
}

/** What a reader of journals knows already. */
export interface ReportedUpTo {
  /** Nothing before this instant is read. */
  readonly from: Instant;
  /** The last version that was told; 0 when none was. */
  readonly version: number;
}

/** The last line that has not been told yet, among those that `isNews`. */
export function lastUnreported<Entry extends JournalEntry>(
  journal: readonly Entry[],
  isReportable: (entry: Entry) => boolean,
  reported: ReportedUpTo,
): Entry | undefined {
  return journal.findLast((entry) => isReportable(entry) && isUnreported(entry, reported));
}

/** The last line that has been told, among those that were news. */
export function lastReported<Entry extends JournalEntry>(
  journal: readonly Entry[],
  isReportable: (entry: Entry) => boolean,
  reported: ReportedUpTo,
): Entry | undefined {
  return journal.findLast((entry) => isReportable(entry) && !isUnreported(entry, reported));
}

function isUnreported({ at, version }: JournalEntry, reported: ReportedUpTo): boolean {
  return at >= reported.from && version > reported.version;
}
