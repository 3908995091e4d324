import type { Standing } from '../domain/declarations/standing.ts';

export const standingLabels: Readonly<Record<Standing['state'] | 'silent', string>> = {
  silent: 'Pas de réponse',
  draft: 'Brouillon commencé',
  filed: 'Déposée',
  'nothing-needed': 'État néant',
  'to-correct': 'Correction demandée',
  decided: 'Décidée',
};
