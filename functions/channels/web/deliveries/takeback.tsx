import type { Context, Hono } from 'hono';
import { takebackForm } from '../../../content/deliveries/forms.ts';
import { deliveryRefusals } from '../../../content/deliveries/planning-texts.ts';
import { deliverySite } from '../../../content/deliveries/texts.ts';
import { takebackErrors } from '../../../content/field-errors.ts';
import { answersOf, type FieldErrors, readForm } from '../../../content/model/form.ts';
import type { Answers } from '../../../domain/act.ts';
import { toldVersion } from '../../../domain/journal.ts';
import { deliveryReference } from '../../../domain/reference.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound, TypedAnswers } from '../shared/errors.tsx';
import { FormFields } from '../shared/form-fields.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { summed } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import {
  DeliveryMeanwhile,
  deliveryIn,
  type PostedAct,
  readPostedAct,
  showSettled,
} from './conflict.tsx';

/** How the old lockers leave, as the collège and the service Éducation know it. */
export function registerTakeback(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { viewDelivery, noteTakeback, newId, site } = deps;
  const path = '/livraisons/:reference/reprise';

  app.get(path, (c) => showForm(c, { status: 200 }));

  app.post(path, async (c) => {
    const sent = await readPostedAct(c, takebackForm, newId);
    if (!sent.command) return notFound(c, sent);
    const { answers, opening } = sent;
    const reading = readForm(takebackForm, answers);
    if (reading.kind === 'invalid') {
      return showForm(c, { answers, opening, errors: reading.errors, status: 422 });
    }
    const outcome = await noteTakeback(sent.command, reading.values);
    switch (outcome.kind) {
      case 'done':
        return c.redirect(`/livraisons/${deliveryReference(outcome.delivery)}`, 303);
      case 'contradictory': {
        const errors = outcome.problems.map(({ field, problem }) => [
          field,
          takebackErrors[problem],
        ]);
        return showForm(c, { answers, opening, errors: Object.fromEntries(errors), status: 422 });
      }
      case 'stale':
        return showForm(c, { answers, seenVersion: sent.command.seenVersion, status: 409 });
      case 'settled':
        return showSettled(c, show, sent);
      case 'not-yours':
        return notFound(c, sent);
    }
  });

  interface FormContent {
    /** What is stored where nothing was typed. */
    readonly answers?: Answers;
    readonly errors?: FieldErrors;
    readonly opening?: string;
    readonly seenVersion?: number | undefined;
    readonly status: 200 | 409 | 422;
  }

  async function showForm(c: Context, content: FormContent): Promise<Response> {
    const { errors = {}, opening = newId(), seenVersion, status } = content;
    const which = deliveryIn(c);
    const file = which && (await viewDelivery(which, personOf(c)));
    if (!file || file.delivery.state === 'cancelled') {
      const { answers = {} } = content;
      return showNotFound(c, show, <TypedAnswers form={takebackForm} answers={answers} />);
    }
    const { delivery, college } = file;
    const stored = delivery.takeback ? answersOf(takebackForm, { ...delivery.takeback }) : {};
    const reference = deliveryReference(delivery);
    return show(c, {
      title: seenVersion === undefined ? takebackForm.title : deliveryRefusals.stale.title,
      status,
      errors: summed(takebackForm, errors),
      body: (
        <>
          {seenVersion !== undefined && (
            <DeliveryMeanwhile {...{ delivery, seenVersion, timeZone: site.timeZone }} />
          )}
          <p class="lead">
            <strong>{college.name}</strong>, {college.commune} ({reference})
          </p>
          <form method="post" action={`/livraisons/${reference}/reprise`} novalidate>
            <input type="hidden" name="opening" value={opening} />
            <input type="hidden" name="version" value={toldVersion(delivery)} />
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

  function notFound(c: Context, sent: PostedAct) {
    return showNotFound(c, show, <TypedAnswers {...sent} />);
  }
}
