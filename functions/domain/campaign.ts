import type { Day } from './calendar.ts';

export interface Campaign {
  /** Short and said aloud: it opens every reference number, e.g. `2026`. */
  readonly id: string;
  readonly name: string;
  /** Both days included. */
  readonly opensOn: Day;
  readonly closesOn: Day;
}

export type CampaignPhase = 'upcoming' | 'open' | 'closed';

export function phaseOf(campaign: Campaign, today: Day): CampaignPhase {
  if (today < campaign.opensOn) return 'upcoming';
  return today > campaign.closesOn ? 'closed' : 'open';
}

/** The campaign people mean on that day: the one that is open, else the last that closed, else the next to open. */
export function currentCampaign(campaigns: readonly Campaign[], today: Day): Campaign | undefined {
  const inOrder = campaigns.toSorted((a, b) => a.opensOn.localeCompare(b.opensOn));
  const begun = inOrder.filter((campaign) => phaseOf(campaign, today) !== 'upcoming');
  const open = begun.findLast((campaign) => phaseOf(campaign, today) === 'open');
  return open ?? begun.at(-1) ?? inOrder[0];
}
