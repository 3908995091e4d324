import { type Delivery, type DeliveryMove, movesIn } from '../../domain/deliveries/delivery.ts';
import { day, fields, line, oneOf, text, type ValuesOf } from '../fields.ts';
import type { Form } from '../form.ts';

const moveLabels: Readonly<Record<DeliveryMove, string>> = {
  'on-its-way': 'Les casiers sont partis',
  arrived: 'Les casiers sont arrivés au collège',
  installed: 'Les casiers sont installés',
  closed: 'La livraison est terminée',
  postponed: 'La livraison est reportée',
  cancelled: 'La livraison est annulée',
};

const asked = { label: 'Où en est la livraison ?', missing: 'Choisissez où en est la livraison.' };

const moveSchema = fields(() => ({
  move: oneOf(moveLabels, asked),
  on: day({
    label: 'Quel jour ?',
    hint: 'Aujourd’hui si vous laissez vide. Par exemple : 03/02/2026.',
  }),
  team: line({
    label: 'Installés par',
    hint: 'Seulement pour l’installation, si ce ne sont pas les équipes habituelles.',
    maxLength: 80,
  }),
  note: text({
    label: 'Un mot pour le collège',
    hint: 'Envoyé par courriel. Obligatoire si la livraison est reportée ou annulée : dites pourquoi.',
    maxLength: 1000,
  }),
}));

/** What the service Éducation says of a delivery, whatever its state. */
export const deliveryMoveForm: Form<ValuesOf<typeof moveSchema>> = {
  id: 'delivery-move',
  title: 'Où en est la livraison ?',
  shortTitle: 'La livraison',
  steps: [{ title: 'La suite', fields: ['move', 'on', 'team', 'note'] }],
  schema: moveSchema,
};

/** The same, with what that delivery allows. */
export function deliveryMoveFormIn(delivery: Delivery): Form {
  const labels = Object.fromEntries(movesIn(delivery).map((move) => [move, moveLabels[move]]));
  return {
    ...deliveryMoveForm,
    schema: fields(() => ({ ...moveSchema().shape, move: oneOf(labels, asked) })),
  };
}
