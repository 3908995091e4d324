import { damageReference } from '../../domain/damages/damage-reference.ts';
import { totalsOf } from '../../domain/declarations/standing.ts';
import type { DamagesView } from '../../use-cases/damages/list-damages.ts';
import type { CampaignView } from '../../use-cases/declarations/view-campaign.ts';
import type { NoticeSection } from '../notice.ts';
import { count, number } from '../numbers.ts';
import { collegePage } from '../pages/college.ts';
import { damagePage, damageStateText } from '../pages/damage.ts';
import { education as words } from '../pages/education.ts';
import { campaignLine } from '../pages/home.ts';
import { standingLabels } from '../standings.ts';
import { damageButton, toSite } from './buttons.ts';
import { type Card, type CardSetting, mostListed } from './card.ts';
import { collegeTitle } from './college-cards.ts';

interface AtAGlance {
  readonly campaign: CampaignView | undefined;
  readonly damages: DamagesView | undefined;
}

/** The campaign at a glance, for the service Éducation and nobody else. */
export function educationCard({ campaign, damages }: AtAGlance, setting: CardSetting): Card {
  const urgent = damages?.rows.slice(0, 5) ?? [];
  return {
    title: words.pages,
    summary: campaign ? campaignLine(campaign.campaign) : collegePage.noCampaign,
    sections: [
      ...(campaign ? [totals(campaign), silent(campaign)] : []),
      ...(damages ? [open(damages)] : []),
    ],
    actions: [
      ...urgent.map(({ damage }) => damageButton(damage)),
      toSite('Ouvrir la campagne', '/education', setting),
      toSite('Ouvrir les signalements', '/education/signalements', setting),
    ],
  };
}

function totals({ standings, colleges }: CampaignView): NoticeSection {
  const { answered, nothingNeeded, lockersToReplace, lockersDangerous } = totalsOf(standings);
  return {
    title: words.campaign,
    facts: [
      { label: words.answered, value: `${number(answered)} / ${number(colleges)}` },
      { label: words.nothingNeeded, value: number(nothingNeeded) },
      { label: words.toReplace, value: number(lockersToReplace) },
      { label: words.dangerous, value: number(lockersDangerous) },
    ],
  };
}

function silent({ rows }: CampaignView): NoticeSection {
  const waiting = rows.filter(({ declaration }) => !declaration?.filing);
  const lines = waiting.slice(0, mostListed * 3).map(({ college, declaration }) => {
    const label = standingLabels[declaration?.draft ? 'draft' : 'silent'];
    return `${collegeTitle(college)} : ${label.toLowerCase()}`;
  });
  return {
    title: `Sans réponse : ${count(waiting.length, 'collège')}`,
    text: lines.join('\n') || 'Tous les collèges ont répondu.',
  };
}

function open({ rows, count: counted }: DamagesView): NoticeSection {
  const lines = rows.slice(0, mostListed).map(({ college, damage }) => {
    const danger = damage.dangerous ? ` ${damagePage.dangerous}.` : '';
    return `${damageReference(damage)}, ${collegeTitle(college)}. ${damageStateText(damage)}${danger}`;
  });
  return {
    title: `Signalements en cours : ${number(counted('open'))}`,
    text: lines.join('\n') || damagePage.noneOpen,
  };
}
