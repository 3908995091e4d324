import type { Child } from 'hono/jsx';
import { type Delivery, isReceivable } from '../../../domain/deliveries/delivery.ts';
import { deliveryReference } from '../../../domain/deliveries/delivery-reference.ts';
import type { ReservesFile } from '../../../use-cases/deliveries/view-reserves.ts';
import { deliveryFacts } from '../../../words/delivery-facts.ts';
import { deliveriesPage, planPage } from '../../../words/pages/deliveries.ts';
import {
  deliverySite,
  deliveryStateText,
  deliveryPage as words,
} from '../../../words/pages/delivery.ts';
import { DeliveryJournal } from './delivery-journal.tsx';
import { Facts } from './facts.tsx';
import { ReceiptView } from './receipt-view.tsx';
import { TakebackView } from './takeback-view.tsx';

interface DeliveryViewProps extends ReservesFile {
  /** Read by somebody who may speak for the collège. */
  readonly mine: boolean;
  readonly education: boolean;
  readonly timeZone: string;
  /** What whoever reads it may say of it. */
  readonly children?: Child;
}

/** Where the lockers are, what was signed for, and how the old ones leave. */
export function DeliveryView(props: DeliveryViewProps) {
  const { delivery, college, photos, mine, education, timeZone, children } = props;
  const reference = deliveryReference(delivery);
  const { journal, receipts, state } = delivery;
  const path = `/livraisons/${reference}`;
  return (
    <>
      <p class="reference">
        <span class="quiet">{deliverySite.reference}</span> <strong>{reference}</strong>
      </p>
      <p>
        <a href={`/colleges/${college.uai}`}>{college.name}</a>, {college.commune}
      </p>
      <p class="lead">
        <strong>{deliveryStateText(delivery)}</strong>
      </p>
      {mine && isReceivable(delivery) && <ReceiveLink delivery={delivery} path={path} />}
      <section>
        <h2>{words.what}</h2>
        <Facts facts={deliveryFacts(delivery)} />
      </section>
      {receipts.map((receipt, index) => (
        <ReceiptView
          {...{ receipt, photos, timeZone, path }}
          number={index + 1}
          mayShow={mine}
          mayLift={education}
        />
      ))}
      {state !== 'cancelled' && <TakebackView delivery={delivery} path={path} />}
      {children}
      {journal.length > 0 && (
        <section>
          <h2>{words.history}</h2>
          <DeliveryJournal entries={journal} timeZone={timeZone} />
        </section>
      )}
      <p class="links screen-only">
        {education && <a href="/education/livraisons">{deliveriesPage.back}</a>}
        {education && mayPlan(delivery) && <a href={`${path}/date`}>{planPage.again}</a>}
        <a href={`/colleges/${college.uai}`}>{deliverySite.back}</a>
      </p>
    </>
  );
}

function mayPlan(delivery: Delivery): boolean {
  return isReceivable(delivery) ? delivery.state !== 'installed' : isOff(delivery);
}

function isOff({ state }: Delivery): boolean {
  return state === 'postponed' || state === 'cancelled';
}

/** Asked for once the lockers are there; before, it is at hand for who sees them come. */
function ReceiveLink({ delivery, path }: { delivery: Delivery; path: string }) {
  const isHere = delivery.state === 'arrived' || delivery.state === 'installed';
  return (
    <p class="links screen-only">
      <a class={isHere ? 'button' : 'button secondary'} href={`${path}/reception`}>
        {isHere ? words.receive : deliverySite.receiveNow}
      </a>
    </p>
  );
}
