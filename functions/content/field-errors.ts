import { number } from './format.ts';

/** Answers that cannot be parsed, for every field of their kind. */
export const fieldErrors = {
  notANumber: 'Écrivez un nombre en chiffres, par exemple 48.',
  notWhole: 'Écrivez un nombre entier, sans virgule.',
  negative: 'Un nombre de casiers ne peut pas être négatif.',
  tooMany: (max: number) =>
    `Ce nombre dépasse ${number(max)}. Vérifiez-le\u00a0; si c’est bien cela, écrivez-nous.`,
  tooLong: (length: number, max: number) =>
    `Ce texte compte ${number(length)} caractères\u00a0: raccourcissez-le à ${number(max)} au plus.`,
  badMail: 'Écrivez une adresse complète, par exemple prenom.nom@exemple.fr.',
  mailNameTooLong: (max: number) =>
    `Cette adresse n’existe pas\u00a0: il y a plus de ${number(max)} caractères avant le @. Vérifiez-la.`,
  badMailDomain: (domain: string) =>
    `Cette adresse n’existe pas\u00a0: «\u00a0${domain}\u00a0» ne peut pas suivre le @. Vérifiez les tirets et les points.`,
  mailTooLong: (max: number) =>
    `Cette adresse n’existe pas\u00a0: elle compte plus de ${number(max)} caractères. Vérifiez-la.`,
  notAName:
    'Écrivez un nom et un prénom seulement, avec des lettres, des traits d’union et des apostrophes.',
  badPhone: 'Écrivez un numéro à 10 chiffres, par exemple 05 53 00 00 00.',
  badDay: 'Écrivez une date, par exemple 03/02/2026.',
  notAnOption: 'Choisissez l’une des réponses proposées.',
};

/** Answers that contradict each other. */
export const needsErrors = {
  'more-than-in-service': 'Ce nombre dépasse celui des casiers en service indiqué plus haut.',
  'nothing-to-replace':
    'Indiquez au moins 1 casier. Si vous n’avez besoin de rien, déclarez un état néant.',
} as const;

export const statusUpdateErrors = {
  'reason-missing': 'Dites au collège pourquoi il n’y aura pas de réparation.',
  'day-over': 'Cette date est passée\u00a0: écrivez celle de la réparation à venir.',
} as const;

export const damageErrors = {
  'no-place':
    'Dites où sont ces casiers\u00a0: remplissez au moins le bâtiment, le niveau ou le couloir.',
  'no-locker': 'Écrivez les numéros des casiers, ou combien sont abîmés s’ils n’en ont pas.',
  undescribed: 'Décrivez en quelques mots ce qui est abîmé.',
} as const;

export const planErrors = {
  'no-locker': 'Écrivez au moins 1 casier.',
  'days-reversed': 'Ce jour vient avant le premier\u00a0: vérifiez les deux dates.',
  'slot-of-several-days':
    'Le matin ou l’après-midi se choisit quand le jour est fixé\u00a0: choisissez la journée, ou un seul jour.',
} as const;

export const deliveryStatusErrors = {
  'reason-missing': 'Dites pourquoi\u00a0: le collège doit le savoir.',
  'day-to-come': 'Cette date est à venir\u00a0: écrivez celle où cela s’est passé.',
} as const;

export const takebackErrors = {
  'board-act-missing':
    'Les casiers du collège ne partent qu’avec un acte de son conseil d’administration\u00a0: écrivez sa date.',
  'day-to-come': 'Cette date est à venir.',
  'more-than-taken': 'C’est plus que le nombre de casiers repris.',
  'before-board-act': 'Cette date vient avant celle de l’acte du conseil d’administration.',
} as const;
