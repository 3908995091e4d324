import type { Context, Hono } from 'hono';
import { receiptFileName, receiptPaper } from '../../../content/deliveries/documents.ts';
import { deliveryMoveForm, deliveryMoveFormIn } from '../../../content/deliveries/forms.ts';
import { deliveryRefusals } from '../../../content/deliveries/planning-texts.ts';
import { deliverySite, deliveryTitle } from '../../../content/deliveries/texts.ts';
import { deliveryMoveErrors } from '../../../content/field-errors.ts';
import { type FieldErrors, type Form, fieldNames, readForm } from '../../../content/model/form.ts';
import type { Answers } from '../../../domain/act.ts';
import { type Delivery, movesIn } from '../../../domain/deliveries/delivery.ts';
import { toldVersion } from '../../../domain/journal.ts';
import { isEducation, maySpeakFor } from '../../../domain/people/person.ts';
import { deliveryReference } from '../../../domain/reference.ts';
import type { MoveDeliveryOutcome } from '../../../use-cases/deliveries.ts';
import { drawPaper } from '../documents/load-renderer.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound, TypedAnswers } from '../shared/errors.tsx';
import { Questions } from '../shared/form-fields.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { summed } from '../shared/posted-form.ts';
import { allowPhotosFrom } from '../shared/security-headers.ts';
import { personOf } from '../shared/session.tsx';
import {
  DeliveryMeanwhile,
  deliveryIn,
  type PostedAct,
  readPostedAct,
  showSettled,
} from './conflict.tsx';
import { DeliveryView } from './view.tsx';

interface MoveFormProps {
  readonly delivery: Delivery;
  readonly answers: Answers;
  readonly errors: FieldErrors;
  readonly opening: string;
}

/** The service Éducation: where the lockers are. */
export function DeliveryMoveForm({ delivery, answers, errors, opening }: MoveFormProps) {
  const form = deliveryMoveFormIn(delivery);
  return (
    <section class="card screen-only">
      <h2>{deliverySite.move}</h2>
      <form method="post" action={`/livraisons/${deliveryReference(delivery)}/suite`} novalidate>
        <input type="hidden" name="opening" value={opening} />
        <input type="hidden" name="version" value={toldVersion(delivery)} />
        <Questions form={form} names={fieldNames(form)} answers={answers} errors={errors} />
        <button type="submit">{deliverySite.moveButton}</button>
      </form>
    </section>
  );
}

export interface DeliveryContent {
  readonly status: 200 | 409 | 422;
  /** The form that was sent and was not good, shown again as it was. */
  readonly sent?: {
    readonly form: Form;
    readonly answers: Answers;
    readonly errors?: FieldErrors;
    readonly opening?: string;
  };
  /** What they had before their eyes while somebody else wrote. */
  readonly seenVersion?: number;
}

/** The page of one delivery, with what whoever asks for it may do there. */
export function makeShowDelivery(deps: WebDeps, show: ShowPage) {
  const { viewReserves, newId, site } = deps;
  const { timeZone } = site;

  return async (c: Context, { status, sent, seenVersion }: DeliveryContent): Promise<Response> => {
    const person = personOf(c);
    const which = deliveryIn(c);
    const file = which && (await viewReserves(which, person));
    const typed = sent && <TypedAnswers {...sent} />;
    if (!file) return showNotFound(c, show, typed);
    const { delivery, college, photos } = file;
    const [link] = [...photos.values()].flat().flatMap((photo) => photo.link ?? []);
    if (link) allowPhotosFrom(c, link);
    const education = isEducation(person);
    const { answers = {}, errors = {}, opening = newId() } = sent ?? {};
    return show(c, {
      title: seenVersion === undefined ? deliveryTitle(delivery) : deliveryRefusals.stale.title,
      status,
      errors: sent?.errors && summed(sent.form, sent.errors),
      body: (
        <>
          {seenVersion !== undefined && (
            <DeliveryMeanwhile {...{ delivery, seenVersion, timeZone }} />
          )}
          {movesIn(delivery).length === 0 && typed}
          <DeliveryView
            {...{ delivery, college, photos, education, timeZone }}
            mine={maySpeakFor(person, college.uai)}
          >
            {education && movesIn(delivery).length > 0 && (
              <DeliveryMoveForm {...{ delivery, answers, errors, opening }} />
            )}
          </DeliveryView>
        </>
      ),
    });
  };
}

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
