export const collegePage = {
  uai: 'Code UAI',
  noCampaign: 'Aucune campagne de recensement n’est prévue pour le moment.',
  declare: 'Déclarer nos besoins',
  nothing: 'Nous n’avons besoin de rien : déclarer un état néant',
  nothingHint: 'En un clic. Vous pourrez revenir dessus jusqu’à la fin de la campagne.',
  resume: 'Reprendre le brouillon',
  see: 'Voir la déclaration',
  correct: 'Corriger la déclaration',
  silent: 'Le collège n’a pas encore répondu.',
  draftSaved: (when: string) =>
    `Un brouillon est en cours, enregistré le ${when}. Il n’est pas déposé.`,
  filed: (when: string, reference: string) =>
    `Déclaration déposée le ${when}. Référence : ${reference}.`,
  filedNothing: (when: string, reference: string) =>
    `État néant déposé le ${when}. Référence : ${reference}.`,
  toCorrect: (message: string) =>
    `Le Département vous demande une correction\u00a0: «\u00a0${message}\u00a0»`,
  decided: 'Le Département a rendu sa décision.',
  deliveries: 'Livraisons',
  noDelivery: 'Aucune livraison n’est prévue pour le moment.',
};
