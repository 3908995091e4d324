import type { CampaignToday } from '../../domain/declarations/campaign.ts';
import { day } from '../dates.ts';

export const home = {
  title: 'Casiers des collèges\u00a0: déclarez vos besoins',
  lead: 'Casiers abîmés, dangereux, hors d’usage\u00a0: dites au Département ce qu’il faut remplacer. Cinq minutes suffisent, et vous pouvez vous interrompre.',
  yours: (colleges: number) => (colleges === 1 ? 'Votre collège' : 'Vos collèges'),
  campaign: 'La campagne',
  campaignHint: 'Réponses, silences et totaux de tous les collèges',
  unbound:
    'Vous n’êtes plus rattaché(e) à aucun collège. Adressez-vous à votre collège ou au Département.',
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
