export const education = {
  answered: 'Réponses',
  nothingNeeded: 'États néants',
  toReplace: 'Casiers à remplacer',
  dangerous: 'Casiers dangereux',
  search: 'Chercher un collège',
  searchButton: 'Chercher',
  noneFound: 'Aucun collège ne correspond.',
  columns: ['Collège', 'Commune', 'Réponse', 'À remplacer', 'Dangereux'],
  askCorrection: 'Demander une correction',
  askButton: 'Envoyer la demande',
  cannotAsk: {
    title: 'La demande n’est pas partie',
    text: 'La déclaration a changé entre-temps, ou ne peut plus être corrigée. Revenez à la déclaration, relisez-la, puis recommencez.',
  },
};
