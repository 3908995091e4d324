import type { DeliveryPlan } from '../../domain/deliveries/delivery.ts';
import { day, fields, line, oneOf, type ValuesOf, wholeNumber } from '../fields.ts';
import { answersOf, type Form } from '../form.ts';

const slotOptions = {
  'all-day': 'Dans la journée',
  morning: 'Le matin',
  afternoon: 'L’après-midi',
} as const;

const planSchema = fields(() => ({
  lockers: wholeNumber({
    label: 'Nombre de casiers',
    hint: 'Un casier est une porte, pour un élève. L’atelier les fabrique par lots.',
    missing: 'Écrivez le nombre de casiers à livrer.',
    max: 5000,
    unit: 'casiers',
  }),
  from: day({
    label: 'Livraison le',
    hint: 'Par exemple : 03/02/2026.',
    missing: 'Écrivez le jour de la livraison.',
  }),
  to: day({
    label: 'Au plus tard le',
    hint: 'Si le jour n’est pas encore fixé : le dernier jour possible. Sinon, laissez vide.',
  }),
  slot: oneOf(slotOptions, {
    label: 'À quel moment ?',
    missing: 'Choisissez le matin, l’après-midi ou la journée.',
  }),
  orderNumber: line({
    label: 'Numéro de bon de commande',
    hint: 'S’il est connu.',
    maxLength: 40,
  }),
}));

export type PlanValues = ValuesOf<typeof planSchema>;

/** What the service Éducation says when it plans a delivery, or plans it again. */
export const planForm: Form<PlanValues> = {
  id: 'delivery-plan',
  title: 'Prévoir une livraison',
  shortTitle: 'Prévoir une livraison',
  steps: [{ title: 'La livraison', fields: ['lockers', 'from', 'to', 'slot', 'orderNumber'] }],
  schema: planSchema,
};

export function planFrom({ lockers, from, to, slot, orderNumber }: PlanValues): DeliveryPlan {
  const expected = { from, to: to || from, slot: slot === 'all-day' ? undefined : slot };
  return { lockers, expected, orderNumber };
}

/** The answers that would give that plan. */
export function planAnswers({ lockers, expected, orderNumber }: DeliveryPlan) {
  const { from, to, slot = 'all-day' } = expected;
  return answersOf(planForm, { lockers, from, to: to === from ? '' : to, slot, orderNumber });
}
