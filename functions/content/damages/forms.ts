import {
  availableStatusUpdates,
  type DamagePart,
  type DamageReport,
  type DamageState,
  type DamageStatusUpdate,
  type FollowUp,
  type FollowUpAnswer,
  type LockerMake,
} from '../../domain/damages/damage.ts';
import { maxLockers } from '../../domain/lockers.ts';
import {
  day,
  fields,
  line,
  lockers,
  oneOf,
  severalOf,
  text,
  type ValuesOf,
  wholeNumber,
  yesNo,
} from '../fields.ts';
import type { Form } from '../model/form.ts';

export const damagePartLabels: Readonly<Record<DamagePart, string>> = {
  door: 'Porte',
  lock: 'Serrure',
  hinge: 'Charnière',
  shelf: 'Tablette',
  body: 'Caisse (côtés, fond, dessus)',
  fixing: 'Fixation au mur ou au sol',
  paint: 'Peinture ou tags',
  other: 'Autre chose',
};

export const lockerMakeLabels: Readonly<Record<LockerMake, string>> = {
  old: 'D’anciens casiers',
  programme: 'Des casiers «\u00a0Made in 47\u00a0»',
};

const reportSchema = /* @__PURE__ */ fields(() => ({
  building: line({
    label: 'Bâtiment',
    hint: 'Remplissez au moins l’une de ces trois lignes.',
    maxLength: 80,
  }),
  level: line({ label: 'Niveau', hint: 'Par exemple\u00a0: 1er étage.', maxLength: 80 }),
  corridor: line({
    label: 'Couloir ou salle',
    hint: 'Par exemple\u00a0: couloir des 6e.',
    maxLength: 120,
  }),
  lockers: lockers({
    label: 'Numéros des casiers abîmés',
    hint: 'Par exemple\u00a0: 101-112, 115. Ou bien\u00a0: A12 à A18.',
  }),
  lockersUnnumbered: wholeNumber({
    label: 'Casiers abîmés sans numéro',
    hint: 'Combien\u00a0? Laissez vide si tous ont un numéro.',
    max: maxLockers,
    unit: 'casiers',
  }),
  maker: oneOf(lockerMakeLabels, {
    label: 'Quels casiers\u00a0?',
    hint: 'Pour les casiers «\u00a0Made in 47\u00a0», votre signalement est aussi une demande de SAV à l’atelier qui les fabrique.',
    missing: 'Choisissez\u00a0: anciens casiers, ou casiers «\u00a0Made in 47\u00a0».',
  }),
  parts: severalOf(damagePartLabels, {
    label: 'Qu’est-ce qui est abîmé\u00a0?',
    hint: 'Plusieurs réponses possibles.',
    missing: 'Choisissez au moins une réponse. Au besoin, «\u00a0Autre chose\u00a0».',
  }),
  dangerous: yesNo({
    label: 'Est-ce dangereux\u00a0?',
    hint: 'Par exemple\u00a0: un bord coupant, un meuble qui bascule, une porte qui pend. Si oui, le service Éducation est prévenu tout de suite.',
    missing: 'Dites si quelqu’un peut se blesser.',
    yes: 'Oui, quelqu’un peut se blesser',
    no: 'Non',
  }),
  description: text({
    label: 'Ce que vous voyez',
    hint: 'N’écrivez aucun nom d’élève.',
    maxLength: 2000,
  }),
}));

/** The type makes the compiler check that the form asks for each answer of a report. */
export const damageForm: Form<DamageReport> = {
  id: 'damage',
  title: 'Signaler un dégât',
  shortTitle: 'Signaler un dégât',
  steps: [
    { title: 'Où sont les casiers\u00a0?', fields: ['building', 'level', 'corridor'] },
    { title: 'Lesquels\u00a0?', fields: ['lockers', 'lockersUnnumbered', 'maker'] },
    { title: 'Le dégât', fields: ['parts', 'dangerous', 'description'] },
  ],
  schema: reportSchema,
};

const answerLabels: Readonly<Record<FollowUp, string>> = {
  'repair-confirmed': 'Oui, c’est réparé',
  'still-broken': 'Non, c’est toujours abîmé',
};

const answerSchema = /* @__PURE__ */ fields(() => ({
  answer: oneOf(answerLabels, {
    label: 'Est-ce réparé\u00a0?',
    missing: 'Dites si c’est réparé ou toujours abîmé.',
  }),
  comment: text({
    label: 'Une précision\u00a0?',
    hint: 'N’écrivez aucun nom d’élève.',
    maxLength: 1000,
  }),
}));

/** Asks the collège whether a damage that it reported is repaired. */
export const followUpForm: Form<FollowUpAnswer> = {
  id: 'damage-follow-up',
  title: 'Où en est-on\u00a0?',
  shortTitle: 'Où en est-on\u00a0?',
  steps: [{ title: 'Où en est-on\u00a0?', fields: ['answer', 'comment'] }],
  schema: answerSchema,
};

const statusUpdateLabels: Readonly<Record<DamageStatusUpdate, string>> = {
  acknowledged: 'Nous l’avons lu',
  planned: 'Une réparation est prévue',
  repaired: 'C’est réparé',
  replaced: 'Les casiers sont remplacés',
  declined: 'Il n’y aura pas de réparation',
};

const statusUpdateQuestion = {
  label: 'Quelle suite\u00a0?',
  missing: 'Choisissez ce que le collège doit savoir.',
};

const statusUpdateSchema = /* @__PURE__ */ fields(() => ({
  statusUpdate: oneOf(statusUpdateLabels, statusUpdateQuestion),
  day: day({
    label: 'Réparation prévue le',
    hint: 'Si une date est déjà connue. Par exemple\u00a0: 03/02/2026.',
  }),
  note: text({
    label: 'Un mot pour le collège',
    hint: 'Envoyé par courriel à la personne qui a signalé, et gardé dans l’historique. Obligatoire s’il n’y a pas de réparation\u00a0: dites pourquoi.',
    maxLength: 1000,
  }),
}));

/** Asks the service Éducation what it does about a damage; with the answers of every state. */
export const damageStatusForm: Form<ValuesOf<typeof statusUpdateSchema>> = {
  id: 'damage-status',
  title: 'La suite du signalement',
  shortTitle: 'La suite',
  steps: [{ title: 'La suite', fields: ['statusUpdate', 'day', 'note'] }],
  schema: statusUpdateSchema,
};

/** As `damageStatusForm`, with the answers that the state allows. */
export function damageStatusFormFor(state: DamageState): Form {
  const labels = Object.fromEntries(
    availableStatusUpdates(state).map((statusUpdate) => [
      statusUpdate,
      statusUpdateLabels[statusUpdate],
    ]),
  );
  return {
    ...damageStatusForm,
    schema: fields(() => ({
      ...statusUpdateSchema().shape,
      statusUpdate: oneOf(labels, statusUpdateQuestion),
    })),
  };
}
