import type { Channel } from './act.ts';
import type { Instant } from './dates.ts';

/** One recorded act. Entries are appended and never changed. */
export interface JournalEntry<What extends string = string> {
  readonly at: Instant;
  /** The name of the person at that time. */
  readonly who: string;
  readonly channel: Channel;
  readonly what: What;
  /** The version that this act produced. */
  readonly version: number;
}

/**
 * The version of the last journal entry, which forms carry as the version that their author saw. A photo that finishes
 * processing raises the stored version but adds no entry, so that it puts no open form in conflict.
 */
export function journalVersion({
  journal,
}: {
  readonly journal: readonly Pick<JournalEntry, 'version'>[];
}): number {
  return journal.at(-1)?.version ?? 0;
}

/** How far a digest has reported one journal. */
export interface ReportedUpTo {
  /** Entries before this instant are never reported. */
  readonly from: Instant;
  /** The last version that was reported; 0 when none was. */
  readonly version: number;
}

/** The last reportable entry that was not reported yet. */
export function lastUnreported<Entry extends JournalEntry>(
  journal: readonly Entry[],
  isReportable: (entry: Entry) => boolean,
  reported: ReportedUpTo,
): Entry | undefined {
  return journal.findLast((entry) => isReportable(entry) && isUnreported(entry, reported));
}

/** The last reportable entry that was reported already. */
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
