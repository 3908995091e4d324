import type { Receipt, Reserve } from '../../../domain/deliveries/receipt.ts';
import type { ReservesFile } from '../../../use-cases/deliveries/view-reserves.ts';
import { instant } from '../../../words/dates.ts';
import { liftedText, receiptFacts } from '../../../words/delivery-facts.ts';
import { deliverySite, reserveText, deliveryPage as words } from '../../../words/pages/delivery.ts';
import { reservePhotos } from '../../../words/pages/photos.ts';
import { SeenPhotos } from '../photos/photo-list.tsx';
import { Facts } from './facts.tsx';

interface ReceiptViewProps extends Pick<ReservesFile, 'photos'> {
  readonly receipt: Receipt;
  /** The first is 1. */
  readonly number: number;
  /** May add photos. */
  readonly mayShow: boolean;
  readonly mayLift: boolean;
  readonly timeZone: string;
  readonly path: string;
}

/** What was signed, and what has become of each réserve. */
export function ReceiptView(props: ReceiptViewProps) {
  const { receipt, photos, number, mayShow, mayLift, timeZone, path } = props;
  const { reserves, signedAt } = receipt;
  return (
    <section class="card">
      <h2>{words.receipt}</h2>
      <Facts facts={receiptFacts(receipt, instant(signedAt, timeZone))} />
      {reserves.length > 0 && (
        <>
          <h3>{words.reserves}</h3>
          <p class="hint">{deliverySite.reservesHint}</p>
          <ul class="damages">
            {reserves.map((reserve) => (
              <li>
                <ReserveLine {...{ reserve, receipt, timeZone }} />
                <SeenPhotos photos={photos.get(reserve.id) ?? []} of={reservePhotos(reserve.id)} />
                {!reserve.lifted && (
                  <ReserveLinks id={reserve.id} {...{ mayShow, mayLift, path }} />
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

interface ReserveLinksProps extends Pick<ReceiptViewProps, 'mayShow' | 'mayLift' | 'path'> {
  readonly id: string;
}

function ReserveLinks({ id, mayShow, mayLift, path }: ReserveLinksProps) {
  return (
    <p class="links screen-only">
      {mayShow && <a href={`${path}/reserves/${id}/photos`}>{deliverySite.addPhoto(id)}</a>}
      {mayLift && <a href={`${path}/reserves/${id}`}>{deliverySite.lift(id)}</a>}
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
