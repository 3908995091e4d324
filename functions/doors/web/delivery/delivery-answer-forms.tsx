import type { Answers } from '../../../domain/declaration.ts';
import type { Delivery } from '../../../domain/delivery.ts';
import { deliveryReference } from '../../../domain/delivery-reference.ts';
import { type FieldErrors, fieldNames } from '../../../words/form.ts';
import { deliveryMoveFormIn } from '../../../words/forms/delivery-move-form.ts';
import { reserveForm } from '../../../words/forms/reserve-form.ts';
import { deliveryPage as words } from '../../../words/pages/delivery.ts';
import { Questions } from '../forms/form-fields.tsx';

interface AnswerFormProps {
  readonly delivery: Delivery;
  readonly answers: Answers;
  readonly errors: FieldErrors;
  readonly opening: string;
}

/** The service Éducation: where the lockers are. */
export function DeliveryMoveForm({ delivery, answers, errors, opening }: AnswerFormProps) {
  const form = deliveryMoveFormIn(delivery);
  return (
    <section class="card screen-only">
      <h2>{form.title}</h2>
      <form method="post" action={`/livraisons/${deliveryReference(delivery)}/suite`} novalidate>
        <input type="hidden" name="opening" value={opening} />
        <input type="hidden" name="version" value={delivery.version} />
        <Questions form={form} names={fieldNames(form)} answers={answers} errors={errors} />
        <button type="submit">{words.moveButton}</button>
      </form>
    </section>
  );
}

/** The service Éducation: the workshop has seen to it. */
export function LiftForm(props: AnswerFormProps & { readonly reserveId: string }) {
  const { delivery, answers, errors, opening, reserveId } = props;
  const isTyped = Object.values(answers).some((answer) => answer !== '');
  const action = `/livraisons/${deliveryReference(delivery)}/reserves/${reserveId}`;
  return (
    <details class="screen-only" open={isTyped || Object.keys(errors).length > 0}>
      <summary>{words.lift(reserveId)}</summary>
      <form method="post" action={action} novalidate>
        <input type="hidden" name="opening" value={opening} />
        <input type="hidden" name="version" value={delivery.version} />
        <Questions form={reserveForm} names={['note']} answers={answers} errors={errors} />
        <button type="submit">{words.liftButton}</button>
      </form>
    </details>
  );
}
