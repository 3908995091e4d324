import type { DeliveryEntry } from '../../../domain/deliveries/delivery.ts';
import { instant } from '../../../words/dates.ts';
import { deliveryJournalLine } from '../../../words/pages/delivery.ts';

interface DeliveryJournalProps {
  readonly entries: readonly DeliveryEntry[];
  readonly timeZone: string;
}

export function DeliveryJournal({ entries, timeZone }: DeliveryJournalProps) {
  return (
    <ol class="journal">
      {entries.map((entry) => (
        <li>
          {deliveryJournalLine(instant(entry.at, timeZone), entry)}
          {entry.note && <blockquote>{entry.note}</blockquote>}
        </li>
      ))}
    </ol>
  );
}
