import type { College } from '../../domain/colleges/college.ts';
import { searchColleges } from '../../domain/colleges/search-colleges.ts';
import { type CampaignToday, campaignOf } from '../../domain/declarations/campaign.ts';
import type { Declaration } from '../../domain/declarations/declaration.ts';
import { type Standing, standingOf } from '../../domain/declarations/standing.ts';
import { isEducation, type Person } from '../../domain/people/person.ts';
import type { DeclareDeps } from './declare.ts';

/** One line of the campaign: a collège, and where it stands. */
export interface CampaignRow {
  readonly college: College;
  /** Absent for a collège that has not begun. */
  readonly declaration?: Declaration | undefined;
}

export interface CampaignView {
  readonly campaign: CampaignToday;
  /** Every collège that the search means. */
  readonly rows: readonly CampaignRow[];
  /** Of all the collèges, whatever was searched. */
  readonly standings: readonly Standing[];
  readonly colleges: number;
}

/** `undefined`: not of the service Éducation, or no campaign. */
export type ViewCampaign = (by: Person, typed: string) => Promise<CampaignView | undefined>;

/** The campaign at a glance, for the service Éducation. */
export function makeViewCampaign({ departement, declarations, clock }: DeclareDeps): ViewCampaign {
  return async (by, typed) => {
    if (!isEducation(by)) return undefined;
    const [register, campaigns] = await Promise.all([
      departement.register(),
      departement.campaigns(),
    ]);
    const campaign = campaignOf(campaigns, clock.today());
    if (!campaign) return undefined;
    const { id } = campaign.campaign;
    const all = await Promise.all(
      register.map(async (college) => ({
        college,
        declaration: await declarations.find(college.uai, id),
      })),
    );
    const wanted = new Set(searchColleges(register, typed).map(({ uai }) => uai));
    return {
      campaign,
      rows: all.filter(({ college }) => wanted.has(college.uai)),
      standings: all.flatMap(({ declaration }) => (declaration ? [standingOf(declaration)] : [])),
      colleges: register.length,
    };
  };
}
