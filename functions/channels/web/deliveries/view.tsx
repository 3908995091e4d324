import type { Child } from 'hono/jsx';
import { reservePhotos } from '../../../content/damages/photos.ts';
import { deliveriesPage, planPage } from '../../../content/deliveries/planning-texts.ts';
import {
  deliveryFacts,
  deliverySite,
  deliveryStateText,
  liftedText,
  receiptFacts,
  reserveText,
  takebackFacts,
  deliveryPage as texts,
} from '../../../content/deliveries/texts.ts';
import { instant } from '../../../content/format.ts';
import { type Delivery, isReceivable } from '../../../domain/deliveries/delivery.ts';
import type { Receipt, Reserve } from '../../../domain/deliveries/receipt.ts';
import { deliveryReference } from '../../../domain/reference.ts';
import type { ReservesFile } from '../../../use-cases/delivery-queries.ts';
import { Facts } from '../shared/components.tsx';
import { SeenPhotos } from '../shared/photos.tsx';
import { DeliveryJournal } from './conflict.tsx';

interface ReceiptViewProps extends Pick<ReservesFile, 'photos'> {
  readonly receipt: Receipt;
  /** The first is 1. */
  readonly number: number;
  /** May add photos. */
  readonly canShow: boolean;
  readonly canLift: boolean;
  readonly timeZone: string;
  readonly path: string;
}

/** What was signed, and what has become of each réserve. */
export function ReceiptView(props: ReceiptViewProps) {
  const { receipt, photos, number, canShow, canLift, timeZone, path } = props;
  const { reserves, signedAt } = receipt;
  return (
    <section class="card">
      <h2>{texts.receipt}</h2>
      <Facts facts={receiptFacts(receipt, instant(signedAt, timeZone))} />
      {reserves.length > 0 && (
        <>
          <h3>{texts.reserves}</h3>
          <p class="hint">{deliverySite.reservesHint}</p>
          <ul class="damages">
            {reserves.map((reserve) => (
              <li>
                <ReserveLine {...{ reserve, receipt, timeZone }} />
                <SeenPhotos photos={photos.get(reserve.id) ?? []} of={reservePhotos(reserve.id)} />
                {!reserve.lifted && (
                  <ReserveLinks id={reserve.id} {...{ canShow, canLift, path }} />
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="links screen-only">
        <a href={`${path}/bons/${number}.pdf`}>{deliverySite.download}</a>
      </p>
    </section>
  );
}

interface ReserveLinksProps extends Pick<ReceiptViewProps, 'canShow' | 'canLift' | 'path'> {
  readonly id: string;
}

function ReserveLinks({ id, canShow, canLift, path }: ReserveLinksProps) {
  return (
    <p class="links screen-only">
      {canShow && <a href={`${path}/reserves/${id}/photos`}>{deliverySite.addPhoto(id)}</a>}
      {canLift && <a href={`${path}/reserves/${id}`}>{deliverySite.lift(id)}</a>}
    </p>
  );
}

interface ReserveLineProps {
  readonly reserve: Reserve;
  readonly receipt: Receipt;
  readonly timeZone: string;
}

function ReserveLine({ reserve, receipt, timeZone }: ReserveLineProps) {
  const { lifted } = reserve;
  return (
    <>
      <strong>{reserve.id}</strong> {reserveText(reserve, receipt)}
      <br />
      <span class="quiet">
        {lifted ? liftedText(lifted, instant(lifted.at, timeZone)) : deliverySite.toLift}
      </span>
    </>
  );
}

interface TakebackViewProps {
  readonly delivery: Delivery;
  readonly path: string;
}

/** How the old lockers leave, and where it is noted. */
export function TakebackView({ delivery: { takeback }, path }: TakebackViewProps) {
  return (
    <section>
      <h2>{texts.takeback}</h2>
      {takeback ? <Facts facts={takebackFacts(takeback)} /> : <p>{deliverySite.noTakeback}</p>}
      <p class="links screen-only">
        <a href={`${path}/reprise`}>
          {takeback ? deliverySite.changeTakeback : deliverySite.noteTakeback}
        </a>
      </p>
    </section>
  );
}

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
        <h2>{texts.what}</h2>
        <Facts facts={deliveryFacts(delivery)} />
      </section>
      {receipts.map((receipt, index) => (
        <ReceiptView
          {...{ receipt, photos, timeZone, path }}
          number={index + 1}
          canShow={mine}
          canLift={education}
        />
      ))}
      {state !== 'cancelled' && <TakebackView delivery={delivery} path={path} />}
      {children}
      {journal.length > 0 && (
        <section>
          <h2>{texts.history}</h2>
          <DeliveryJournal entries={journal} timeZone={timeZone} />
        </section>
      )}
      <p class="links screen-only">
        {education && <a href="/education/livraisons">{deliveriesPage.back}</a>}
        {education && canPlan(delivery) && <a href={`${path}/date`}>{planPage.again}</a>}
        <a href={`/colleges/${college.uai}`}>{deliverySite.back}</a>
      </p>
    </>
  );
}

function canPlan(delivery: Delivery): boolean {
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
        {isHere ? texts.receive : deliverySite.receiveNow}
      </a>
    </p>
  );
}
