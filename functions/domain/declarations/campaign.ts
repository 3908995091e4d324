import type { Day } from '../calendar.ts';

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

/** A campaign as it is on a given day. */
export interface CampaignToday {
  readonly campaign: Campaign;
  readonly phase: CampaignPhase;
}

/** The campaign people mean on that day: the one that is open, else the last that closed, else the next to open. */
export function campaignOf(campaigns: readonly Campaign[], today: Day): CampaignToday | undefined {
  const inOrder = campaigns
    .toSorted((a, b) => a.opensOn.localeCompare(b.opensOn))
    .map((campaign) => ({ campaign, phase: phaseOf(campaign, today) }));
  return (
    inOrder.findLast(({ phase }) => phase === 'open') ??
    inOrder.findLast(({ phase }) => phase === 'closed') ??
    inOrder[0]
  );
}
