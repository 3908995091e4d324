/** What every page says. */
export const site = {
  name: 'Casiers des collèges',
  departement: (name: string) => `Département de ${name}`,
  skip: 'Aller au contenu',
  nav: 'Menu',
  myCollege: 'Mon collège',
  myDeclarations: 'Mes déclarations',
  changeCollege: 'Changer de collège',
  help: (serviceName: string) => `Une question ? Écrivez au ${serviceName} :`,
  errorPrefix: 'Erreur : ',
  /** Who is told in the journal when nobody gave a name. */
  unnamed: (uai: string) => `le collège ${uai}`,
  openCounter:
    'Comptoir d’essai : personne ne s’identifie ici. Il ne tourne que sur cette machine.',
};
