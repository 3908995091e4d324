/** What people read of the bot before they add it to their Teams. */
export const teamsApp = {
  name: 'Casiers 47',
  fullName: (departement: string) => `Casiers des collèges – Département de ${departement}`,
  short: 'Dire ce dont votre collège a besoin en casiers, ou ce qui est abîmé.',
  full: 'Le guichet des casiers des collèges\u00a0: déclarer les besoins de la campagne, dire qu’on n’a besoin de rien, signaler un dégât, confirmer une livraison et suivre la suite. Le robot connaît chacun par son adresse professionnelle, et ne lit dans les équipes et les groupes que les messages qui le mentionnent. Rien n’est déposé sans que vous le confirmiez.',
};
