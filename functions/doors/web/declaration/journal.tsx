import type { DeclarationAct } from '../../../domain/declarations/declaration.ts';
import type { JournalEntry } from '../../../domain/journal.ts';
import { instant } from '../../../words/dates.ts';
import { journalLine } from '../../../words/pages/declaration.ts';

interface JournalProps {
  readonly entries: readonly JournalEntry<DeclarationAct>[];
  readonly timeZone: string;
}

export function Journal({ entries, timeZone }: JournalProps) {
  return (
    <ol class="journal">
      {entries.map((entry) => (
        <li>{journalLine(instant(entry.at, timeZone), entry.who, entry)}</li>
      ))}
    </ol>
  );
}
