import type {
  AccessConstraint,
  ContactRole,
  Needs,
  PupilGroup,
} from '../../domain/declarations/needs.ts';
import { fields, line, mail, oneOf, phone, severalOf, text, wholeNumber } from '../fields.ts';
import type { Form } from '../model/form.ts';

/** More than any collège in France has; a larger number is a typing error. */
const mostLockers = 5000;

export const pupilGroupLabels: Readonly<Record<PupilGroup, string>> = {
  '6e': '6e',
  '5e': '5e',
  '4e': '4e',
  '3e': '3e',
  segpa: 'Segpa',
  ulis: 'Ulis',
  'half-board': 'Demi-pensionnaires',
};

export const accessConstraintLabels: Readonly<Record<AccessConstraint, string>> = {
  stairs: 'Étage sans ascenseur',
  'narrow-way': 'Porte ou couloir étroit',
  'no-truck': 'Pas d’accès pour un camion',
  'set-hours': 'Horaires ou jours imposés',
  'lessons-nearby': 'Cours à côté\u00a0: bruit à éviter',
};

export const contactRoleLabels: Readonly<Record<ContactRole, string>> = {
  'secretaire-general': 'Secrétaire général(e) ou adjoint(e) gestionnaire',
  principal: 'Principal(e) ou adjoint(e)',
  accueil: 'Agent d’accueil',
  maintenance: 'Agent de maintenance',
  other: 'Autre fonction',
};

const needsSchema = /* @__PURE__ */ fields(() => ({
  lockersInService: wholeNumber({
    label: 'Casiers en service aujourd’hui',
    hint: 'Un casier = une porte, pour un élève. Comptez aussi les casiers abîmés.',
    missing: 'Indiquez combien de casiers sont en service, même approximativement.',
    max: mostLockers,
    unit: 'casiers',
  }),
  lockersUnusable: wholeNumber({
    label: 'Dont inutilisables',
    hint: 'Porte ou serrure hors d’usage, tôle percée. Laissez vide s’il n’y en a pas.',
    max: mostLockers,
    unit: 'casiers',
  }),
  lockersDangerous: wholeNumber({
    label: 'Dont dangereux',
    hint: 'Bord coupant, meuble instable ou mal fixé, porte qui pend. Laissez vide s’il n’y en a pas.',
    max: mostLockers,
    unit: 'casiers',
  }),
  lockersToReplace: wholeNumber({
    label: 'Casiers à remplacer',
    missing: 'Indiquez combien de casiers sont à remplacer.',
    max: mostLockers,
    unit: 'casiers',
  }),
  pupils: severalOf(pupilGroupLabels, {
    label: 'Pour quels élèves\u00a0?',
    hint: 'Plusieurs réponses possibles.',
  }),
  place: line({
    label: 'À quel endroit\u00a0?',
    hint: 'Bâtiment, niveau, couloir. Par exemple\u00a0: bâtiment B, 1er étage, couloir des 6e.',
    maxLength: 200,
  }),
  accessConstraints: severalOf(accessConstraintLabels, {
    label: 'Ce qui peut gêner la livraison ou l’installation',
    hint: 'Plusieurs réponses possibles.',
  }),
  accessNotes: text({
    label: 'Précisions pour les livreurs et les installateurs',
    hint: 'Par exemple\u00a0: livraison par la cour de service, avant 7 h 30.',
    maxLength: 1000,
  }),
  lockersToTakeBack: wholeNumber({
    label: 'Anciens casiers à reprendre',
    hint: 'Ils servent de pièces d’exercice aux formations de soudure. Laissez vide si vous les gardez.',
    max: mostLockers,
    unit: 'casiers',
  }),
  contactName: line({
    label: 'Nom et prénom de la personne à joindre',
    missing: 'Indiquez le nom de la personne à joindre.',
    maxLength: 120,
    autocomplete: 'name',
  }),
  contactRole: oneOf(contactRoleLabels, {
    label: 'Sa fonction',
    missing: 'Choisissez la fonction de la personne à joindre.',
  }),
  contactMail: mail({
    label: 'Son adresse électronique professionnelle',
    missing: 'Indiquez une adresse électronique où vous joindre.',
  }),
  contactPhone: phone({ label: 'Son téléphone professionnel' }),
  comment: text({
    label: 'Autre chose à nous dire\u00a0?',
    hint: 'N’écrivez aucun nom d’élève.',
    maxLength: 2000,
  }),
}));

/** `Form<Needs>` makes sure that the fields give exactly the needs of the domain. */
export const declarationForm: Form<Needs> = {
  id: 'declaration',
  title: 'Déclaration de besoins en casiers',
  shortTitle: 'Déclarer un besoin',
  steps: [
    {
      title: 'Vos casiers aujourd’hui',
      fields: ['lockersInService', 'lockersUnusable', 'lockersDangerous'],
    },
    { title: 'Votre besoin', fields: ['lockersToReplace', 'pupils', 'place'] },
    {
      title: 'Livraison, installation et reprise',
      fields: ['accessConstraints', 'accessNotes', 'lockersToTakeBack'],
    },
    {
      title: 'La personne à joindre',
      intro:
        'Ces coordonnées servent à organiser le remplacement des casiers. Vos droits sont à la page «\u00a0Données personnelles\u00a0» du site.',
      fields: ['contactName', 'contactRole', 'contactMail', 'contactPhone', 'comment'],
    },
  ],
  schema: needsSchema,
};

const correctionSchema = /* @__PURE__ */ fields(() => ({
  correction: text({
    label: 'Ce que le collège doit corriger',
    hint: 'Ce message est envoyé par courriel à la personne qui a déposé, et reste affiché jusqu’à la correction.',
    missing: 'Écrivez ce que le collège doit corriger.',
    maxLength: 1000,
  }),
}));

export const correctionForm: Form<{ correction: string }> = {
  id: 'correction',
  title: 'Demander une correction',
  shortTitle: 'Demander une correction',
  steps: [{ title: 'La demande', fields: ['correction'] }],
  schema: correctionSchema,
};
