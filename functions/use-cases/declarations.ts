import type { Act, Channel, FormInput } from '../domain/act.ts';
import { type College, findCollege } from '../domain/colleges/college.ts';
import {
  type Campaign,
  type CampaignPhase,
  type CampaignToday,
  phaseOf,
} from '../domain/declarations/campaign.ts';
import {
  askCorrection,
  type Declaration,
  type Filing,
  file,
  keepDraft,
  newDeclaration,
  referenceOf,
  withdraw,
} from '../domain/declarations/declaration.ts';
import { type NeedsProblem, needsProblems } from '../domain/declarations/needs.ts';
import { canActFor, canRead, isEducation, type Person } from '../domain/people/person.ts';
import type { Uai } from '../domain/uai.ts';
import { changeStored } from './change.ts';
import type { Deps } from './ports.ts';

export interface DeclareCommand {
  readonly uai: Uai;
  readonly campaignId: string;
  readonly by: Person;
  readonly channel: Channel;
  /** Names the form, view or message that is answered: the same key twice is one act. */
  readonly idempotencyKey: string;
  /** The version the author saw; 0 when there was none. */
  readonly expectedVersion: number;
}

export type ChangeDeclarationResult =
  | {
      readonly kind: 'done';
      readonly declaration: Declaration;
      /** What is filed said so already: the journal has no line of this act. */
      readonly isUnchanged?: true;
    }
  /** Another act was recorded since the version that the author saw; `declaration` is the stored one, unchanged. */
  | { readonly kind: 'conflict'; readonly declaration: Declaration }
  | { readonly kind: 'invalid-transition'; readonly declaration: Declaration }
  | { readonly kind: 'forbidden' };

export type DeclareResult =
  | ChangeDeclarationResult
  | ({ readonly kind: 'campaign-not-open' } & CampaignToday)
  | { readonly kind: 'unknown-campaign' };

export type FileDeclarationResult =
  | DeclareResult
  | { readonly kind: 'contradictory'; readonly problems: readonly NeedsProblem[] };

export type OpenDeclarationResult =
  | {
      readonly kind: 'opened';
      readonly college: College;
      readonly campaign: Campaign;
      readonly phase: CampaignPhase;
      /** In state `new` when the collège has said nothing yet. */
      readonly declaration: Declaration;
      /** The needs filed last in an earlier campaign prefill a new form. */
      readonly previous?: Declaration | undefined;
    }
  | { readonly kind: 'unknown-campaign' }
  | { readonly kind: 'forbidden' };

export type DeclareDeps = Pick<Deps, 'departement' | 'declarations' | 'clock'>;
type Transition = (declaration: Declaration, act: Act) => Declaration | undefined;

/** Files needs or an état néant: for the first time, as a correction, or from a draft. */
export async function fileDeclaration(
  deps: DeclareDeps,
  command: DeclareCommand,
  filing: Filing,
): Promise<FileDeclarationResult> {
  const problems = filing.kind === 'needs' ? needsProblems(filing.needs) : [];
  if (problems.length > 0) return { kind: 'contradictory', problems };
  return declare(deps, command, (declaration, act) => file(declaration, filing, act));
}

/** Keeps the answers as typed, valid or not, so that the form can be finished later from any channel. */
export async function saveDraft(
  deps: DeclareDeps,
  command: DeclareCommand,
  answers: FormInput,
): Promise<DeclareResult> {
  return declare(deps, command, (declaration, act) => keepDraft(declaration, answers, act));
}

/** Withdraws what was filed. The answers stay as a draft. */
export async function withdrawDeclaration(
  deps: DeclareDeps,
  command: DeclareCommand,
): Promise<DeclareResult> {
  return declare(deps, command, withdraw);
}

/** The service Éducation asks a collège to correct what it filed. */
export async function requestCorrection(
  deps: Pick<Deps, 'declarations' | 'clock'>,
  command: DeclareCommand,
  correction: string,
): Promise<ChangeDeclarationResult> {
  if (!isEducation(command.by)) return { kind: 'forbidden' };
  return change(deps, command, (declaration, act) => askCorrection(declaration, correction, act));
}

/** The declaration of a collège, for a person who may read it. */
export async function openDeclaration(
  { departement, declarations, clock }: DeclareDeps,
  { uai, campaignId }: Pick<DeclareCommand, 'uai' | 'campaignId'>,
  by: Person,
): Promise<OpenDeclarationResult> {
  if (!canRead(by, uai)) return { kind: 'forbidden' };
  const unreadable: string[] = [];
  const [register, campaigns, all] = await Promise.all([
    departement.register(),
    departement.campaigns(),
    declarations.listOf(uai, (reference) => void unreadable.push(reference)),
  ]);
  const college = findCollege(register, uai);
  if (!college) return { kind: 'forbidden' };
  // An empty form would look as if nothing had been filed.
  if (unreadable.includes(referenceOf({ campaignId, uai })))
    throw new Error('The declaration is unreadable');
  const campaign = campaigns.find(({ id }) => id === campaignId);
  if (!campaign) return { kind: 'unknown-campaign' };
  const stored = all.find((declaration) => declaration.campaignId === campaignId);
  const declaration = stored ?? newDeclaration(uai, campaignId);
  const previous = all.find(
    (earlier) => earlier.campaignId < campaignId && earlier.filing?.kind === 'needs',
  );
  const phase = phaseOf(campaign, clock.today());
  return { kind: 'opened', college, campaign, phase, declaration, previous };
}

/** Checks shared by every act of a collège: who may act, and when. */
async function declare(
  deps: DeclareDeps,
  command: DeclareCommand,
  transition: Transition,
): Promise<DeclareResult> {
  const { uai, campaignId, by, idempotencyKey } = command;
  const [register, campaigns, stored] = await Promise.all([
    deps.departement.register(),
    deps.departement.campaigns(),
    deps.declarations.find(uai, campaignId),
  ]);
  // "Not in the register" and "not theirs" give the same answer, so that neither can be probed.
  if (!canActFor(by, uai) || !findCollege(register, uai)) return { kind: 'forbidden' };
  const campaign = campaigns.find(({ id }) => id === campaignId);
  if (!campaign) return { kind: 'unknown-campaign' };
  // Checked before the dates: a repeated click gets its first answer even after the campaign closed.
  if (stored?.lastIdempotencyKey === idempotencyKey) return { kind: 'done', declaration: stored };
  const phase = phaseOf(campaign, deps.clock.today());
  if (phase !== 'open') return { kind: 'campaign-not-open', campaign, phase };
  return change(deps, command, transition);
}

async function change(
  { declarations, clock }: Pick<Deps, 'declarations' | 'clock'>,
  { uai, campaignId, by, channel, idempotencyKey, expectedVersion }: DeclareCommand,
  transition: Transition,
): Promise<ChangeDeclarationResult> {
  const act = { who: by.name, mail: by.mail, channel, idempotencyKey };
  const result = await changeStored({
    find: async () => (await declarations.find(uai, campaignId)) ?? newDeclaration(uai, campaignId),
    save: declarations.save,
    apply: (stored) => transition(stored, { ...act, at: clock.now().toISOString() }),
    idempotencyKey,
    expectedVersion,
    // A draft saved again adds no line to the journal, yet changes what a form was filled from.
    versionOf: ({ version }) => version,
  });
  if (result.kind === 'missing') throw new Error('A declaration is never missing');
  const { value: declaration, ...rest } = result;
  return { ...rest, declaration };
}
