import type { Context, Hono } from 'hono';
import { receiptDocument, receiptFileName } from '../../../content/deliveries/documents.ts';
import { deliveryStatusForm, deliveryStatusFormFor } from '../../../content/deliveries/forms.ts';
import { deliveryRefusals } from '../../../content/deliveries/planning-texts.ts';
import { deliverySite, deliveryTitle } from '../../../content/deliveries/texts.ts';
import { deliveryStatusErrors } from '../../../content/field-errors.ts';
import { type FieldErrors, type Form, fieldNames, parseForm } from '../../../content/model/form.ts';
import type { FormInput } from '../../../domain/act.ts';
import { availableStatusUpdates, type Delivery } from '../../../domain/deliveries/delivery.ts';
import { journalVersion } from '../../../domain/journal.ts';
import { canActFor, isEducation } from '../../../domain/people/person.ts';
import { deliveryReference } from '../../../domain/reference.ts';
import {
  type UpdateDeliveryStatusResult,
  updateDeliveryStatus,
} from '../../../use-cases/deliveries.ts';
import { viewDelivery, viewReserves } from '../../../use-cases/delivery-queries.ts';
import { renderDocument } from '../documents/load-renderer.ts';
import type { WebDeps } from '../shared/deps.ts';
import { SubmittedAnswers, showNotFound } from '../shared/errors.tsx';
import { Questions } from '../shared/form-fields.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { summed } from '../shared/posted-form.ts';
import { allowPhotosFrom } from '../shared/security-headers.ts';
import { personOf } from '../shared/session.tsx';
import {
  DeliveryConflict,
  deliveryIn,
  type PostedAct,
  parsePostedForm,
  showInvalidTransition,
} from './conflict.tsx';
import { DeliveryView } from './view.tsx';

interface StatusFormProps {
  readonly delivery: Delivery;
  readonly answers: FormInput;
  readonly errors: FieldErrors;
  readonly idempotencyKey: string;
}

/** The service Éducation: where the lockers are. */
export function DeliveryStatusForm({ delivery, answers, errors, idempotencyKey }: StatusFormProps) {
  const form = deliveryStatusFormFor(delivery);
  return (
    <section class="card screen-only">
      <h2>{deliverySite.statusUpdate}</h2>
      <form method="post" action={`/livraisons/${deliveryReference(delivery)}/suite`} novalidate>
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <input type="hidden" name="version" value={journalVersion(delivery)} />
        <Questions form={form} names={fieldNames(form)} answers={answers} errors={errors} />
        <button type="submit">{deliverySite.moveButton}</button>
      </form>
    </section>
  );
}

export interface DeliveryContent {
  readonly status: 200 | 409 | 422;
  /** The form that was sent and was not good, shown again as it was. */
  readonly posted?: {
    readonly form: Form;
    readonly answers: FormInput;
    readonly errors?: FieldErrors;
    readonly idempotencyKey?: string;
  };
  /** What they had before their eyes while somebody else wrote. */
  readonly expectedVersion?: number;
}

/** The page of one delivery, with what whoever asks for it may do there. */
export function createShowDelivery(deps: WebDeps, show: ShowPage) {
  const { newId, site } = deps;
  const { timeZone } = site;

  return async (
    c: Context,
    { status, posted, expectedVersion }: DeliveryContent,
  ): Promise<Response> => {
    const person = personOf(c);
    const key = deliveryIn(c);
    const file = key && (await viewReserves(deps, key, person));
    const input = posted && <SubmittedAnswers {...posted} />;
    if (!file) return showNotFound(c, show, input);
    const { delivery, college, photos } = file;
    const [link] = [...photos.values()].flat().flatMap((photo) => photo.link ?? []);
    if (link) allowPhotosFrom(c, link);
    const education = isEducation(person);
    const { answers = {}, errors = {}, idempotencyKey = newId() } = posted ?? {};
    return show(c, {
      title:
        expectedVersion === undefined ? deliveryTitle(delivery) : deliveryRefusals.conflict.title,
      status,
      errors: posted?.errors && summed(posted.form, posted.errors),
      body: (
        <>
          {expectedVersion !== undefined && (
            <DeliveryConflict {...{ delivery, expectedVersion, timeZone }} />
          )}
          {availableStatusUpdates(delivery).length === 0 && input}
          <DeliveryView
            {...{ delivery, college, photos, education, timeZone }}
            mine={canActFor(person, college.uai)}
          >
            {education && availableStatusUpdates(delivery).length > 0 && (
              <DeliveryStatusForm {...{ delivery, answers, errors, idempotencyKey }} />
            )}
          </DeliveryView>
        </>
      ),
    });
  };
}

/** One delivery: where it is, what was signed for, and what the service Éducation says of it. */
export function registerDelivery(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { newId, site } = deps;
  const showDelivery = createShowDelivery(deps, show);

  app.get('/livraisons/:reference', (c) => showDelivery(c, { status: 200 }));

  /** Each arrival that was refused left a bon too. */
  app.get('/livraisons/:reference/bons/:file', async (c) => {
    const key = deliveryIn(c);
    const file = key && (await viewDelivery(deps, key, personOf(c)));
    const number = Number(/^([1-9]\d?)\.pdf$/.exec(c.req.param('file'))?.[1] ?? 0);
    const receipt = file?.delivery.receipts[number - 1];
    if (!file || !receipt) return showNotFound(c, show);
    const bytes = await renderDocument(receiptDocument({ ...file, receipt }, site));
    const name = receiptFileName(deliveryReference(file.delivery), number);
    return c.body(bytes, 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${name}"`,
    });
  });

  app.post('/livraisons/:reference/suite', async (c) => {
    const posted = await parsePostedForm(c, deliveryStatusForm, newId);
    if (!posted.command) return notFound(c, posted);
    const parsed = parseForm(deliveryStatusForm, posted.answers);
    if (parsed.kind === 'invalid') return showAgain(c, posted, parsed.errors);
    const result = await updateDeliveryStatus(deps, { ...posted.command, ...parsed.values });
    return answer(c, result, posted);
  });

  async function answer(c: Context, outcome: UpdateDeliveryStatusResult, posted: PostedAct) {
    switch (outcome.kind) {
      case 'done':
        return c.redirect(`/livraisons/${deliveryReference(outcome.delivery)}`, 303);
      case 'conflict': {
        const { form, answers } = posted;
        const expectedVersion = posted.command?.expectedVersion ?? 0;
        return showDelivery(c, { posted: { form, answers }, expectedVersion, status: 409 });
      }
      case 'invalid-transition':
        return showInvalidTransition(c, show, posted);
      case 'reason-missing':
        return showAgain(c, posted, { note: deliveryStatusErrors[outcome.kind] });
      case 'day-to-come':
        return showAgain(c, posted, { on: deliveryStatusErrors[outcome.kind] });
      case 'forbidden':
        return notFound(c, posted);
    }
  }

  function showAgain(c: Context, posted: PostedAct, errors: Readonly<Record<string, string>>) {
    const { form, answers, idempotencyKey } = posted;
    return showDelivery(c, { posted: { form, answers, idempotencyKey, errors }, status: 422 });
  }

  function notFound(c: Context, posted: PostedAct) {
    return showNotFound(c, show, <SubmittedAnswers {...posted} />);
  }
}
