import type { Register } from '../../domain/colleges/college.ts';
import { searchColleges } from '../../domain/colleges/search-colleges.ts';
import { type CampaignToday, campaignOf } from '../../domain/declarations/campaign.ts';
import type { Clock, DepartementStore } from '../ports.ts';

export interface CounterView {
  readonly colleges: Register;
  readonly campaign?: CampaignToday | undefined;
}

/** The collèges that a typed text means (all for an empty one), and the campaign of the day. Open to everyone. */
export type FindColleges = (typed: string) => Promise<CounterView>;

export function makeFindColleges(deps: {
  readonly departement: DepartementStore;
  readonly clock: Clock;
}): FindColleges {
  return async (typed) => {
    const [register, campaigns] = await Promise.all([
      deps.departement.register(),
      deps.departement.campaigns(),
    ]);
    return {
      colleges: searchColleges(register, typed),
      campaign: campaignOf(campaigns, deps.clock.today()),
    };
  };
}
