import type { Expected } from '../../domain/declarations/expected.ts';
import { day } from '../dates.ts';

export const expectedWords = {
  title: 'Ce qui est attendu de vous',
  nothing: 'Rien pour le moment.',
};

const labels: Readonly<Record<Exclude<Expected['kind'], 'receive'>, string>> = {
  answer: 'Répondre à la campagne de recensement, même pour dire que vous n’avez besoin de rien',
  'finish-draft': 'Finir et déposer votre brouillon',
  correct: 'Corriger votre déclaration',
  'confirm-repair': 'Dire si le dégât est bien réparé',
};

export function expectedLabel(expected: Expected): string {
  if (expected.kind !== 'receive') return labels[expected.kind];
  const { arrivedOn, expected: announced } = expected.delivery;
  return `Signer le bon de réception des casiers arrivés le ${day(arrivedOn ?? announced.to)}`;
}
