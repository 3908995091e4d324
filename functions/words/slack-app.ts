/** How the app presents itself in Slack. */
export const slackApp = {
  name: 'Casiers des collèges',
  description: 'Déclarer les besoins en casiers d’un collège et signaler ceux qui sont abîmés.',
  longDescription:
    'Le guichet des casiers du Département, pour les collèges et le service Éducation : déclarer un besoin ou un état néant, signaler un dégât avec ses photos, suivre les livraisons et savoir où on en est. Tapez /casiers, écrivez à l’application avec vos mots, ou ouvrez son accueil. Rien n’est déposé sans votre confirmation.',
  command: {
    description: 'Besoins, dégâts et livraisons de casiers',
    usage: '[besoin | néant | dégât | état | livraison | aide]',
  },
  /** At most 24 characters each. */
  shortcuts: {
    report: { name: 'Signaler un dégât', description: 'Signaler des casiers abîmés' },
    reportMessage: {
      name: 'Signaler un dégât',
      description: 'Signaler les casiers abîmés dont parle ce message',
    },
    declare: { name: 'Déclarer un besoin', description: 'Déclarer un besoin en casiers' },
  },
};
