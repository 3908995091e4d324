import { number } from './numbers.ts';

/** What every chat says around cards and forms, whatever they are about. */
export const chat = {
  name: 'Casiers 47',
  loading: 'Un instant…',
  /** Counted from 0. */
  stepOf: (step: number, total: number) => `Étape ${step + 1} sur ${total}`,
  close: 'Fermer',
  back: 'Retour',
  fact: (label: string, value: string) => `${label} : ${value}`,
  others: (more: number) => (more === 1 ? 'et 1 autre' : `et ${number(more)} autres`),
  rest: 'La suite est sur le site.',
  toCorrect: 'À corriger',
  photos: {
    label: 'Photos',
    hint: 'Ni visage, ni nom d’élève, ni contenu d’un casier. Le lieu et la date que le téléphone y écrit sont effacés.',
  },
  drafts:
    'Vos réponses sont gardées à chaque étape : vous pouvez finir plus tard, ici ou sur le site.',
  onSite: 'Continuer sur le site',
  groupOf: (first: string, last: string) => `${first} – ${last}`,
};
