import type { Child } from 'hono/jsx';
import { reservePhotos } from '../../../content/damages/photos.ts';
import { deliveriesPage, planPage } from '../../../content/deliveries/planning-texts.ts';
import {
  deliveryFacts,
  deliveryJournalLine,
  deliverySite,
  deliveryStateText,
  liftedText,
  receiptFacts,
  reserveText,
  takebackFacts,
  deliveryPage as texts,
} from '../../../content/deliveries/texts.ts';
import { instant } from '../../../content/format.ts';
import {
  type Delivery,
  type DeliveryEntry,
  isReceivable,
} from '../../../domain/deliveries/delivery.ts';
import type { Receipt, Reserve } from '../../../domain/deliveries/receipt.ts';
import { deliveryReference } from '../../../domain/reference.ts';
import type { ReservesFile } from '../../../use-cases/delivery-queries.ts';
import { Facts } from '../shared/components.tsx';
import { ReadyPhotos } from '../shared/photos.tsx';

interface ReceiptViewProps extends Pick<ReservesFile, 'photos'> {
  readonly receipt: Receipt;
  /** Counted from 1. */
  readonly number: number;
  readonly canAddPhotos: boolean;
  readonly canLift: boolean;
  readonly timeZone: string;
  readonly path: string;
}

/** What was signed, and the current state of each réserve. */
function ReceiptView(props: ReceiptViewProps) {
  const { receipt, photos, number, canAddPhotos, canLift, timeZone, path } = props;
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
                <ReadyPhotos photos={photos.get(reserve.id) ?? []} of={reservePhotos(reserve.id)} />
                {!reserve.lifted && (
                  <ReserveLinks id={reserve.id} {...{ canAddPhotos, canLift, path }} />
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

interface ReserveLinksProps extends Pick<ReceiptViewProps, 'canAddPhotos' | 'canLift' | 'path'> {
  readonly id: string;
}

function ReserveLinks({ id, canAddPhotos, canLift, path }: ReserveLinksProps) {
  return (
    <p class="links screen-only">
      {canAddPhotos && <a href={`${path}/reserves/${id}/photos`}>{deliverySite.addPhoto(id)}</a>}
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

/** How the old lockers leave, with the link to the form. */
function TakebackView({ delivery: { takeback }, path }: TakebackViewProps) {
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
  /** Whether the reader may act for the collège. */
  readonly canAct: boolean;
  readonly education: boolean;
  readonly timeZone: string;
  /** The form of the service Éducation. */
  readonly children?: Child;
}

export function DeliveryView(props: DeliveryViewProps) {
  const { delivery, college, photos, canAct, education, timeZone, children } = props;
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
      {canAct && isReceivable(delivery) && <ReceiveLink delivery={delivery} path={path} />}
      <section>
        <h2>{texts.what}</h2>
        <Facts facts={deliveryFacts(delivery)} />
      </section>
      {receipts.map((receipt, index) => (
        <ReceiptView
          {...{ receipt, photos, timeZone, path }}
          number={index + 1}
          canAddPhotos={canAct}
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

/** The main button once the lockers have arrived; before, a secondary one, since they may arrive unannounced. */
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
