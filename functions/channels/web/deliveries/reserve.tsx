import type { Context, Hono } from 'hono';
import { reservePhotos } from '../../../content/damages/photos.ts';
import { reserveForm } from '../../../content/deliveries/forms.ts';
import { deliveryRefusals } from '../../../content/deliveries/planning-texts.ts';
import {
  deliverySite,
  reserveText,
  deliveryPage as texts,
} from '../../../content/deliveries/texts.ts';
import { type FieldErrors, parseForm } from '../../../content/model/form.ts';
import type { FormInput } from '../../../domain/act.ts';
import { receiptOf } from '../../../domain/deliveries/delivery.ts';
import { findReserve } from '../../../domain/deliveries/transitions.ts';
import { journalVersion } from '../../../domain/journal.ts';
import { isEducation } from '../../../domain/people/person.ts';
import { deliveryReference } from '../../../domain/reference.ts';
import { liftReserve } from '../../../use-cases/deliveries.ts';
import { viewDelivery, viewReserves } from '../../../use-cases/delivery-queries.ts';
import type { WebDeps } from '../shared/deps.ts';
import { SubmittedAnswers, showNotFound } from '../shared/errors.tsx';
import { Questions } from '../shared/form-fields.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { showAddPhoto } from '../shared/photos.tsx';
import { summed } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import {
  DeliveryConflict,
  deliveryIn,
  parsePostedForm,
  showInvalidTransition,
} from './conflict.tsx';

/** The service Éducation lifts a réserve: the workshop has seen to it. */
export function registerReserve(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { newId, site } = deps;
  const path = '/livraisons/:reference/reserves/:reserve';

  app.get(path, (c) => showForm(c, { answers: {}, status: 200 }));

  app.post(path, async (c) => {
    const posted = await parsePostedForm(c, reserveForm, newId);
    const { command, answers, idempotencyKey } = posted;
    if (!command) return notFound(c, answers);
    const parsed = parseForm(reserveForm, answers);
    if (parsed.kind === 'invalid') {
      return showForm(c, { answers, idempotencyKey, errors: parsed.errors, status: 422 });
    }
    const reserveId = c.req.param('reserve');
    const outcome = await liftReserve(deps, { ...command, ...parsed.values, reserveId });
    switch (outcome.kind) {
      case 'done':
        return c.redirect(`/livraisons/${deliveryReference(outcome.delivery)}`, 303);
      case 'conflict':
        return showForm(c, { answers, expectedVersion: command.expectedVersion, status: 409 });
      case 'invalid-transition':
        return showInvalidTransition(c, show, posted);
      case 'forbidden':
        return notFound(c, answers);
    }
  });

  interface FormContent {
    readonly answers: FormInput;
    readonly errors?: FieldErrors;
    readonly idempotencyKey?: string;
    readonly expectedVersion?: number | undefined;
    readonly status: 200 | 409 | 422;
  }

  async function showForm(c: Context, content: FormContent): Promise<Response> {
    const { answers, errors = {}, idempotencyKey = newId(), expectedVersion, status } = content;
    const key = deliveryIn(c);
    const person = personOf(c);
    const file = key && isEducation(person) && (await viewDelivery(deps, key, person));
    const receipt = file ? receiptOf(file.delivery) : undefined;
    const reserve = receipt?.reserves.find(({ id }) => id === c.req.param('reserve'));
    if (!file || !receipt || !reserve || reserve.lifted) return notFound(c, answers);
    const { delivery, college } = file;
    const page = `/livraisons/${deliveryReference(delivery)}`;
    const { timeZone } = site;
    return show(c, {
      title:
        expectedVersion === undefined
          ? deliverySite.lift(reserve.id)
          : deliveryRefusals.conflict.title,
      status,
      errors: summed(reserveForm, errors),
      body: (
        <>
          {expectedVersion !== undefined && (
            <DeliveryConflict {...{ delivery, expectedVersion, timeZone }} />
          )}
          <p class="lead">
            <strong>{college.name}</strong>, {college.commune}
            <br />
            {reserveText(reserve, receipt)}
          </p>
          <form method="post" action={`${page}/reserves/${reserve.id}`} novalidate>
            <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
            <input type="hidden" name="version" value={journalVersion(delivery)} />
            <Questions form={reserveForm} names={['note']} answers={answers} errors={errors} />
            <div class="actions">
              <button class="button" type="submit">
                {deliverySite.liftButton}
              </button>
              <p class="hint">
                <a href={page}>{texts.see}</a>
              </p>
            </div>
          </form>
        </>
      ),
    });
  }

  function notFound(c: Context, answers: FormInput) {
    return showNotFound(c, show, <SubmittedAnswers form={reserveForm} answers={answers} />);
  }
}

/** Adding photos to a réserve: what is wrong is seen at a glance, and the workshop comes with what it needs. */
export function registerReservePhotos(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { offerPhoto, site } = deps;

  app.get('/livraisons/:reference/reserves/:reserve/photos', async (c) => {
    const by = personOf(c);
    const key = deliveryIn(c);
    const file = key && (await viewReserves(deps, key, by));
    const receipt = file && receiptOf(file.delivery);
    const reserve = file && findReserve(file.delivery, c.req.param('reserve'));
    if (!file || !receipt || !reserve) return showNotFound(c, show);
    const { uai, id: deliveryId } = file.delivery;
    const { id: reserveId } = reserve;
    const reference = deliveryReference(file.delivery);
    const back = `/livraisons/${reference}`;
    const returnTo = `${site.url}${back}/reserves/${reserveId}/photos`;
    const offer = await offerPhoto({ of: { uai, deliveryId, reserveId }, by, returnTo });
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
  });
}
