import type { Campaign, CampaignPhase } from '../../domain/declarations/campaign.ts';
import { day } from '../dates.ts';

/** What stops an act, and what to do about it. */
export const refusals = {
  notFound: {
    title: 'Page introuvable',
    text: 'Cette page n’existe pas, ou elle n’est pas celle de votre collège.',
    way: 'Choisir mon collège',
  },
  unknownCampaign: {
    title: 'Campagne inconnue',
    text: (id: string) =>
      `La campagne « ${id} » n’existe pas. Rien n’a été déposé. Vos réponses sont ci-dessous.`,
  },
  notOpen: {
    title: 'La campagne n’est pas ouverte',
    kept: 'Rien n’a été déposé. Vos réponses sont ci-dessous : copiez-les si vous en avez besoin.',
  },
  stale: {
    title: 'Quelqu’un a écrit en même temps que vous',
    text: 'Votre texte est conservé ci-dessous, mais rien n’a été déposé : relisez ce qui a changé, puis déposez à nouveau si votre réponse est la bonne.',
    meanwhile: 'Ce qui s’est passé entre-temps',
    differences: 'Ce qui diffère',
    question: 'Question',
    theirs: 'Enregistré',
    yours: 'Votre réponse',
    nothingNeeded: 'Un état néant est enregistré : aucun besoin.',
  },
  settled: {
    title: 'Cette déclaration ne peut plus changer',
    text: 'Le Département a rendu sa décision. Rien n’a été déposé. Pour y revenir, écrivez-nous.',
  },
  typed: 'Vos réponses',
};

/** What is said of a request that no page made, or that the service could not take. */
export const requestRefusals = {
  crossSite: {
    title: 'Envoi refusé',
    text: 'Ce formulaire a été envoyé depuis un autre site. Revenez à la page et recommencez.',
  },
  unreadable: {
    title: 'Envoi illisible',
    text: 'Ce formulaire est arrivé abîmé : rien n’a été enregistré. Revenez à la page précédente, puis recommencez.',
  },
  tooLarge: {
    title: 'Envoi trop volumineux',
    text: 'Vos réponses dépassent la taille permise. Raccourcissez les textes libres, puis recommencez.',
  },
  broken: {
    title: 'Le service a un problème',
    text: 'Votre demande n’a pas abouti. Revenez à la page précédente : vos réponses y sont encore. Réessayez dans quelques minutes.',
  },
};

export function campaignNotOpen(campaign: Campaign, phase: CampaignPhase): string {
  return phase === 'upcoming'
    ? `${campaign.name} ouvre le ${day(campaign.opensOn)}.`
    : `${campaign.name} est clos depuis le ${day(campaign.closesOn)}.`;
}
