import type { Context, Hono } from 'hono';
import { declarationPage } from '../../../content/declarations/texts.ts';
import { receiptPage as words } from '../../../content/deliveries/planning-texts.ts';
import {
  receiptAnswersFrom,
  receiptErrors,
  receiptForm,
} from '../../../content/deliveries/receipt-form.ts';
import { instant } from '../../../content/format.ts';
import { type FieldErrors, readForm, type Step } from '../../../content/model/form.ts';
import type { Answers } from '../../../domain/act.ts';
import type { College } from '../../../domain/colleges/college.ts';
import { type Delivery, isReceivable, receiptOf } from '../../../domain/deliveries/delivery.ts';
import { maySpeakFor } from '../../../domain/people/person.ts';
import { deliveryReference } from '../../../domain/reference.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound, showRefusal, TypedAnswers } from '../shared/errors.tsx';
import { Questions } from '../shared/form-fields.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { summed } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import { deliveryIn, readPostedAct } from './conflict.tsx';

interface ReceptionFormProps {
  readonly delivery: Delivery;
  readonly college: College;
  readonly answers: Answers;
  readonly errors: FieldErrors;
  readonly opening: string;
}

/** On one page, in the order of what is done in the corridor: count, decide, describe, sign. */
export function ReceptionForm(props: ReceptionFormProps) {
  const { delivery, college, opening, answers, errors } = props;
  const [lockers, ...others] = receiptForm.steps;
  const signature = others.at(-1);
  const reference = deliveryReference(delivery);
  return (
    <>
      <p class="lead">
        <strong>{college.name}</strong>, {college.commune}
        <br />
        {words.about(delivery.lockers)}
      </p>
      <p>{declarationPage.required}</p>
      <form
        class="reception"
        method="post"
        action={`/livraisons/${reference}/reception`}
        novalidate
      >
        <input type="hidden" name="opening" value={opening} />
        {lockers && <StepFields step={lockers} {...{ answers, errors }} />}
        <section class="step reserves">
          <h2>{words.reservesTitle}</h2>
          <p>{words.reservesIntro}</p>
          <p>{words.missing}</p>
          {others.slice(0, -1).map((step, index) => (
            <ReserveGroup {...{ step, index, answers, errors }} />
          ))}
        </section>
        {signature && <StepFields step={signature} {...{ answers, errors }} />}
        <div class="actions">
          <button class="button" type="submit">
            {words.send}
          </button>
          <p class="hint">{words.sendHint}</p>
        </div>
      </form>
    </>
  );
}

interface StepProps {
  readonly step: Step;
  readonly answers: Answers;
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
  const isUsed = step.fields.some((name) => isTyped(answers[name]) || errors[name]);
  return (
    <details open={isUsed}>
      <summary>{words.another}</summary>
      {fields}
    </details>
  );
}

function isTyped(answer: Answers[string] | undefined): boolean {
  return answer !== undefined && answer.length > 0;
}

/** The bon de réception, signed in the corridor. */
export function registerReception(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { viewDelivery, receiveDelivery, newId, site } = deps;
  const path = '/livraisons/:reference/reception';

  app.get(path, (c) => showForm(c, { answers: {}, status: 200 }));

  app.post(path, async (c) => {
    const { command, answers, opening } = await readPostedAct(c, receiptForm, newId);
    if (!command) return notFound(c, answers);
    const reading = readForm(receiptForm, answers);
    // A page that is shown again keeps its token: nothing was signed.
    const again = { answers, opening, status: 422 } as const;
    if (reading.kind === 'invalid') return showForm(c, { ...again, errors: reading.errors });
    const { seenVersion: _, ...act } = command;
    const outcome = await receiveDelivery(act, receiptAnswersFrom(reading.values));
    switch (outcome.kind) {
      case 'received':
        return c.redirect(`/livraisons/${deliveryReference(outcome.delivery)}`, 303);
      case 'not-receivable':
        return showSigned(c, outcome.delivery, answers);
      case 'contradictory':
        return showForm(c, { ...again, errors: receiptErrors(outcome.problems, reading.values) });
      case 'not-yours':
        return notFound(c, answers);
    }
  });

  interface FormContent {
    readonly answers: Answers;
    readonly status: 200 | 422;
    readonly errors?: FieldErrors;
    readonly opening?: string;
  }

  async function showForm(c: Context, content: FormContent): Promise<Response> {
    const { answers, status, errors = {}, opening = newId() } = content;
    const which = deliveryIn(c);
    const person = personOf(c);
    const file = which && maySpeakFor(person, which.uai) && (await viewDelivery(which, person));
    if (!file) return notFound(c, answers);
    const { delivery, college } = file;
    if (!isReceivable(delivery)) return showSigned(c, delivery, answers);
    return show(c, {
      title: receiptForm.title,
      status,
      errors: summed(receiptForm, errors),
      body: <ReceptionForm {...{ delivery, college, answers, errors, opening }} />,
    });
  }

  /** Somebody was faster: here is what they signed, and what was typed since. */
  function showSigned(c: Context, delivery: Delivery, answers: Answers) {
    const receipt = receiptOf(delivery);
    const { title, text } = receipt
      ? {
          title: words.already.title,
          text: words.already.text(receipt.signedName, instant(receipt.signedAt, site.timeZone)),
        }
      : words.notReceivable;
    return showRefusal(c, show, {
      title,
      text,
      status: 409,
      typed: (
        <>
          <p class="links">
            <a class="button" href={`/livraisons/${deliveryReference(delivery)}`}>
              {words.see}
            </a>
          </p>
          <TypedAnswers form={receiptForm} answers={answers} />
        </>
      ),
    });
  }

  function notFound(c: Context, answers: Answers) {
    return showNotFound(c, show, <TypedAnswers form={receiptForm} answers={answers} />);
  }
}
