import type { Context, Hono } from 'hono';
import { planAnswers, planForm, planFrom } from '../../../content/deliveries/forms.ts';
import {
  deliveryRefusals,
  planPage as texts,
  warningText,
} from '../../../content/deliveries/planning-texts.ts';
import { planErrors } from '../../../content/field-errors.ts';
import { type FieldErrors, parseForm } from '../../../content/model/form.ts';
import type { FormInput } from '../../../domain/act.ts';
import type { College } from '../../../domain/colleges/college.ts';
import type { PlanWarning } from '../../../domain/deliveries/planning.ts';
import { journalVersion } from '../../../domain/journal.ts';
import { isEducation } from '../../../domain/people/person.ts';
import { deliveryReference } from '../../../domain/reference.ts';
import { viewCollege } from '../../../use-cases/campaigns.ts';
import { planDelivery, replanDelivery } from '../../../use-cases/delivery-planning.ts';
import { viewDelivery } from '../../../use-cases/delivery-queries.ts';
import type { WebDeps } from '../shared/deps.ts';
import { SubmittedAnswers, showNotFound } from '../shared/errors.tsx';
import { FormFields } from '../shared/form-fields.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { pathUai } from '../shared/paths.ts';
import { answersIn, idempotencyKeyIn, summed } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import {
  DeliveryConflict,
  deliveryIn,
  parsePostedForm,
  showInvalidTransition,
} from './conflict.tsx';

interface PlanFormProps {
  readonly college: College;
  readonly action: string;
  readonly answers: FormInput;
  readonly errors: FieldErrors;
  readonly idempotencyKey: string;
  readonly send: string;
  /** Of the delivery that is planned again. */
  readonly version?: number;
  /** They have been read once this form is sent again. */
  readonly warnings: readonly PlanWarning[];
}

const formId = 'prevision';

export function PlanFormView(props: PlanFormProps) {
  const { college, action, answers, errors, idempotencyKey, send, version, warnings } = props;
  return (
    <>
      {warnings.length > 0 && <Warnings warnings={warnings} />}
      <p class="lead">
        <strong>{college.name}</strong>, {college.commune}
      </p>
      <form id={formId} method="post" action={action} novalidate>
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
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
      <p>{texts.warnedText}</p>
      <ul>
        {warnings.map((warning) => (
          <li>{warningText(warning)}</li>
        ))}
      </ul>
      <button class="secondary" type="submit" form={formId} name="warnings" value="seen">
        {texts.despite}
      </button>
    </div>
  );
}

/** The service Éducation plans a delivery, and plans it again. What is worth a thought is shown first, and may be confirmed. */
export function registerPlan(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { newId, site } = deps;
  const newPath = '/colleges/:uai/livraisons/nouvelle';
  const againPath = '/livraisons/:reference/date';

  app.get(newPath, (c) => showNew(c, { status: 200 }));
  app.get(againPath, (c) => showAgain(c, { status: 200 }));

  app.post(newPath, async (c) => {
    const body = await c.req.parseBody({ all: true });
    const answers = answersIn(planForm, body);
    const idempotencyKey = idempotencyKeyIn(body) || newId();
    const uai = pathUai(c);
    if (!uai) return notFound(c, answers);
    const input = { answers, idempotencyKey, status: 422 } as const;
    const parsed = parseForm(planForm, answers);
    if (parsed.kind === 'invalid') return showNew(c, { ...input, errors: parsed.errors });
    const outcome = await planDelivery(
      deps,
      { uai, by: personOf(c), channel: 'web', idempotencyKey, despiteWarnings: isSeen(body) },
      planFrom(parsed.values),
    );
    switch (outcome.kind) {
      case 'planned':
        return c.redirect(`/livraisons/${deliveryReference(outcome.delivery)}`, 303);
      case 'warned':
        return showNew(c, { ...input, status: 409, warnings: outcome.warnings });
      case 'contradictory':
        return showNew(c, { ...input, errors: errorsOf(outcome.problems) });
      case 'forbidden':
        return notFound(c, answers);
    }
  });

  app.post(againPath, async (c) => {
    const posted = await parsePostedForm(c, planForm, newId);
    const { answers, idempotencyKey, command, body } = posted;
    if (!command) return notFound(c, answers);
    const input = { answers, idempotencyKey, status: 422 } as const;
    const parsed = parseForm(planForm, answers);
    if (parsed.kind === 'invalid') return showAgain(c, { ...input, errors: parsed.errors });
    const outcome = await replanDelivery(
      deps,
      { ...command, despiteWarnings: isSeen(body) },
      planFrom(parsed.values),
    );
    switch (outcome.kind) {
      case 'done':
        return c.redirect(`/livraisons/${deliveryReference(outcome.delivery)}`, 303);
      case 'warned':
        return showAgain(c, { ...input, status: 409, warnings: outcome.warnings });
      case 'contradictory':
        return showAgain(c, { ...input, errors: errorsOf(outcome.problems) });
      case 'conflict':
        return showAgain(c, { answers, expectedVersion: command.expectedVersion, status: 409 });
      case 'invalid-transition':
        return showInvalidTransition(c, show, posted);
      case 'forbidden':
        return notFound(c, answers);
    }
  });

  interface FormContent {
    readonly answers?: FormInput;
    readonly errors?: FieldErrors;
    readonly idempotencyKey?: string;
    readonly warnings?: readonly PlanWarning[];
    readonly expectedVersion?: number | undefined;
    readonly status: 200 | 409 | 422;
  }

  async function showNew(c: Context, content: FormContent): Promise<Response> {
    const { answers, errors = {}, idempotencyKey = newId(), warnings = [], status } = content;
    const uai = pathUai(c);
    const person = personOf(c);
    const file = uai && isEducation(person) && (await viewCollege(deps, uai, person));
    if (!file) return notFound(c, answers);
    const prefilled = { lockers: String(site.lotSize), slot: 'all-day' };
    return show(c, {
      title: warnings.length > 0 ? texts.warned : planForm.title,
      status,
      errors: summed(planForm, errors),
      body: (
        <PlanFormView
          {...{ college: file.college, errors, idempotencyKey, warnings }}
          action={`/colleges/${file.college.uai}/livraisons/nouvelle`}
          answers={answers ?? prefilled}
          send={texts.send}
        />
      ),
    });
  }

  async function showAgain(c: Context, content: FormContent): Promise<Response> {
    const {
      answers,
      errors = {},
      idempotencyKey = newId(),
      warnings = [],
      expectedVersion,
      status,
    } = content;
    const key = deliveryIn(c);
    const person = personOf(c);
    const file = key && isEducation(person) && (await viewDelivery(deps, key, person));
    if (!file) return notFound(c, answers);
    const { delivery, college } = file;
    const { timeZone } = site;
    const title = warnings.length > 0 ? texts.warned : texts.again;
    return show(c, {
      title: expectedVersion === undefined ? title : deliveryRefusals.conflict.title,
      status,
      errors: summed(planForm, errors),
      body: (
        <>
          {expectedVersion !== undefined && (
            <DeliveryConflict {...{ delivery, expectedVersion, timeZone }} />
          )}
          <PlanFormView
            {...{ college, errors, idempotencyKey, warnings }}
            action={`/livraisons/${deliveryReference(delivery)}/date`}
            answers={answers ?? planAnswers(delivery)}
            send={texts.sendAgain}
            version={journalVersion(delivery)}
          />
        </>
      ),
    });
  }

  function notFound(c: Context, answers: FormInput = {}) {
    return showNotFound(c, show, <SubmittedAnswers form={planForm} answers={answers} />);
  }
}

const isSeen = (body: Readonly<Record<string, unknown>>) => body['warnings'] === 'seen';

function errorsOf(
  problems: readonly { readonly field: string; readonly problem: keyof typeof planErrors }[],
): FieldErrors {
  return Object.fromEntries(problems.map(({ field, problem }) => [field, planErrors[problem]]));
}
