import type { Answers } from '../../../domain/declarations/declaration.ts';
import type { Delivery } from '../../../domain/deliveries/delivery.ts';
import { deliveryReference } from '../../../domain/deliveries/delivery-reference.ts';
import { toldVersion } from '../../../domain/journal.ts';
import { type FieldErrors, fieldNames } from '../../../words/form.ts';
import { deliveryMoveFormIn } from '../../../words/forms/delivery-move-form.ts';
import { deliverySite } from '../../../words/pages/delivery.ts';
import { Questions } from '../forms/form-fields.tsx';

interface MoveFormProps {
  readonly delivery: Delivery;
  readonly answers: Answers;
  readonly errors: FieldErrors;
  readonly opening: string;
}

/** The service Éducation: where the lockers are. */
export function DeliveryMoveForm({ delivery, answers, errors, opening }: MoveFormProps) {
  const form = deliveryMoveFormIn(delivery);
  return (
    <section class="card screen-only">
      <h2>{deliverySite.move}</h2>
      <form method="post" action={`/livraisons/${deliveryReference(delivery)}/suite`} novalidate>
        <input type="hidden" name="opening" value={opening} />
        <input type="hidden" name="version" value={toldVersion(delivery)} />
        <Questions form={form} names={fieldNames(form)} answers={answers} errors={errors} />
        <button type="submit">{deliverySite.moveButton}</button>
      </form>
    </section>
  );
}
