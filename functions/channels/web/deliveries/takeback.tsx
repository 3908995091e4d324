import type { Context, Hono } from 'hono';
import { takebackForm } from '../../../content/deliveries/forms.ts';
import { deliveryRefusals } from '../../../content/deliveries/planning-texts.ts';
import { deliverySite } from '../../../content/deliveries/texts.ts';
import { takebackErrors } from '../../../content/field-errors.ts';
import { answersOf, type FieldErrors, parseForm } from '../../../content/model/form.ts';
import type { FormInput } from '../../../domain/act.ts';
import { journalVersion } from '../../../domain/journal.ts';
import { deliveryReference } from '../../../domain/reference.ts';
import { noteTakeback } from '../../../use-cases/deliveries.ts';
import { viewDelivery } from '../../../use-cases/delivery-queries.ts';
import type { WebDeps } from '../shared/deps.ts';
import { SubmittedAnswers, showNotFound } from '../shared/errors.tsx';
import { FormFields } from '../shared/form-fields.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { summed } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import {
  DeliveryConflict,
  deliveryIn,
  type PostedAct,
  parsePostedForm,
  showInvalidTransition,
} from './conflict.tsx';

/** How the old lockers leave, as the collège and the service Éducation know it. */
export function registerTakeback(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { newId, site } = deps;
  const path = '/livraisons/:reference/reprise';

  app.get(path, (c) => showForm(c, { status: 200 }));

  app.post(path, async (c) => {
    const posted = await parsePostedForm(c, takebackForm, newId);
    if (!posted.command) return notFound(c, posted);
    const { answers, idempotencyKey } = posted;
    const parsed = parseForm(takebackForm, answers);
    if (parsed.kind === 'invalid') {
      return showForm(c, { answers, idempotencyKey, errors: parsed.errors, status: 422 });
    }
    const outcome = await noteTakeback(deps, posted.command, parsed.values);
    switch (outcome.kind) {
      case 'done':
        return c.redirect(`/livraisons/${deliveryReference(outcome.delivery)}`, 303);
      case 'contradictory': {
        const errors = outcome.problems.map(({ field, problem }) => [
          field,
          takebackErrors[problem],
        ]);
        return showForm(c, {
          answers,
          idempotencyKey,
          errors: Object.fromEntries(errors),
          status: 422,
        });
      }
      case 'conflict':
        return showForm(c, {
          answers,
          expectedVersion: posted.command.expectedVersion,
          status: 409,
        });
      case 'invalid-transition':
        return showInvalidTransition(c, show, posted);
      case 'forbidden':
        return notFound(c, posted);
    }
  });

  interface FormContent {
    /** What is stored where nothing was typed. */
    readonly answers?: FormInput;
    readonly errors?: FieldErrors;
    readonly idempotencyKey?: string;
    readonly expectedVersion?: number | undefined;
    readonly status: 200 | 409 | 422;
  }

  async function showForm(c: Context, content: FormContent): Promise<Response> {
    const { errors = {}, idempotencyKey = newId(), expectedVersion, status } = content;
    const key = deliveryIn(c);
    const file = key && (await viewDelivery(deps, key, personOf(c)));
    if (!file || file.delivery.state === 'cancelled') {
      const { answers = {} } = content;
      return showNotFound(c, show, <SubmittedAnswers form={takebackForm} answers={answers} />);
    }
    const { delivery, college } = file;
    const stored = delivery.takeback ? answersOf(takebackForm, { ...delivery.takeback }) : {};
    const reference = deliveryReference(delivery);
    return show(c, {
      title: expectedVersion === undefined ? takebackForm.title : deliveryRefusals.conflict.title,
      status,
      errors: summed(takebackForm, errors),
      body: (
        <>
          {expectedVersion !== undefined && (
            <DeliveryConflict {...{ delivery, expectedVersion, timeZone: site.timeZone }} />
          )}
          <p class="lead">
            <strong>{college.name}</strong>, {college.commune} ({reference})
          </p>
          <form method="post" action={`/livraisons/${reference}/reprise`} novalidate>
            <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
            <input type="hidden" name="version" value={journalVersion(delivery)} />
            <FormFields form={takebackForm} answers={content.answers ?? stored} errors={errors} />
            <div class="actions">
              <button class="button" type="submit">
                {deliverySite.saveTakeback}
              </button>
            </div>
          </form>
        </>
      ),
    });
  }

  function notFound(c: Context, posted: PostedAct) {
    return showNotFound(c, show, <SubmittedAnswers {...posted} />);
  }
}
