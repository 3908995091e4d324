import {
  availableStatusUpdates,
  type Delivery,
  type DeliveryPlan,
  type DeliveryStatusUpdate,
} from '../../domain/deliveries/delivery.ts';
import type { LockerOwner, Takeback, TakebackRoute } from '../../domain/deliveries/takeback.ts';
import { day, fields, line, oneOf, text, type ValuesOf, wholeNumber } from '../fields.ts';
import { answersOf, type Form } from '../model/form.ts';

const statusUpdateLabels: Readonly<Record<DeliveryStatusUpdate, string>> = {
  'on-its-way': 'Les casiers sont partis',
  arrived: 'Les casiers sont arrivés au collège',
  installed: 'Les casiers sont installés',
  closed: 'La livraison est terminée',
  postponed: 'La livraison est reportée',
  cancelled: 'La livraison est annulée',
};

const statusUpdateField = {
  label: 'Où en est la livraison\u00a0?',
  missing: 'Choisissez où en est la livraison.',
};

const statusUpdateSchema = /* @__PURE__ */ fields(() => ({
  statusUpdate: oneOf(statusUpdateLabels, statusUpdateField),
  on: day({
    label: 'Quel jour\u00a0?',
    hint: 'Aujourd’hui si vous laissez vide. Par exemple\u00a0: 03/02/2026.',
  }),
  team: line({
    label: 'Installés par',
    hint: 'Seulement pour l’installation, si ce ne sont pas les équipes habituelles.',
    maxLength: 80,
  }),
  note: text({
    label: 'Un mot pour le collège',
    hint: 'Envoyé par courriel. Obligatoire si la livraison est reportée ou annulée\u00a0: dites pourquoi.',
    maxLength: 1000,
  }),
}));

/** Parses a status update of any delivery. */
export const deliveryStatusForm: Form<ValuesOf<typeof statusUpdateSchema>> = {
  id: 'delivery-status',
  title: 'Où en est la livraison\u00a0?',
  shortTitle: 'La livraison',
  steps: [{ title: 'La suite', fields: ['statusUpdate', 'on', 'team', 'note'] }],
  schema: statusUpdateSchema,
};

/** The form that is shown: it offers only what the state of the delivery allows. */
export function deliveryStatusFormFor(delivery: Delivery): Form {
  const labels = Object.fromEntries(
    availableStatusUpdates(delivery).map((statusUpdate) => [
      statusUpdate,
      statusUpdateLabels[statusUpdate],
    ]),
  );
  return {
    ...deliveryStatusForm,
    schema: fields(() => ({
      ...statusUpdateSchema().shape,
      statusUpdate: oneOf(labels, statusUpdateField),
    })),
  };
}

const slotOptions = {
  'all-day': 'Dans la journée',
  morning: 'Le matin',
  afternoon: 'L’après-midi',
} as const;

const planSchema = /* @__PURE__ */ fields(() => ({
  lockers: wholeNumber({
    label: 'Nombre de casiers',
    hint: 'Un casier est une porte, pour un élève. L’atelier les fabrique par lots.',
    missing: 'Écrivez le nombre de casiers à livrer.',
    max: 5000,
    unit: 'casiers',
  }),
  from: day({
    label: 'Livraison le',
    hint: 'Par exemple\u00a0: 03/02/2026.',
    missing: 'Écrivez le jour de la livraison.',
  }),
  to: day({
    label: 'Au plus tard le',
    hint: 'Si le jour n’est pas encore fixé\u00a0: le dernier jour possible. Sinon, laissez vide.',
  }),
  slot: oneOf(slotOptions, {
    label: 'À quel moment\u00a0?',
    missing: 'Choisissez le matin, l’après-midi ou la journée.',
  }),
  orderNumber: line({
    label: 'Numéro de bon de commande',
    hint: 'S’il est connu.',
    maxLength: 40,
  }),
}));

export type PlanValues = ValuesOf<typeof planSchema>;

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

/** The inverse of `planFrom`. */
export function planAnswers({ lockers, expected, orderNumber }: DeliveryPlan) {
  const { from, to, slot = 'all-day' } = expected;
  return answersOf(planForm, { lockers, from, to: to === from ? '' : to, slot, orderNumber });
}

const liftSchema = /* @__PURE__ */ fields(() => ({
  note: text({
    label: 'Ce qui a été fait',
    hint: 'Par exemple\u00a0: serrures changées le 3 février. Envoyé au collège et gardé dans l’historique.',
    maxLength: 1000,
  }),
}));

export const reserveForm: Form<ValuesOf<typeof liftSchema>> = {
  id: 'reserve',
  title: 'Lever une réserve',
  shortTitle: 'Lever une réserve',
  steps: [{ title: 'Lever une réserve', fields: ['note'] }],
  schema: liftSchema,
};

export const ownerLabels: Readonly<Record<LockerOwner, string>> = {
  college: 'Au collège',
  departement: 'Au Département',
};

export const routeLabels: Readonly<Record<TakebackRoute, string>> = {
  scrapped: 'Mise au rebut',
  decommissioned: 'Désaffectation',
  transferred: 'Transfert',
};

const takebackSchema = /* @__PURE__ */ fields(() => ({
  lockers: wholeNumber({
    label: 'Combien d’anciens casiers partent\u00a0?',
    missing: 'Écrivez combien de casiers partent.',
    max: 5000,
    unit: 'casiers',
  }),
  owner: oneOf(ownerLabels, {
    label: 'À qui sont-ils\u00a0?',
    hint: 'Les biens du collège ne le quittent qu’avec un acte de son conseil d’administration.',
    missing: 'Dites à qui sont ces casiers.',
  }),
  route: oneOf(routeLabels, {
    label: 'Comment sortent-ils de l’inventaire\u00a0?',
    missing: 'Choisissez comment ils sortent de l’inventaire.',
  }),
  boardActOn: day({
    label: 'Acte du conseil d’administration du',
    hint: 'Par exemple\u00a0: 20/11/2025.',
  }),
  collectedOn: day({ label: 'Enlevés le', hint: 'Laissez vide tant qu’ils sont au collège.' }),
  forWelding: wholeNumber({
    label: 'Dont réemployés pour la formation au soudage',
    max: 5000,
    unit: 'casiers',
  }),
}));

/** The type makes the form ask exactly what the domain needs. */
export const takebackForm: Form<Takeback> = {
  id: 'takeback',
  title: 'Reprise des anciens casiers',
  shortTitle: 'Reprise des casiers',
  steps: [
    {
      title: 'Les anciens casiers',
      fields: ['lockers', 'owner', 'route', 'boardActOn', 'collectedOn', 'forWelding'],
    },
  ],
  schema: takebackSchema,
};
