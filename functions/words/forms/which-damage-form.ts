import type { Damage } from '../../domain/damages/damage.ts';
import { damageReference } from '../../domain/damages/damage-reference.ts';
import { fields, oneOf } from '../fields.ts';
import type { Form } from '../form.ts';
import { lockersText, placeText } from '../pages/damage.ts';

/** The answer that means none of them. */
export const anotherDamage = 'other';

const title = 'Pour quel signalement\u00a0?';

/** Asks what photos show: one of those damages, or another. */
export function whichDamageForm(damages: readonly Damage[]): Form<{ damage: string }> {
  const known = damages.map((damage) => [
    damageReference(damage),
    `${damageReference(damage)}, ${lockersText(damage)}, ${placeText(damage)}`,
  ]);
  return {
    id: 'which-damage',
    title,
    shortTitle: 'Ajouter la photo',
    steps: [{ title, fields: ['damage'] }],
    schema: fields(() => ({
      damage: oneOf(
        { ...Object.fromEntries(known), [anotherDamage]: 'Un autre dégât, que je signale' },
        {
          label: 'Que montre-t-elle\u00a0?',
          missing: 'Choisissez un signalement, ou un autre dégât.',
        },
      ),
    })),
  };
}
