import type { Expected } from '../../domain/expected.ts';

export const expectedWords = {
  title: 'Ce qui est attendu de vous',
  nothing: 'Rien pour le moment.',
};

const labels: Readonly<Record<Expected['kind'], string>> = {
  answer: 'Répondre à la campagne de recensement, même pour dire que vous n’avez besoin de rien',
  'finish-draft': 'Finir et déposer votre brouillon',
  correct: 'Corriger votre déclaration',
  receive: 'Signer le bon de réception des casiers arrivés',
  'confirm-repair': 'Dire si le dégât est bien réparé',
};

export const expectedLabel = ({ kind }: Expected): string => labels[kind];
