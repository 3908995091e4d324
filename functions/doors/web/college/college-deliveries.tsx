import type { Uai } from '../../../domain/colleges/uai.ts';
import type { Delivery } from '../../../domain/deliveries/delivery.ts';
import { deliveryReference } from '../../../domain/deliveries/delivery-reference.ts';
import { collegePage as words } from '../../../words/pages/college.ts';
import { deliveriesPage } from '../../../words/pages/deliveries.ts';
import { deliveryLine } from '../../../words/pages/delivery.ts';
import { CalendarAddress } from '../delivery/calendar.tsx';

interface CollegeDeliveriesProps {
  readonly uai: Uai;
  readonly deliveries: readonly Delivery[];
  readonly mayPlan: boolean;
  /** Whole address of the calendar. */
  readonly calendar: string | undefined;
}

/** What is coming, what has come, and where to follow it. */
export function CollegeDeliveries(props: CollegeDeliveriesProps) {
  const { uai, deliveries, mayPlan, calendar } = props;
  return (
    <section class="card">
      <h2>{words.deliveries}</h2>
      {deliveries.length === 0 && <p>{words.noDelivery}</p>}
      {deliveries.length > 0 && (
        <ul class="damages">
          {deliveries.map((delivery) => (
            <li>
              <a href={`/livraisons/${deliveryReference(delivery)}`}>{deliveryLine(delivery)}</a>
            </li>
          ))}
        </ul>
      )}
      {mayPlan && (
        <p class="links">
          <a class="button secondary" href={`/colleges/${uai}/livraisons/nouvelle`}>
            {deliveriesPage.plan}
          </a>
        </p>
      )}
      {calendar && <CalendarAddress url={calendar} />}
    </section>
  );
}
