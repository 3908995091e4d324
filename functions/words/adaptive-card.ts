import { count, number } from './numbers.ts';

/** What a card in Teams says beside what its notice or its form says. */
export const cardWords = {
  step: (step: number, steps: number) => `Étape ${number(step)} sur ${number(steps)}`,
  others: (several: number) => (several === 1 ? 'et 1 autre' : `et ${number(several)} autres`),
  elsewhere: 'La suite est sur le site.',
  required: (label: string) => `${label} (obligatoire)`,
  error: (message: string) => `Erreur\u00a0: ${message}`,
  toCorrect: (several: number) => `${count(several, 'réponse')} à corriger`,
  named: (name: string, text: string) => `${name}\u00a0: ${text}`,
  /** Where a browser would say it by itself. */
  missing: 'Répondez à cette question.',
  draft: 'Chaque étape validée est gardée\u00a0: vous pouvez finir plus tard, ici ou sur le site.',
  back: 'Étape précédente',
  photos: 'Ajouter des photos sur le site',
  site: 'Continuer sur le site',
};
