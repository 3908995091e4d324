import { findCollege, type Register, searchColleges } from '../domain/colleges/college.ts';
import {
  compareRegisters,
  type ImportResult,
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
import type { Deps } from './ports.ts';

export interface CampaignOverview {
  readonly colleges: Register;
  readonly campaign?: CampaignToday | undefined;
}

/** The collèges that match a typed text (all for an empty one), and the campaign of the day. Open to everyone. */
export async function findColleges(
  { departement, clock }: Pick<Deps, 'departement' | 'clock'>,
  input: string,
): Promise<CampaignOverview> {
  const [register, campaigns] = await Promise.all([
    departement.register(),
    departement.campaigns(),
  ]);
  return {
    colleges: searchColleges(register, input),
    campaign: campaignOf(campaigns, clock.today()),
  };
}

/** The campaign at a glance. `undefined`: the person is not of the service Éducation, or there is no campaign. */
export async function viewCampaign(
  { departement, declarations, clock }: Pick<Deps, 'departement' | 'declarations' | 'clock'>,
  by: Person,
  input: string,
): Promise<CampaignView | undefined> {
  if (!isEducation(by)) return undefined;
  const [register, campaigns] = await Promise.all([
    departement.register(),
    departement.campaigns(),
  ]);
  const campaign = campaignOf(campaigns, clock.today());
  if (!campaign) return undefined;
  const { id } = campaign.campaign;
  const unreadable: string[] = [];
  const setAside = (reference: string) => void unreadable.push(reference);
  const all = await Promise.all(
    register.map(async (college) => ({
      college,
      declaration: await declarations.find(college.uai, id, setAside),
    })),
  );
  const matching = new Set(searchColleges(register, input).map(({ uai }) => uai));
  return {
    campaign,
    rows: all.filter(({ college }) => matching.has(college.uai)),
    campaignStatuses: all.flatMap(({ declaration }) =>
      declaration ? [campaignStatusOf(declaration)] : [],
    ),
    unreadable,
    colleges: register.length,
  };
}

/** All that is stored about one collège. `undefined`: it is not in the register, or the person may not read it. */
export async function viewCollege(
  deps: Pick<Deps, 'departement' | 'declarations' | 'damages' | 'deliveries' | 'clock'>,
  uai: Uai,
  by: Person,
): Promise<CollegeFile | undefined> {
  if (!canRead(by, uai)) return undefined;
  const unreadable: string[] = [];
  const setAside = (reference: string) => void unreadable.push(reference);
  const [register, campaigns, declarations, damages, deliveries] = await Promise.all([
    deps.departement.register(),
    deps.departement.campaigns(),
    deps.declarations.listOf(uai, setAside),
    deps.damages.listOf(uai, setAside),
    deps.deliveries.listOf(uai, setAside),
  ]);
  const college = findCollege(register, uai);
  if (!college) return undefined;
  const campaign = campaignOf(campaigns, deps.clock.today());
  return { college, campaign, declarations, damages, deliveries, unreadable };
}

interface ImportOptions {
  /** An operator has read the list of the collèges that would be removed, and confirms it. */
  readonly evenIfManyRemoved?: boolean;
}

/** Replaces the whole register by the parsed one, or changes nothing. Writes nothing when both are the same. */
export async function importRegister(
  { departement, clock }: Pick<Deps, 'departement' | 'clock'>,
  parsed: RegisterParseResult,
  { evenIfManyRemoved = false }: ImportOptions = {},
): Promise<ImportResult> {
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
}
