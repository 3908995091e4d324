import { type HookEvent, testEventType } from '../../domain/webhooks/hook-event.ts';

/** What the service Éducation chooses from, and what the published catalogue says in French. */
export const eventLabels: Readonly<Record<HookEvent['type'], string>> = {
  'delivery.planned': 'Livraison prévue, ou prévue à nouveau',
  'delivery.on_its_way': 'Livraison partie de l’atelier',
  'delivery.arrived': 'Livraison arrivée au collège',
  'delivery.installed': 'Casiers installés',
  'delivery.closed': 'Livraison terminée',
  'delivery.postponed': 'Livraison reportée',
  'delivery.cancelled': 'Livraison annulée',
  'delivery.received': 'Bon de réception signé, ou livraison refusée',
  'delivery.reserve_noted': 'Réserve notée, un événement pour chacune',
  'delivery.reserve_lifted': 'Réserve levée',
  'declaration.filed': 'Déclaration déposée, ou état néant',
  'declaration.corrected': 'Déclaration corrigée',
  'declaration.withdrawn': 'Déclaration retirée',
  'damage.reported': 'Dégât signalé',
  'damage.moved': 'Suite donnée à un signalement',
  'damage.followed_up': 'Réponse du collège sur une réparation',
  [testEventType]: 'Essai d’un abonné',
};
