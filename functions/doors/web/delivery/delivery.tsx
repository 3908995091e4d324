import type { Context, Hono } from 'hono';
import { deliveryReference } from '../../../domain/deliveries/delivery-reference.ts';
import { drawPaper } from '../../../papers/draw-paper.ts';
import type { MoveDeliveryOutcome } from '../../../use-cases/deliveries/move-delivery.ts';
import { deliveryMoveErrors } from '../../../words/field-errors.ts';
import { readForm } from '../../../words/form.ts';
import { deliveryMoveForm } from '../../../words/forms/delivery-move-form.ts';
import { receiptFileName, receiptPaper } from '../../../words/papers/receipt-paper.ts';
import type { ShowPage } from '../frame/page.tsx';
import { showNotFound, TypedAnswers } from '../frame/refusals.tsx';
import { personOf } from '../sign-in/identity.ts';
import type { WebDeps } from '../web-deps.ts';
import { makeShowDelivery } from './delivery-page.tsx';
import { deliveryIn, type PostedAct, readPostedAct } from './posted-act.ts';
import { showSettled } from './refused-act.tsx';

/** One delivery: where it is, what was signed for, and what the service Éducation says of it. */
export function registerDelivery(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { viewDelivery, moveDelivery, newId, site } = deps;
  const showDelivery = makeShowDelivery(deps, show);

  app.get('/livraisons/:reference', (c) => showDelivery(c, { status: 200 }));

  /** Each arrival that was refused left a bon too. */
  app.get('/livraisons/:reference/bons/:file', async (c) => {
    const which = deliveryIn(c);
    const file = which && (await viewDelivery(which, personOf(c)));
    const number = Number(/^([1-9]\d?)\.pdf$/.exec(c.req.param('file'))?.[1] ?? 0);
    const receipt = file?.delivery.receipts[number - 1];
    if (!file || !receipt) return showNotFound(c, show);
    const bytes = await drawPaper(receiptPaper({ ...file, receipt }, site));
    const name = receiptFileName(deliveryReference(file.delivery), number);
    return c.body(bytes, 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${name}"`,
    });
  });

  app.post('/livraisons/:reference/suite', async (c) => {
    const sent = await readPostedAct(c, deliveryMoveForm, newId);
    if (!sent.command) return notFound(c, sent);
    const reading = readForm(deliveryMoveForm, sent.answers);
    if (reading.kind === 'invalid') return showAgain(c, sent, reading.errors);
    return answer(c, await moveDelivery({ ...sent.command, ...reading.values }), sent);
  });

  async function answer(c: Context, outcome: MoveDeliveryOutcome, sent: PostedAct) {
    switch (outcome.kind) {
      case 'done':
        return c.redirect(`/livraisons/${deliveryReference(outcome.delivery)}`, 303);
      case 'stale': {
        const { form, answers } = sent;
        const seenVersion = sent.command?.seenVersion ?? 0;
        return showDelivery(c, { sent: { form, answers }, seenVersion, status: 409 });
      }
      case 'settled':
        return showSettled(c, show, sent);
      case 'reason-missing':
        return showAgain(c, sent, { note: deliveryMoveErrors[outcome.kind] });
      case 'day-to-come':
        return showAgain(c, sent, { on: deliveryMoveErrors[outcome.kind] });
      case 'not-yours':
        return notFound(c, sent);
    }
  }

  function showAgain(c: Context, sent: PostedAct, errors: Readonly<Record<string, string>>) {
    const { form, answers, opening } = sent;
    return showDelivery(c, { sent: { form, answers, opening, errors }, status: 422 });
  }

  function notFound(c: Context, sent: PostedAct) {
    return showNotFound(c, show, <TypedAnswers {...sent} />);
  }
}
