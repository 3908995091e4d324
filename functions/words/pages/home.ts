import type { CampaignToday } from '../../domain/campaign.ts';
import type { UaiFault } from '../../domain/uai.ts';
import { day } from '../dates.ts';
import { count } from '../numbers.ts';
import { tellUaiFault } from '../uai-fault.ts';

export const home = {
  title: 'Casiers des collèges : déclarez vos besoins',
  lead: 'Casiers abîmés, dangereux, hors d’usage : dites au Département ce qu’il faut remplacer. Cinq minutes suffisent, et vous pouvez vous interrompre.',
  search: 'Quel est votre collège ?',
  searchHint: 'Nom, commune, code postal ou code UAI (ex-RNE).',
  searchButton: 'Chercher',
  found: (colleges: number) => `${count(colleges, 'collège')}. Choisissez le vôtre pour continuer.`,
  noneFound: (typed: string) =>
    `Aucun collège public ne correspond à « ${typed} ». Essayez la commune seule, ou une partie du nom.`,
  seeAll: 'Voir tous les collèges',
  noRegister: 'L’annuaire des collèges n’est pas encore chargé. Revenez un peu plus tard.',
  yours: 'Votre collège',
  openYours: 'Ouvrir le dossier de mon collège',
};

export function campaignLine({ campaign, phase }: CampaignToday): string {
  switch (phase) {
    case 'open':
      return `${campaign.name} : réponses attendues jusqu’au ${day(campaign.closesOn)}.`;
    case 'upcoming':
      return `${campaign.name} : les réponses s’ouvrent le ${day(campaign.opensOn)}.`;
    case 'closed':
      return `${campaign.name} : clos depuis le ${day(campaign.closesOn)}.`;
  }
}

/** What is wrong with a typed UAI code, and how to put it right. */
export const uaiProblem = (typed: string, fault: UaiFault) =>
  `Le code « ${typed} » ne va pas : ${tellUaiFault(fault)}`;

export const notInRegister = (typed: string) =>
  `Le code « ${typed} » est bien formé, mais aucun collège public du Département ne le porte.`;
