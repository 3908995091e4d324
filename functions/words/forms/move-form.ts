import { type DamageMove, type DamageState, movesIn } from '../../domain/damages/damage.ts';
import { day, fields, oneOf, text, type ValuesOf } from '../fields.ts';
import type { Form } from '../form.ts';

const moveLabels: Readonly<Record<DamageMove, string>> = {
  acknowledged: 'Nous l’avons lu',
  planned: 'Une réparation est prévue',
  repaired: 'C’est réparé',
  replaced: 'Les casiers sont remplacés',
  declined: 'Il n’y aura pas de réparation',
};

const asked = { label: 'Quelle suite ?', missing: 'Choisissez ce que le collège doit savoir.' };

const moveSchema = fields(() => ({
  move: oneOf(moveLabels, asked),
  day: day({
    label: 'Réparation prévue le',
    hint: 'Si une date est déjà connue. Par exemple : 03/02/2026.',
  }),
  note: text({
    label: 'Un mot pour le collège',
    hint: 'Envoyé par courriel à la personne qui a signalé, et gardé dans l’historique. Obligatoire s’il n’y a pas de réparation : dites pourquoi.',
    maxLength: 1000,
  }),
}));

/** What the service Éducation does about a damage, whatever its state. */
export const moveForm: Form<ValuesOf<typeof moveSchema>> = {
  id: 'damage-move',
  title: 'La suite du signalement',
  shortTitle: 'La suite',
  steps: [{ title: 'La suite', fields: ['move', 'day', 'note'] }],
  schema: moveSchema,
};

/** The same, with what that state allows. */
export function moveFormIn(state: DamageState): Form {
  const labels = Object.fromEntries(movesIn(state).map((move) => [move, moveLabels[move]]));
  return {
    ...moveForm,
    schema: fields(() => ({ ...moveSchema().shape, move: oneOf(labels, asked) })),
  };
}
