import type { Receipt, Reserve } from '../../../domain/receipt.ts';
import { instant } from '../../../words/dates.ts';
import { liftedText, receiptFacts } from '../../../words/delivery-facts.ts';
import { reserveText, deliveryPage as words } from '../../../words/pages/delivery.ts';
import { Facts } from './facts.tsx';

interface ReceiptViewProps {
  readonly receipt: Receipt;
  /** The first is 1. */
  readonly number: number;
  readonly mayLift: boolean;
  readonly timeZone: string;
  readonly path: string;
}

/** What was signed, and what has become of each réserve. */
export function ReceiptView({ receipt, number, mayLift, timeZone, path }: ReceiptViewProps) {
  const { reserves, signedAt } = receipt;
  return (
    <section class="card">
      <h2>{words.receipt}</h2>
      <Facts facts={receiptFacts(receipt, instant(signedAt, timeZone))} />
      {reserves.length > 0 && (
        <>
          <h3>{words.reserves}</h3>
          <p class="hint">{words.reservesHint}</p>
          <ul class="damages">
            {reserves.map((reserve) => (
              <li>
                <ReserveLine {...{ reserve, receipt, timeZone }} />
                {mayLift && !reserve.lifted && (
                  <p class="links screen-only">
                    <a href={`${path}/reserves/${reserve.id}`}>{words.lift(reserve.id)}</a>
                  </p>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="links screen-only">
        <a href={`${path}/bons/${number}.pdf`}>{words.download}</a>
      </p>
    </section>
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
        {lifted ? liftedText(lifted, instant(lifted.at, timeZone)) : words.toLift}
      </span>
    </>
  );
}
