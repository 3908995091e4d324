import type { College } from '../../../domain/colleges/college.ts';
import type { Answers } from '../../../domain/declarations/declaration.ts';
import type { Delivery } from '../../../domain/deliveries/delivery.ts';
import { deliveryReference } from '../../../domain/deliveries/delivery-reference.ts';
import type { FieldErrors, Step } from '../../../words/form.ts';
import { receiptForm } from '../../../words/forms/receipt-form.ts';
import { declarationPage } from '../../../words/pages/declaration.ts';
import { receiptPage as words } from '../../../words/pages/deliveries.ts';
import { Questions } from '../forms/form-fields.tsx';

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
