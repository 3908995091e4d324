import type { Context, Hono } from 'hono';
import type { Answers } from '../../../domain/declarations/declaration.ts';
import { deliveryReference } from '../../../domain/deliveries/delivery-reference.ts';
import type { PlanWarning } from '../../../domain/deliveries/plan-warnings.ts';
import { toldVersion } from '../../../domain/journal.ts';
import { isEducation } from '../../../domain/people/person.ts';
import { planErrors } from '../../../words/field-errors.ts';
import { type FieldErrors, readForm } from '../../../words/form.ts';
import { planAnswers, planForm, planFrom } from '../../../words/forms/plan-form.ts';
import { deliveryRefusals, planPage as words } from '../../../words/pages/deliveries.ts';
import { pathUai } from '../college/path-uai.ts';
import { answersIn, openingIn } from '../forms/posted-form.ts';
import { summed } from '../forms/summed-errors.ts';
import type { ShowPage } from '../frame/page.tsx';
import { showNotFound, TypedAnswers } from '../frame/refusals.tsx';
import { personOf } from '../sign-in/identity.ts';
import type { WebDeps } from '../web-deps.ts';
import { PlanFormView } from './plan-form-view.tsx';
import { deliveryIn, readPostedAct } from './posted-act.ts';
import { DeliveryMeanwhile, showSettled } from './refused-act.tsx';

/** The service Éducation plans a delivery, and plans it again. What is worth a thought is shown first, and may be confirmed. */
export function registerPlan(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { viewCollege, viewDelivery, planDelivery, replanDelivery, newId, site } = deps;
  const newPath = '/colleges/:uai/livraisons/nouvelle';
  const againPath = '/livraisons/:reference/date';

  app.get(newPath, (c) => showNew(c, { status: 200 }));
  app.get(againPath, (c) => showAgain(c, { status: 200 }));

  app.post(newPath, async (c) => {
    const body = await c.req.parseBody({ all: true });
    const answers = answersIn(planForm, body);
    const opening = openingIn(body) || newId();
    const uai = pathUai(c);
    if (!uai) return notFound(c, answers);
    const typed = { answers, opening, status: 422 } as const;
    const reading = readForm(planForm, answers);
    if (reading.kind === 'invalid') return showNew(c, { ...typed, errors: reading.errors });
    const outcome = await planDelivery(
      { uai, by: personOf(c), door: 'web', opening, despiteWarnings: isSeen(body) },
      planFrom(reading.values),
    );
    switch (outcome.kind) {
      case 'planned':
        return c.redirect(`/livraisons/${deliveryReference(outcome.delivery)}`, 303);
      case 'warned':
        return showNew(c, { ...typed, status: 409, warnings: outcome.warnings });
      case 'contradictory':
        return showNew(c, { ...typed, errors: errorsOf(outcome.problems) });
      case 'not-yours':
        return notFound(c, answers);
    }
  });

  app.post(againPath, async (c) => {
    const sent = await readPostedAct(c, planForm, newId);
    const { answers, opening, command, body } = sent;
    if (!command) return notFound(c, answers);
    const typed = { answers, opening, status: 422 } as const;
    const reading = readForm(planForm, answers);
    if (reading.kind === 'invalid') return showAgain(c, { ...typed, errors: reading.errors });
    const outcome = await replanDelivery(
      { ...command, despiteWarnings: isSeen(body) },
      planFrom(reading.values),
    );
    switch (outcome.kind) {
      case 'done':
        return c.redirect(`/livraisons/${deliveryReference(outcome.delivery)}`, 303);
      case 'warned':
        return showAgain(c, { ...typed, status: 409, warnings: outcome.warnings });
      case 'contradictory':
        return showAgain(c, { ...typed, errors: errorsOf(outcome.problems) });
      case 'stale':
        return showAgain(c, { answers, seenVersion: command.seenVersion, status: 409 });
      case 'settled':
        return showSettled(c, show, sent);
      case 'not-yours':
        return notFound(c, answers);
    }
  });

  interface FormContent {
    readonly answers?: Answers;
    readonly errors?: FieldErrors;
    readonly opening?: string;
    readonly warnings?: readonly PlanWarning[];
    readonly seenVersion?: number | undefined;
    readonly status: 200 | 409 | 422;
  }

  async function showNew(c: Context, content: FormContent): Promise<Response> {
    const { answers, errors = {}, opening = newId(), warnings = [], status } = content;
    const uai = pathUai(c);
    const person = personOf(c);
    const file = uai && isEducation(person) && (await viewCollege(uai, person));
    if (!file) return notFound(c, answers);
    const prefilled = { lockers: String(site.lotSize), slot: 'all-day' };
    return show(c, {
      title: warnings.length > 0 ? words.warned : planForm.title,
      status,
      errors: summed(planForm, errors),
      body: (
        <PlanFormView
          {...{ college: file.college, errors, opening, warnings }}
          action={`/colleges/${file.college.uai}/livraisons/nouvelle`}
          answers={answers ?? prefilled}
          send={words.send}
        />
      ),
    });
  }

  async function showAgain(c: Context, content: FormContent): Promise<Response> {
    const { answers, errors = {}, opening = newId(), warnings = [], seenVersion, status } = content;
    const which = deliveryIn(c);
    const person = personOf(c);
    const file = which && isEducation(person) && (await viewDelivery(which, person));
    if (!file) return notFound(c, answers);
    const { delivery, college } = file;
    const { timeZone } = site;
    const title = warnings.length > 0 ? words.warned : words.again;
    return show(c, {
      title: seenVersion === undefined ? title : deliveryRefusals.stale.title,
      status,
      errors: summed(planForm, errors),
      body: (
        <>
          {seenVersion !== undefined && (
            <DeliveryMeanwhile {...{ delivery, seenVersion, timeZone }} />
          )}
          <PlanFormView
            {...{ college, errors, opening, warnings }}
            action={`/livraisons/${deliveryReference(delivery)}/date`}
            answers={answers ?? planAnswers(delivery)}
            send={words.sendAgain}
            version={toldVersion(delivery)}
          />
        </>
      ),
    });
  }

  function notFound(c: Context, answers: Answers = {}) {
    return showNotFound(c, show, <TypedAnswers form={planForm} answers={answers} />);
  }
}

const isSeen = (body: Readonly<Record<string, unknown>>) => body['warnings'] === 'seen';

function errorsOf(
  problems: readonly { readonly field: string; readonly problem: keyof typeof planErrors }[],
): FieldErrors {
  return Object.fromEntries(problems.map(({ field, problem }) => [field, planErrors[problem]]));
}
