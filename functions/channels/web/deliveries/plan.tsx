import type { Hono } from 'hono';
import { planAnswers, planForm, planFrom } from '../../../content/deliveries/forms.ts';
import { planPage as texts, warningText } from '../../../content/deliveries/planning-texts.ts';
import { planErrors } from '../../../content/field-errors.ts';
import { type FieldErrors, parseForm } from '../../../content/model/form.ts';
import type { FormInput } from '../../../domain/act.ts';
import type { College } from '../../../domain/colleges/college.ts';
import type { Delivery, PlanProblem } from '../../../domain/deliveries/delivery.ts';
import type { PlanWarning } from '../../../domain/deliveries/planning.ts';
import { isEducation } from '../../../domain/people/person.ts';
import { deliveryReference } from '../../../domain/reference.ts';
import { viewCollege } from '../../../use-cases/campaigns.ts';
import { planDelivery, replanDelivery } from '../../../use-cases/delivery-planning.ts';
import { viewDelivery } from '../../../use-cases/delivery-queries.ts';
import type { WebDeps } from '../shared/deps.ts';
import { FormFields } from '../shared/form-fields.tsx';
import type { PageRequest, ShowPage } from '../shared/page.tsx';
import { afterAct, pathUai } from '../shared/paths.ts';
import { summaryOf } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import {
  DeliveryConflict,
  type DeliveryFormContent,
  formTitle,
  HiddenFields,
  type PostedDeliveryForm,
  parseDeliveryForm,
  pathDelivery,
  showDeliveryNotFound,
  showInvalidTransition,
} from './delivery-form.tsx';

/** The service Éducation plans a delivery, or replans it. Warnings are shown first, and may be confirmed. */
export function registerPlan(app: Hono, deps: WebDeps, show: ShowPage): void {
  const planPath = '/colleges/:uai/livraisons/nouvelle';
  const replanPath = '/livraisons/:reference/date';
  app.get(planPath, (c) => showPlan({ c, deps, show }, { status: 200 }));
  app.post(planPath, (c) => handlePlan({ c, deps, show }));
  app.get(replanPath, (c) => showReplan({ c, deps, show }, { status: 200 }));
  app.post(replanPath, (c) => handleReplan({ c, deps, show }));
}

interface PlanContent extends DeliveryFormContent {
  readonly warnings?: readonly PlanWarning[];
}

async function handlePlan(request: PageRequest): Promise<Response> {
  const { c, deps } = request;
  const posted = await parseDeliveryForm(request, planForm);
  const { answers, idempotencyKey } = posted;
  const uai = pathUai(c);
  if (!uai) return showDeliveryNotFound(request, posted);
  const invalid = { answers, idempotencyKey, status: 422 } as const;
  const parsed = parseForm(planForm, answers);
  if (parsed.kind === 'invalid') return showPlan(request, { ...invalid, errors: parsed.errors });
  const despiteWarnings = hasSeenWarnings(posted);
  const result = await planDelivery(
    deps,
    { uai, by: personOf(c), channel: 'web', idempotencyKey, despiteWarnings },
    planFrom(parsed.values),
  );
  switch (result.kind) {
    case 'planned':
      return c.redirect(`/livraisons/${deliveryReference(result.delivery)}`, 303);
    case 'warned':
      return showPlan(request, { ...invalid, status: 409, warnings: result.warnings });
    case 'contradictory':
      return showPlan(request, { ...invalid, errors: errorsOf(result.problems) });
    case 'forbidden':
      return showDeliveryNotFound(request, posted);
  }
}

async function handleReplan(request: PageRequest): Promise<Response> {
  const { c, deps } = request;
  const posted = await parseDeliveryForm(request, planForm);
  const { answers, idempotencyKey, command } = posted;
  if (!command) return showDeliveryNotFound(request, posted);
  const invalid = { answers, idempotencyKey, status: 422 } as const;
  const parsed = parseForm(planForm, answers);
  if (parsed.kind === 'invalid') return showReplan(request, { ...invalid, errors: parsed.errors });
  const result = await replanDelivery(
    deps,
    { ...command, despiteWarnings: hasSeenWarnings(posted) },
    planFrom(parsed.values),
  );
  switch (result.kind) {
    case 'done':
      return c.redirect(afterAct(`/livraisons/${deliveryReference(result.delivery)}`, result), 303);
    case 'warned':
      return showReplan(request, { ...invalid, status: 409, warnings: result.warnings });
    case 'contradictory':
      return showReplan(request, { ...invalid, errors: errorsOf(result.problems) });
    case 'conflict': {
      const { expectedVersion } = command;
      return showReplan(request, { answers, expectedVersion, status: 409 });
    }
    case 'invalid-transition':
      return showInvalidTransition(request, posted);
    case 'forbidden':
      return showDeliveryNotFound(request, posted);
  }
}

async function showPlan(request: PageRequest, content: PlanContent): Promise<Response> {
  const { c, deps, show } = request;
  const { answers, errors = {}, idempotencyKey = deps.newId(), warnings = [], status } = content;
  const uai = pathUai(c);
  const person = personOf(c);
  const file = uai && isEducation(person) && (await viewCollege(deps, uai, person));
  if (!file) return showDeliveryNotFound(request, { form: planForm, answers });
  const { college } = file;
  const prefilled = { lockers: String(deps.site.lotSize), slot: 'all-day' };
  return show(c, {
    title: warnings.length > 0 ? texts.warned : planForm.title,
    status,
    errors: summaryOf(planForm, errors),
    body: (
      <PlanFormView
        {...{ college, errors, idempotencyKey, warnings }}
        action={`/colleges/${college.uai}/livraisons/nouvelle`}
        answers={answers ?? prefilled}
        send={texts.send}
      />
    ),
  });
}

async function showReplan(request: PageRequest, content: PlanContent): Promise<Response> {
  const { c, deps, show } = request;
  const { answers, errors = {}, idempotencyKey = deps.newId(), warnings = [], status } = content;
  const key = pathDelivery(c);
  const person = personOf(c);
  const file = key && isEducation(person) && (await viewDelivery(deps, key, person));
  if (!file) return showDeliveryNotFound(request, { form: planForm, answers });
  const { delivery, college } = file;
  const { expectedVersion } = content;
  return show(c, {
    title: formTitle(warnings.length > 0 ? texts.warned : texts.again, content),
    status,
    errors: summaryOf(planForm, errors),
    body: (
      <>
        <DeliveryConflict {...{ delivery, expectedVersion }} timeZone={deps.site.timeZone} />
        <PlanFormView
          {...{ college, delivery, errors, idempotencyKey, warnings }}
          action={`/livraisons/${deliveryReference(delivery)}/date`}
          answers={answers ?? planAnswers(delivery)}
          send={texts.sendAgain}
        />
      </>
    ),
  });
}

function hasSeenWarnings({ body }: PostedDeliveryForm): boolean {
  return body['warnings'] === 'seen';
}

function errorsOf(problems: readonly PlanProblem[]): FieldErrors {
  return Object.fromEntries(problems.map(({ field, problem }) => [field, planErrors[problem]]));
}

interface PlanFormProps {
  readonly college: College;
  /** Absent when the delivery is not planned yet. */
  readonly delivery?: Delivery;
  readonly action: string;
  readonly answers: FormInput;
  readonly errors: FieldErrors;
  readonly idempotencyKey: string;
  readonly send: string;
  readonly warnings: readonly PlanWarning[];
}

const formId = 'prevision';

function PlanFormView(props: PlanFormProps) {
  const { college, delivery, action, answers, errors, idempotencyKey, send, warnings } = props;
  return (
    <>
      {warnings.length > 0 && <Warnings warnings={warnings} />}
      <p class="lead">
        <strong>{college.name}</strong>, {college.commune}
      </p>
      <form id={formId} method="post" action={action} novalidate>
        <HiddenFields {...{ idempotencyKey, delivery }} />
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

/** The confirming button sends the form below with `warnings=seen`. */
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
