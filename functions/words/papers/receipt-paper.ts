import type { College } from '../../domain/colleges/college.ts';
import type { Delivery } from '../../domain/deliveries/delivery.ts';
import { deliveryReference } from '../../domain/deliveries/delivery-reference.ts';
import type { Receipt } from '../../domain/deliveries/receipt.ts';
import { instant } from '../dates.ts';
import { deliveryFacts, liftedText, receiptFacts } from '../delivery-facts.ts';
import { count } from '../numbers.ts';
import { collegePage } from '../pages/college.ts';
import { doorLabels } from '../pages/declaration.ts';
import { deliverySite, reserveText, deliveryPage as words } from '../pages/delivery.ts';
import { site } from '../pages/site.ts';
import type { Paper, PaperSection } from '../paper.ts';

export interface ReceiptPaperSetting {
  readonly departementName: string;
  readonly serviceName: string;
  readonly serviceMail: string;
  readonly timeZone: string;
}

interface SignedDelivery {
  readonly delivery: Delivery;
  readonly receipt: Receipt;
  readonly college: College;
}

/** The bon de réception, to print or to keep. */
export function receiptPaper(
  { delivery, receipt, college }: SignedDelivery,
  { departementName, serviceName, serviceMail, timeZone }: ReceiptPaperSetting,
): Paper {
  const signedAt = instant(receipt.signedAt, timeZone);
  const lastLifted = receipt.reserves
    .flatMap(({ lifted }) => lifted?.at ?? [])
    .toSorted()
    .at(-1);
  return {
    title: words.receipt,
    from: [site.name, site.departement(departementName)],
    reference: { label: deliverySite.reference, value: deliveryReference(delivery) },
    introduction: [
      `${college.name}, ${college.commune}. ${collegePage.uai} : ${college.uai}.`,
      deliverySite.signedOn(receipt.by, doorLabels[receipt.door]),
    ],
    sections: [
      { title: words.receipt, facts: receiptFacts(receipt, signedAt) },
      ...reservesOf(receipt, timeZone),
      { title: words.what, facts: deliveryFacts(delivery) },
    ],
    footer: `${site.departement(departementName)}, ${serviceName} – ${serviceMail}`,
    madeAt: lastLifted ?? receipt.signedAt,
  };
}

function reservesOf(receipt: Receipt, timeZone: string): PaperSection[] {
  if (receipt.reserves.length === 0) return [];
  const facts = receipt.reserves.map((reserve) => {
    const { id, lifted, photos } = reserve;
    const shown = photos.filter(({ state }) => state === 'ready').length;
    const seen = shown > 0 ? ` ${count(shown, 'photo')}.` : '';
    const after = lifted ? liftedText(lifted, instant(lifted.at, timeZone)) : deliverySite.toLift;
    return { label: id, value: `${reserveText(reserve, receipt)}${seen} ${after}` };
  });
  return [{ title: words.reserves, facts }];
}

/** `bon-L-0470678G-7F3K2M-1.pdf` */
export const receiptFileName = (reference: string, number: number) =>
  `bon-${reference}-${number}.pdf`;
