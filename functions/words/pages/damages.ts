import type { DamageFilter } from '../../use-cases/damages/list-damages.ts';

/** The damages of every collège, as the service Éducation reads them. */
export const damagesPage = {
  title: 'Signalements',
  lead: 'Les dangereux d’abord, puis les SAV « Made in 47 », puis les autres, du plus ancien au plus récent.',
  filters: 'Choisir les signalements',
  none: 'Aucun signalement.',
  columns: ['Signalement', 'Dégât', 'Signalé le', 'État'],
  back: 'Revenir aux signalements',
  afterSales: 'SAV « Made in 47 »',
};

export const damageFilterLabels: Readonly<Record<DamageFilter, string>> = {
  open: 'À traiter',
  reported: 'Pas encore lus',
  acknowledged: 'Lus',
  planned: 'Réparation prévue',
  repaired: 'Réparés',
  replaced: 'Remplacés',
  declined: 'Sans réparation',
};
