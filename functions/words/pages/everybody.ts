export const everybody = {
  title: 'Agents',
  search: 'Chercher une personne',
  searchHint: 'Nom, adresse, collège ou commune.',
  searchButton: 'Chercher',
  noneFound: 'Personne ne correspond.',
  columns: ['Personne', 'Adresse', 'Agit pour'],
  add: 'Ajouter une personne au service Éducation',
  addHint:
    'Elle verra tous les collèges et pourra gérer tout le monde. Pour rattacher quelqu’un à un collège, ouvrez la page des agents de ce collège.',
  addButton: 'Ajouter',
};
