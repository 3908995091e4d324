/** What every page says. */
export const site = {
  name: 'Casiers des collèges',
  departement: (name: string) => `Département de ${name}`,
  skip: 'Aller au contenu',
  nav: 'Menu',
  myCollege: 'Mon collège',
  myColleges: 'Mes collèges',
  education: 'Service Éducation',
  myDeclarations: 'Mes déclarations',
  help: (serviceName: string) => `Une question ? Écrivez au ${serviceName} :`,
  errorPrefix: 'Erreur : ',
};
