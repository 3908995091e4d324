import type { Context, Hono } from 'hono';
import { planAnswers, planForm, planFrom } from '../../../content/deliveries/forms.ts';
import {
  deliveryRefusals,
  warningText,
  planPage as words,
} from '../../../content/deliveries/planning-texts.ts';
import { planErrors } from '../../../content/field-errors.ts';
import { type FieldErrors, readForm } from '../../../content/model/form.ts';
import type { Answers } from '../../../domain/act.ts';
import type { College } from '../../../domain/colleges/college.ts';
import type { PlanWarning } from '../../../domain/deliveries/planning.ts';
import { toldVersion } from '../../../domain/journal.ts';
import { isEducation } from '../../../domain/people/person.ts';
import { deliveryReference } from '../../../domain/reference.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound, TypedAnswers } from '../shared/errors.tsx';
import { FormFields } from '../shared/form-fields.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { pathUai } from '../shared/paths.ts';
import { answersIn, openingIn, summed } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import { DeliveryMeanwhile, deliveryIn, readPostedAct, showSettled } from './conflict.tsx';

interface PlanFormProps {
  readonly college: College;
  readonly action: string;
  readonly answers: Answers;
  readonly errors: FieldErrors;
  readonly opening: string;
  readonly send: string;
  /** Of the delivery that is planned again. */
  readonly version?: number;
  /** They have been read once this form is sent again. */
  readonly warnings: readonly PlanWarning[];
}

const formId = 'prevision';

export function PlanFormView(props: PlanFormProps) {
  const { college, action, answers, errors, opening, send, version, warnings } = props;
  return (
    <>
      {warnings.length > 0 && <Warnings warnings={warnings} />}
      <p class="lead">
        <strong>{college.name}</strong>, {college.commune}
      </p>
      <form id={formId} method="post" action={action} novalidate>
        <input type="hidden" name="opening" value={opening} />
        {version !== undefined && <input type="hidden" name="version" value={version} />}
        <FormFields form={planForm} answers={answers} errors={errors} />
        <div class="actions">
          <button class="button" type="submit">
            {send}
          </button>
        </div>
      </form>
    </>
  );
}

function Warnings({ warnings }: { warnings: readonly PlanWarning[] }) {
  return (
    <div class="errors" role="alert" tabindex={-1} autofocus>
      <p>{words.warnedText}</p>
      <ul>
        {warnings.map((warning) => (
          <li>{warningText(warning)}</li>
        ))}
      </ul>
      <button class="secondary" type="submit" form={formId} name="warnings" value="seen">
        {words.despite}
      </button>
    </div>
  );
}

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
