import type { Hono } from 'hono';
import { reservePhotos } from '../../../content/damages/photos.ts';
import { reserveForm } from '../../../content/deliveries/forms.ts';
import {
  deliverySite,
  reserveText,
  deliveryPage as texts,
} from '../../../content/deliveries/texts.ts';
import { parseForm } from '../../../content/model/form.ts';
import { receiptOf } from '../../../domain/deliveries/delivery.ts';
import { findReserve } from '../../../domain/deliveries/transitions.ts';
import { isEducation } from '../../../domain/people/person.ts';
import { deliveryReference } from '../../../domain/reference.ts';
import { liftReserve } from '../../../use-cases/deliveries.ts';
import { viewDelivery, viewReserves } from '../../../use-cases/delivery-queries.ts';
import { offerPhoto } from '../../../use-cases/photos.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound } from '../shared/errors.tsx';
import { Questions } from '../shared/form-fields.tsx';
import type { PageRequest, ShowPage } from '../shared/page.tsx';
import { showAddPhoto } from '../shared/photos.tsx';
import { summaryOf } from '../shared/posted-form.ts';
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

/** The service Éducation lifts a réserve. */
export function registerReserve(app: Hono, deps: WebDeps, show: ShowPage): void {
  const path = '/livraisons/:reference/reserves/:reserve';
  app.get(path, (c) => showReserve({ c, deps, show }, { status: 200 }));
  app.post(path, (c) => handleLifting({ c, deps, show }));
}

async function handleLifting(request: PageRequest): Promise<Response> {
  const { c, deps } = request;
  const posted = await parseDeliveryForm(request, reserveForm);
  const { answers, idempotencyKey, command } = posted;
  if (!command) return showDeliveryNotFound(request, posted);
  const parsed = parseForm(reserveForm, answers);
  if (parsed.kind === 'invalid') {
    const { errors } = parsed;
    return showReserve(request, { answers, idempotencyKey, errors, status: 422 });
  }
  const reserveId = c.req.param('reserve') ?? '';
  const result = await liftReserve(deps, { ...command, ...parsed.values, reserveId });
  switch (result.kind) {
    case 'done':
      return c.redirect(`/livraisons/${deliveryReference(result.delivery)}`, 303);
    case 'conflict': {
      const { expectedVersion } = command;
      return showReserve(request, { answers, expectedVersion, status: 409 });
    }
    case 'invalid-transition':
      return showInvalidTransition(request, posted);
    case 'forbidden':
      return showDeliveryNotFound(request, posted);
  }
}

async function showReserve(request: PageRequest, content: DeliveryFormContent): Promise<Response> {
  const { c, deps, show } = request;
  const { answers = {}, errors = {}, idempotencyKey = deps.newId(), status } = content;
  const key = pathDelivery(c);
  const person = personOf(c);
  const file = key && isEducation(person) && (await viewDelivery(deps, key, person));
  const receipt = file ? receiptOf(file.delivery) : undefined;
  const reserve = receipt?.reserves.find(({ id }) => id === c.req.param('reserve'));
  if (!file || !receipt || !reserve || reserve.lifted) {
    return showDeliveryNotFound(request, { form: reserveForm, answers });
  }
  const { delivery, college } = file;
  const { expectedVersion } = content;
  const deliveryPath = `/livraisons/${deliveryReference(delivery)}`;
  return show(c, {
    title: formTitle(deliverySite.lift(reserve.id), content),
    status,
    errors: summaryOf(reserveForm, errors),
    body: (
      <>
        <DeliveryConflict {...{ delivery, expectedVersion }} timeZone={deps.site.timeZone} />
        <p class="lead">
          <strong>{college.name}</strong>, {college.commune}
          <br />
          {reserveText(reserve, receipt)}
        </p>
        <form method="post" action={`${deliveryPath}/reserves/${reserve.id}`} novalidate>
          <HiddenFields {...{ idempotencyKey, delivery }} />
          <Questions form={reserveForm} names={['note']} answers={answers} errors={errors} />
          <div class="actions">
            <button class="button" type="submit">
              {deliverySite.liftButton}
            </button>
            <p class="hint">
              <a href={deliveryPath}>{texts.see}</a>
            </p>
          </div>
        </form>
      </>
    ),
  });
}

/** The collège adds photos to a réserve, so that the workshop knows what to bring. */
export function registerReservePhotos(app: Hono, deps: WebDeps, show: ShowPage): void {
  app.get('/livraisons/:reference/reserves/:reserve/photos', (c) =>
    showReservePhotos({ c, deps, show }),
  );
}

async function showReservePhotos({ c, deps, show }: PageRequest): Promise<Response> {
  const by = personOf(c);
  const key = pathDelivery(c);
  const file = key && (await viewReserves(deps, key, by));
  const receipt = file && receiptOf(file.delivery);
  const reserve = file && findReserve(file.delivery, c.req.param('reserve') ?? '');
  if (!file || !receipt || !reserve) return showNotFound(c, show);
  const { uai, id: deliveryId } = file.delivery;
  const { id: reserveId } = reserve;
  const reference = deliveryReference(file.delivery);
  const back = `/livraisons/${reference}`;
  const returnTo = `${deps.site.url}${back}/reserves/${reserveId}/photos`;
  const offer = await offerPhoto(deps, { of: { uai, deliveryId, reserveId }, by, returnTo });
  if (offer.kind === 'forbidden') return showNotFound(c, show);
  const of = reservePhotos(reserveId);
  const photos = file.photos.get(reserveId) ?? [];
  const lead = (
    <>
      {reference}
      <br />
      {reserveText(reserve, receipt)}
    </>
  );
  return showAddPhoto(c, show, { of, photos, offer, back, lead });
}
