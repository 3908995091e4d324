import { findCollege, type Register, searchColleges } from '../domain/colleges/college.ts';
import {
  compareRegisters,
  type ImportOutcome,
  isSame,
  type RegisterParseResult,
  removesTooMany,
} from '../domain/colleges/register-import.ts';
import {
  type CampaignToday,
  campaignOf,
  campaignStatusOf,
} from '../domain/declarations/campaign.ts';
import { canRead, isEducation, type Person } from '../domain/people/person.ts';
import type { CampaignView, CollegeFile } from '../domain/read-models/college.ts';
import type { Uai } from '../domain/uai.ts';
import type { DeclareDeps } from './declarations.ts';
import type { Clock, DamageStore, DeliveryStore, DepartementStore } from './ports.ts';

/** `undefined`: not of the service Éducation, or no campaign. */
export type ViewCampaign = (by: Person, input: string) => Promise<CampaignView | undefined>;

/** The campaign at a glance, for the service Éducation. */
export function makeViewCampaign({ departement, declarations, clock }: DeclareDeps): ViewCampaign {
  return async (by, input) => {
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
    const wanted = new Set(searchColleges(register, input).map(({ uai }) => uai));
    return {
      campaign,
      rows: all.filter(({ college }) => wanted.has(college.uai)),
      campaignStatuses: all.flatMap(({ declaration }) =>
        declaration ? [campaignStatusOf(declaration)] : [],
      ),
      colleges: register.length,
    };
  };
}

export interface CampaignOverview {
  readonly colleges: Register;
  readonly campaign?: CampaignToday | undefined;
}

/** The collèges that a typed text means (all for an empty one), and the campaign of the day. Open to everyone. */
export type FindColleges = (input: string) => Promise<CampaignOverview>;

export function makeFindColleges(deps: {
  readonly departement: DepartementStore;
  readonly clock: Clock;
}): FindColleges {
  return async (input) => {
    const [register, campaigns] = await Promise.all([
      deps.departement.register(),
      deps.departement.campaigns(),
    ]);
    return {
      colleges: searchColleges(register, input),
      campaign: campaignOf(campaigns, deps.clock.today()),
    };
  };
}

/** `undefined`: not in the register, or not theirs. */
export type ViewCollege = (uai: Uai, by: Person) => Promise<CollegeFile | undefined>;

/** Everything the counter knows of one collège. */
export function makeViewCollege(
  deps: DeclareDeps & { readonly damages: DamageStore; readonly deliveries: DeliveryStore },
): ViewCollege {
  return async (uai, by) => {
    if (!canRead(by, uai)) return undefined;
    const [register, campaigns, declarations, damages, deliveries] = await Promise.all([
      deps.departement.register(),
      deps.departement.campaigns(),
      deps.declarations.listOf(uai),
      deps.damages.listOf(uai),
      deps.deliveries.listOf(uai),
    ]);
    const college = findCollege(register, uai);
    if (!college) return undefined;
    const campaign = campaignOf(campaigns, deps.clock.today());
    return { college, campaign, declarations, damages, deliveries };
  };
}

export interface ImportRegisterDeps {
  readonly departement: DepartementStore;
  readonly clock: Clock;
}

interface ImportOptions {
  /** Someone has seen the list of the collèges that would go, and means it. */
  readonly evenIfManyRemoved?: boolean;
}

export type ImportRegister = (
  parsed: RegisterParseResult,
  options?: ImportOptions,
) => Promise<ImportOutcome>;

/** Replaces the register by what was read: the whole of it or nothing, and nothing if it would change nothing. */
export function makeImportRegister({ departement, clock }: ImportRegisterDeps): ImportRegister {
  return async (parsed, { evenIfManyRemoved = false } = {}) => {
    if (parsed.kind === 'unreadable') return parsed;
    const { register, remarks } = parsed;
    const current = await departement.register();
    const changes = compareRegisters(current, register);
    if (isSame(changes)) return { kind: 'unchanged', unchanged: changes.unchanged, remarks };
    if (removesTooMany(current, changes) && !evenIfManyRemoved) {
      const { removed } = changes;
      return { kind: 'too-many-removed', removed, current: current.length, remarks };
    }
    await departement.replaceRegister(register, clock.now().toISOString());
    return { kind: 'imported', ...changes, remarks };
  };
}
