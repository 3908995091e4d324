import type { Context, Hono } from 'hono';
import type { Answers } from '../../../domain/declarations/declaration.ts';
import { type Delivery, isReceivable, receiptOf } from '../../../domain/deliveries/delivery.ts';
import { deliveryReference } from '../../../domain/deliveries/delivery-reference.ts';
import { maySpeakFor } from '../../../domain/people/person.ts';
import { instant } from '../../../words/dates.ts';
import { type FieldErrors, readForm } from '../../../words/form.ts';
import {
  receiptAnswersFrom,
  receiptErrors,
  receiptForm,
} from '../../../words/forms/receipt-form.ts';
import { receiptPage as words } from '../../../words/pages/deliveries.ts';
import { summed } from '../forms/summed-errors.ts';
import type { ShowPage } from '../frame/page.tsx';
import { showNotFound, showRefusal, TypedAnswers } from '../frame/refusals.tsx';
import { personOf } from '../sign-in/identity.ts';
import type { WebDeps } from '../web-deps.ts';
import { deliveryIn, readPostedAct } from './posted-act.ts';
import { ReceptionForm } from './reception-view.tsx';

/** The bon de réception, signed in the corridor. */
export function registerReception(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { viewDelivery, receiveDelivery, newId, site } = deps;
  const path = '/livraisons/:reference/reception';

  app.get(path, (c) => showForm(c, { answers: {}, status: 200 }));

  app.post(path, async (c) => {
    const { command, answers, opening } = await readPostedAct(c, receiptForm, newId);
    if (!command) return notFound(c, answers);
    const reading = readForm(receiptForm, answers);
    // A page that is shown again keeps its token: nothing was signed.
    const again = { answers, opening, status: 422 } as const;
    if (reading.kind === 'invalid') return showForm(c, { ...again, errors: reading.errors });
    const { seenVersion: _, ...act } = command;
    const outcome = await receiveDelivery(act, receiptAnswersFrom(reading.values));
    switch (outcome.kind) {
      case 'received':
        return c.redirect(`/livraisons/${deliveryReference(outcome.delivery)}`, 303);
      case 'not-receivable':
        return showSigned(c, outcome.delivery, answers);
      case 'contradictory':
        return showForm(c, { ...again, errors: receiptErrors(outcome.problems, reading.values) });
      case 'not-yours':
        return notFound(c, answers);
    }
  });

  interface FormContent {
    readonly answers: Answers;
    readonly status: 200 | 422;
    readonly errors?: FieldErrors;
    readonly opening?: string;
  }

  async function showForm(c: Context, content: FormContent): Promise<Response> {
    const { answers, status, errors = {}, opening = newId() } = content;
    const which = deliveryIn(c);
    const person = personOf(c);
    const file = which && maySpeakFor(person, which.uai) && (await viewDelivery(which, person));
    if (!file) return notFound(c, answers);
    const { delivery, college } = file;
    if (!isReceivable(delivery)) return showSigned(c, delivery, answers);
    return show(c, {
      title: receiptForm.title,
      status,
      errors: summed(receiptForm, errors),
      body: <ReceptionForm {...{ delivery, college, answers, errors, opening }} />,
    });
  }

  /** Somebody was faster: here is what they signed, and what was typed since. */
  function showSigned(c: Context, delivery: Delivery, answers: Answers) {
    const receipt = receiptOf(delivery);
    const { title, text } = receipt
      ? {
          title: words.already.title,
          text: words.already.text(receipt.signedName, instant(receipt.signedAt, site.timeZone)),
        }
      : words.notReceivable;
    return showRefusal(c, show, {
      title,
      text,
      status: 409,
      typed: (
        <>
          <p class="links">
            <a class="button" href={`/livraisons/${deliveryReference(delivery)}`}>
              {words.see}
            </a>
          </p>
          <TypedAnswers form={receiptForm} answers={answers} />
        </>
      ),
    });
  }

  function notFound(c: Context, answers: Answers) {
    return showNotFound(c, show, <TypedAnswers form={receiptForm} answers={answers} />);
  }
}
