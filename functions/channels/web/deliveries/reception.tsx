import type { Context, Hono } from 'hono';
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
import { SubmittedAnswers, showNotFound, showRefusal } from '../shared/errors.tsx';
import { Questions } from '../shared/form-fields.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { summed } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import { deliveryIn, parsePostedForm } from './conflict.tsx';

interface ReceptionFormProps {
  readonly delivery: Delivery;
  readonly college: College;
  readonly answers: FormInput;
  readonly errors: FieldErrors;
  readonly idempotencyKey: string;
}

/** On one page, in the order of what is done in the corridor: count, decide, describe, sign. */
export function ReceptionForm(props: ReceptionFormProps) {
  const { delivery, college, idempotencyKey, answers, errors } = props;
  const [lockers, ...others] = receiptForm.steps;
  const signature = others.at(-1);
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
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        {lockers && <StepFields step={lockers} {...{ answers, errors }} />}
        <section class="step reserves">
          <h2>{texts.reservesTitle}</h2>
          <p>{texts.reservesIntro}</p>
          <p>{texts.missing}</p>
          {others.slice(0, -1).map((step, index) => (
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

/** The first stands open; another is opened by whoever needs it, and stays open with what was typed in it. */
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

/** The bon de réception, signed in the corridor. */
export function registerReception(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { newId, site } = deps;
  const path = '/livraisons/:reference/reception';

  app.get(path, (c) => showForm(c, { answers: {}, status: 200 }));

  app.post(path, async (c) => {
    const { command, answers, idempotencyKey } = await parsePostedForm(c, receiptForm, newId);
    if (!command) return notFound(c, answers);
    const parsed = parseForm(receiptForm, answers);
    // A page that is shown again keeps its token: nothing was signed.
    const again = { answers, idempotencyKey, status: 422 } as const;
    if (parsed.kind === 'invalid') return showForm(c, { ...again, errors: parsed.errors });
    const { expectedVersion: _, ...act } = command;
    const outcome = await receiveDelivery(deps, act, receiptAnswersFrom(parsed.values));
    switch (outcome.kind) {
      case 'received':
        return c.redirect(`/livraisons/${deliveryReference(outcome.delivery)}`, 303);
      case 'not-receivable':
        return showSigned(c, outcome.delivery, answers);
      case 'contradictory':
        return showForm(c, { ...again, errors: receiptErrors(outcome.problems, parsed.values) });
      case 'forbidden':
        return notFound(c, answers);
    }
  });

  interface FormContent {
    readonly answers: FormInput;
    readonly status: 200 | 422;
    readonly errors?: FieldErrors;
    readonly idempotencyKey?: string;
  }

  async function showForm(c: Context, content: FormContent): Promise<Response> {
    const { answers, status, errors = {}, idempotencyKey = newId() } = content;
    const key = deliveryIn(c);
    const person = personOf(c);
    const file = key && canActFor(person, key.uai) && (await viewDelivery(deps, key, person));
    if (!file) return notFound(c, answers);
    const { delivery, college } = file;
    if (!isReceivable(delivery)) return showSigned(c, delivery, answers);
    return show(c, {
      title: receiptForm.title,
      status,
      errors: summed(receiptForm, errors),
      body: <ReceptionForm {...{ delivery, college, answers, errors, idempotencyKey }} />,
    });
  }

  /** Somebody was faster: here is what they signed, and what was typed since. */
  function showSigned(c: Context, delivery: Delivery, answers: FormInput) {
    const receipt = receiptOf(delivery);
    const { title, text } = receipt
      ? {
          title: texts.already.title,
          text: texts.already.text(receipt.signedName, instant(receipt.signedAt, site.timeZone)),
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

  function notFound(c: Context, answers: FormInput) {
    return showNotFound(c, show, <SubmittedAnswers form={receiptForm} answers={answers} />);
  }
}
