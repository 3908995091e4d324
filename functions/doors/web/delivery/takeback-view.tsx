import type { Delivery } from '../../../domain/deliveries/delivery.ts';
import { takebackFacts } from '../../../words/delivery-facts.ts';
import { deliverySite, deliveryPage as words } from '../../../words/pages/delivery.ts';
import { Facts } from './facts.tsx';

interface TakebackViewProps {
  readonly delivery: Delivery;
  readonly path: string;
}

/** How the old lockers leave, and where it is noted. */
export function TakebackView({ delivery: { takeback }, path }: TakebackViewProps) {
  return (
    <section>
      <h2>{words.takeback}</h2>
      {takeback ? <Facts facts={takebackFacts(takeback)} /> : <p>{deliverySite.noTakeback}</p>}
      <p class="links screen-only">
        <a href={`${path}/reprise`}>
          {takeback ? deliverySite.changeTakeback : deliverySite.noteTakeback}
        </a>
      </p>
    </section>
  );
}
