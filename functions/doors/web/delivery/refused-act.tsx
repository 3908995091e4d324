import type { Context } from 'hono';
import type { Delivery } from '../../../domain/deliveries/delivery.ts';
import { deliveryRefusals } from '../../../words/pages/deliveries.ts';
import { refusals } from '../../../words/pages/refusals.ts';
import type { ShowPage } from '../frame/page.tsx';
import { showRefusal, TypedAnswers } from '../frame/refusals.tsx';
import { DeliveryJournal } from './delivery-journal.tsx';
import type { PostedAct } from './posted-act.ts';

/** The delivery's state refuses the act; what was typed is kept in sight. */
export function showSettled(c: Context, show: ShowPage, sent: PostedAct) {
  return showRefusal(c, show, {
    ...deliveryRefusals.settled,
    status: 409,
    typed: <TypedAnswers {...sent} />,
  });
}

interface MeanwhileProps {
  readonly delivery: Delivery;
  /** The version they had before their eyes. */
  readonly seenVersion: number;
  readonly timeZone: string;
}

/** What somebody else wrote of it while they were writing. */
export function DeliveryMeanwhile({ delivery, seenVersion, timeZone }: MeanwhileProps) {
  const since = delivery.journal.filter(({ version }) => version > seenVersion);
  return (
    <div class="errors" role="alert">
      <p>{deliveryRefusals.stale.text}</p>
      {since.length > 0 && (
        <>
          <h2>{refusals.stale.meanwhile}</h2>
          <DeliveryJournal entries={since} timeZone={timeZone} />
        </>
      )}
    </div>
  );
}
