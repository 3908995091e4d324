import type { Hono } from 'hono';
import { receiptDocument, receiptFileName } from '../../../content/deliveries/documents.ts';
import { deliveryStatusForm, deliveryStatusFormFor } from '../../../content/deliveries/forms.ts';
import { deliverySite, deliveryTitle } from '../../../content/deliveries/texts.ts';
import { deliveryStatusErrors } from '../../../content/field-errors.ts';
import { type FieldErrors, fieldNames, parseForm } from '../../../content/model/form.ts';
import type { FormInput } from '../../../domain/act.ts';
import { availableStatusUpdates, type Delivery } from '../../../domain/deliveries/delivery.ts';
import { canActFor, isEducation } from '../../../domain/people/person.ts';
import { deliveryReference } from '../../../domain/reference.ts';
import { updateDeliveryStatus } from '../../../use-cases/deliveries.ts';
import { viewDelivery, viewReserves } from '../../../use-cases/delivery-queries.ts';
import { renderDocument } from '../documents/load-renderer.ts';
import { UnchangedNotice } from '../shared/components.tsx';
import type { WebDeps } from '../shared/deps.ts';
import { SubmittedAnswers, showNotFound } from '../shared/errors.tsx';
import { Questions } from '../shared/form-fields.tsx';
import type { PageRequest, ShowPage } from '../shared/page.tsx';
import { afterAct } from '../shared/paths.ts';
import { summaryOf } from '../shared/posted-form.ts';
import { allowPhotosFrom } from '../shared/security-headers.ts';
import { personOf } from '../shared/session.tsx';
import {
  DeliveryConflict,
  type DeliveryFormContent,
  formTitle,
  HiddenFields,
  parseDeliveryForm,
  pathDelivery,
  showDeliveryNotFound,
  showInvalidTransition,
} from './delivery-form.tsx';
import { DeliveryView } from './view.tsx';

/** One delivery: its state, its receipts, and the form with which the service Éducation updates its status. */
export function registerDelivery(app: Hono, deps: WebDeps, show: ShowPage): void {
  const path = '/livraisons/:reference';
  app.get(path, (c) => showDelivery({ c, deps, show }, { status: 200 }));
  app.get(`${path}/bons/:file`, (c) => sendReceipt({ c, deps, show }));
  app.post(`${path}/suite`, (c) => handleStatusUpdate({ c, deps, show }));
}

/** The PDF of one receipt: each refused arrival has one too. */
async function sendReceipt({ c, deps, show }: PageRequest): Promise<Response> {
  const key = pathDelivery(c);
  const file = key && (await viewDelivery(deps, key, personOf(c)));
  const number = Number(/^([1-9]\d?)\.pdf$/.exec(c.req.param('file') ?? '')?.[1] ?? 0);
  const receipt = file?.delivery.receipts[number - 1];
  if (!file || !receipt) return showNotFound(c, show);
  const bytes = await renderDocument(receiptDocument({ ...file, receipt }, deps.site));
  const name = receiptFileName(deliveryReference(file.delivery), number);
  return c.body(bytes, 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${name}"`,
  });
}

async function handleStatusUpdate(request: PageRequest): Promise<Response> {
  const { c, deps } = request;
  const posted = await parseDeliveryForm(request, deliveryStatusForm);
  const { answers, idempotencyKey, command } = posted;
  if (!command) return showDeliveryNotFound(request, posted);
  const showErrors = (errors: FieldErrors) =>
    showDelivery(request, { answers, idempotencyKey, errors, status: 422 });
  const parsed = parseForm(deliveryStatusForm, answers);
  if (parsed.kind === 'invalid') return showErrors(parsed.errors);
  const result = await updateDeliveryStatus(deps, { ...command, ...parsed.values });
  switch (result.kind) {
    case 'done':
      return c.redirect(afterAct(`/livraisons/${deliveryReference(result.delivery)}`, result), 303);
    case 'conflict': {
      const { expectedVersion } = command;
      return showDelivery(request, { answers, expectedVersion, status: 409 });
    }
    case 'invalid-transition':
      return showInvalidTransition(request, posted);
    case 'reason-missing':
      return showErrors({ note: deliveryStatusErrors[result.kind] });
    case 'day-to-come':
      return showErrors({ on: deliveryStatusErrors[result.kind] });
    case 'forbidden':
      return showDeliveryNotFound(request, posted);
  }
}

async function showDelivery(request: PageRequest, content: DeliveryFormContent): Promise<Response> {
  const { c, deps, show } = request;
  const { answers, errors = {}, idempotencyKey = deps.newId(), expectedVersion, status } = content;
  const { timeZone } = deps.site;
  const person = personOf(c);
  const key = pathDelivery(c);
  const file = key && (await viewReserves(deps, key, person));
  if (!file) return showDeliveryNotFound(request, { form: deliveryStatusForm, answers });
  const { delivery, college, photos } = file;
  const [link] = [...photos.values()].flat().flatMap((photo) => photo.link ?? []);
  if (link) allowPhotosFrom(c, link);
  const education = isEducation(person);
  const canUpdate = availableStatusUpdates(delivery).length > 0;
  return show(c, {
    title: formTitle(deliveryTitle(delivery), content),
    status,
    errors: summaryOf(deliveryStatusForm, errors),
    body: (
      <>
        <UnchangedNotice c={c} />
        <DeliveryConflict {...{ delivery, expectedVersion, timeZone }} />
        {answers && !canUpdate && <SubmittedAnswers form={deliveryStatusForm} answers={answers} />}
        <DeliveryView
          {...{ delivery, college, photos, education, timeZone }}
          canAct={canActFor(person, college.uai)}
        >
          {education && canUpdate && (
            <DeliveryStatusForm {...{ delivery, errors, idempotencyKey }} answers={answers ?? {}} />
          )}
        </DeliveryView>
      </>
    ),
  });
}

interface StatusFormProps {
  readonly delivery: Delivery;
  readonly answers: FormInput;
  readonly errors: FieldErrors;
  readonly idempotencyKey: string;
}

function DeliveryStatusForm({ delivery, answers, errors, idempotencyKey }: StatusFormProps) {
  const form = deliveryStatusFormFor(delivery);
  return (
    <section class="card screen-only">
      <h2>{deliverySite.statusUpdate}</h2>
      <form method="post" action={`/livraisons/${deliveryReference(delivery)}/suite`} novalidate>
        <HiddenFields {...{ idempotencyKey, delivery }} />
        <Questions form={form} names={fieldNames(form)} answers={answers} errors={errors} />
        <button type="submit">{deliverySite.updateButton}</button>
      </form>
    </section>
  );
}
