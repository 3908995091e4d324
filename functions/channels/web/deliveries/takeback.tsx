import type { Hono } from 'hono';
import { takebackForm } from '../../../content/deliveries/forms.ts';
import { deliverySite } from '../../../content/deliveries/texts.ts';
import { takebackErrors } from '../../../content/field-errors.ts';
import { answersOf, type FieldErrors, parseForm } from '../../../content/model/form.ts';
import type { TakebackProblem } from '../../../domain/deliveries/takeback.ts';
import { deliveryReference } from '../../../domain/reference.ts';
import { noteTakeback } from '../../../use-cases/deliveries.ts';
import { viewDelivery } from '../../../use-cases/delivery-queries.ts';
import type { WebDeps } from '../shared/deps.ts';
import { FormFields } from '../shared/form-fields.tsx';
import type { PageRequest, ShowPage } from '../shared/page.tsx';
import { afterAct } from '../shared/paths.ts';
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

/** How the old lockers leave, noted by the collège or by the service Éducation. */
export function registerTakeback(app: Hono, deps: WebDeps, show: ShowPage): void {
  const path = '/livraisons/:reference/reprise';
  app.get(path, (c) => showTakeback({ c, deps, show }, { status: 200 }));
  app.post(path, (c) => handleTakeback({ c, deps, show }));
}

async function handleTakeback(request: PageRequest): Promise<Response> {
  const { c, deps } = request;
  const posted = await parseDeliveryForm(request, takebackForm);
  const { answers, idempotencyKey, command } = posted;
  if (!command) return showDeliveryNotFound(request, posted);
  const invalid = { answers, idempotencyKey, status: 422 } as const;
  const parsed = parseForm(takebackForm, answers);
  if (parsed.kind === 'invalid')
    return showTakeback(request, { ...invalid, errors: parsed.errors });
  const result = await noteTakeback(deps, command, parsed.values);
  switch (result.kind) {
    case 'done':
      return c.redirect(afterAct(`/livraisons/${deliveryReference(result.delivery)}`, result), 303);
    case 'contradictory':
      return showTakeback(request, { ...invalid, errors: errorsOf(result.problems) });
    case 'conflict': {
      const { expectedVersion } = command;
      return showTakeback(request, { answers, expectedVersion, status: 409 });
    }
    case 'invalid-transition':
      return showInvalidTransition(request, posted);
    case 'forbidden':
      return showDeliveryNotFound(request, posted);
  }
}

async function showTakeback(request: PageRequest, content: DeliveryFormContent): Promise<Response> {
  const { c, deps, show } = request;
  const { answers, errors = {}, idempotencyKey = deps.newId(), expectedVersion, status } = content;
  const key = pathDelivery(c);
  const file = key && (await viewDelivery(deps, key, personOf(c)));
  if (!file || file.delivery.state === 'cancelled') {
    return showDeliveryNotFound(request, { form: takebackForm, answers });
  }
  const { delivery, college } = file;
  const stored = delivery.takeback ? answersOf(takebackForm, { ...delivery.takeback }) : {};
  const reference = deliveryReference(delivery);
  return show(c, {
    title: formTitle(takebackForm.title, content),
    status,
    errors: summaryOf(takebackForm, errors),
    body: (
      <>
        <DeliveryConflict {...{ delivery, expectedVersion }} timeZone={deps.site.timeZone} />
        <p class="lead">
          <strong>{college.name}</strong>, {college.commune} ({reference})
        </p>
        <form method="post" action={`/livraisons/${reference}/reprise`} novalidate>
          <HiddenFields {...{ idempotencyKey, delivery }} />
          <FormFields form={takebackForm} answers={answers ?? stored} errors={errors} />
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

function errorsOf(problems: readonly TakebackProblem[]): FieldErrors {
  return Object.fromEntries(problems.map(({ field, problem }) => [field, takebackErrors[problem]]));
}
