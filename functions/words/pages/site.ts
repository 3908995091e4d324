/** What every page says. */
export const site = {
  name: 'Casiers des collèges',
  departement: (name: string) => `Département de ${name}`,
  skip: 'Aller au contenu',
  nav: 'Menu',
  myCollege: 'Mon collège',
  myColleges: 'Mes collèges',
  education: 'Service Éducation',
  myAccount: 'Mon compte',
  myDeclarations: 'Mes déclarations',
  help: (serviceName: string) => `Une question ? Écrivez au ${serviceName} :`,
  /** The law wants the state on every page; it stays so until an audit says better. */
  accessibility: 'Accessibilité : non conforme',
  personalData: 'Données personnelles',
  errorPrefix: 'Erreur : ',
};
