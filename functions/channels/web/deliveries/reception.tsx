import type { Hono } from 'hono';
import { declarationPage } from '../../../content/declarations/texts.ts';
import { receiptPage as texts } from '../../../content/deliveries/planning-texts.ts';
import {
  receiptAnswersFrom,
  receiptErrors,
  receiptForm,
} from '../../../content/deliveries/receipt-form.ts';
import { instant } from '../../../content/format.ts';
import { type FieldErrors, parseForm, type Step } from '../../../content/model/form.ts';
import type { FormInput } from '../../../domain/act.ts';
import type { College } from '../../../domain/colleges/college.ts';
import { type Delivery, isReceivable, receiptOf } from '../../../domain/deliveries/delivery.ts';
import { canActFor } from '../../../domain/people/person.ts';
import { deliveryReference } from '../../../domain/reference.ts';
import { receiveDelivery } from '../../../use-cases/deliveries.ts';
import { viewDelivery } from '../../../use-cases/delivery-queries.ts';
import type { WebDeps } from '../shared/deps.ts';
import { SubmittedAnswers, showRefusal } from '../shared/errors.tsx';
import { Questions } from '../shared/form-fields.tsx';
import type { PageRequest, ShowPage } from '../shared/page.tsx';
import { summaryOf } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import {
  type DeliveryFormContent,
  HiddenFields,
  parseDeliveryForm,
  pathDelivery,
  showDeliveryNotFound,
} from './delivery-form.tsx';

/** The bon de réception, signed where the lockers arrive. */
export function registerReception(app: Hono, deps: WebDeps, show: ShowPage): void {
  const path = '/livraisons/:reference/reception';
  app.get(path, (c) => showReception({ c, deps, show }, { status: 200 }));
  app.post(path, (c) => handleReception({ c, deps, show }));
}

async function handleReception(request: PageRequest): Promise<Response> {
  const { c, deps } = request;
  const posted = await parseDeliveryForm(request, receiptForm);
  const { answers, idempotencyKey, command } = posted;
  if (!command) return showDeliveryNotFound(request, posted);
  const invalid = { answers, idempotencyKey, status: 422 } as const;
  const parsed = parseForm(receiptForm, answers);
  if (parsed.kind === 'invalid') {
    return showReception(request, { ...invalid, errors: parsed.errors });
  }
  const result = await receiveDelivery(deps, command, receiptAnswersFrom(parsed.values));
  switch (result.kind) {
    case 'received':
      return c.redirect(`/livraisons/${deliveryReference(result.delivery)}`, 303);
    case 'not-receivable':
      return showNotReceivable(request, { delivery: result.delivery, answers });
    case 'contradictory': {
      const errors = receiptErrors(result.problems, parsed.values);
      return showReception(request, { ...invalid, errors });
    }
    case 'forbidden':
      return showDeliveryNotFound(request, posted);
  }
}

async function showReception(
  request: PageRequest,
  content: DeliveryFormContent,
): Promise<Response> {
  const { c, deps, show } = request;
  const { answers = {}, status, errors = {}, idempotencyKey = deps.newId() } = content;
  const key = pathDelivery(c);
  const person = personOf(c);
  const file = key && canActFor(person, key.uai) && (await viewDelivery(deps, key, person));
  if (!file) return showDeliveryNotFound(request, { form: receiptForm, answers });
  const { delivery, college } = file;
  if (!isReceivable(delivery)) return showNotReceivable(request, { delivery, answers });
  return show(c, {
    title: receiptForm.title,
    status,
    errors: summaryOf(receiptForm, errors),
    body: <ReceptionForm {...{ delivery, college, answers, errors, idempotencyKey }} />,
  });
}

/** The delivery has a receipt already, or its state allows none. The answers are shown, so that they are not lost. */
function showNotReceivable(
  { c, deps, show }: PageRequest,
  { delivery, answers }: { readonly delivery: Delivery; readonly answers: FormInput },
) {
  const receipt = receiptOf(delivery);
  const { title, text } = receipt
    ? {
        title: texts.already.title,
        text: texts.already.text(receipt.signedName, instant(receipt.signedAt, deps.site.timeZone)),
      }
    : texts.notReceivable;
  return showRefusal(c, show, {
    title,
    text,
    status: 409,
    input: (
      <>
        <p class="links">
          <a class="button" href={`/livraisons/${deliveryReference(delivery)}`}>
            {texts.see}
          </a>
        </p>
        <SubmittedAnswers form={receiptForm} answers={answers} />
      </>
    ),
  });
}

interface ReceptionFormProps {
  readonly delivery: Delivery;
  readonly college: College;
  readonly answers: FormInput;
  readonly errors: FieldErrors;
  readonly idempotencyKey: string;
}

/** One page in the order of the work on site: count, decide, describe, sign. */
function ReceptionForm(props: ReceptionFormProps) {
  const { delivery, college, idempotencyKey, answers, errors } = props;
  const [lockers, ...otherSteps] = receiptForm.steps;
  const reserves = otherSteps.slice(0, -1);
  const signature = otherSteps.at(-1);
  const reference = deliveryReference(delivery);
  return (
    <>
      <p class="lead">
        <strong>{college.name}</strong>, {college.commune}
        <br />
        {texts.about(delivery.lockers)}
      </p>
      <p>{declarationPage.required}</p>
      <form
        class="reception"
        method="post"
        action={`/livraisons/${reference}/reception`}
        novalidate
      >
        <HiddenFields idempotencyKey={idempotencyKey} />
        {lockers && <StepFields step={lockers} {...{ answers, errors }} />}
        <section class="step reserves">
          <h2>{texts.reservesTitle}</h2>
          <p>{texts.reservesIntro}</p>
          <p>{texts.missing}</p>
          {reserves.map((step, index) => (
            <ReserveGroup {...{ step, index, answers, errors }} />
          ))}
        </section>
        {signature && <StepFields step={signature} {...{ answers, errors }} />}
        <div class="actions">
          <button class="button" type="submit">
            {texts.send}
          </button>
          <p class="hint">{texts.sendHint}</p>
        </div>
      </form>
    </>
  );
}

interface StepProps {
  readonly step: Step;
  readonly answers: FormInput;
  readonly errors: FieldErrors;
}

function StepFields({ step, answers, errors }: StepProps) {
  return (
    <section class="step">
      <h2>{step.title}</h2>
      <Questions form={receiptForm} names={step.fields} answers={answers} errors={errors} />
    </section>
  );
}

/** The first group is open. The others open on demand, and stay open when they hold answers or errors. */
function ReserveGroup({ step, index, answers, errors }: StepProps & { readonly index: number }) {
  const fields = (
    <fieldset class="group">
      <legend>{step.title}</legend>
      <Questions form={receiptForm} names={step.fields} answers={answers} errors={errors} />
    </fieldset>
  );
  if (index === 0) return fields;
  const isUsed = step.fields.some((name) => isFilled(answers[name]) || errors[name]);
  return (
    <details open={isUsed}>
      <summary>{texts.another}</summary>
      {fields}
    </details>
  );
}

function isFilled(answer: FormInput[string] | undefined): boolean {
  return answer !== undefined && answer.length > 0;
}
