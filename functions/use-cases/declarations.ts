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
  withdraw,
} from '../domain/declarations/declaration.ts';
import { type NeedsProblem, needsProblems } from '../domain/declarations/needs.ts';
import { canActFor, canRead, isEducation, type Person } from '../domain/people/person.ts';
import type { Uai } from '../domain/uai.ts';
import type { Clock, DeclarationStore, DepartementStore } from './ports.ts';

/** Who speaks for which collège in which campaign, and what they had before their eyes. */
export interface DeclareCommand {
  readonly uai: Uai;
  readonly campaignId: string;
  readonly by: Person;
  readonly channel: Channel;
  /** Token of the form, view or message they answer: the same token twice is one act. */
  readonly idempotencyKey: string;
  /** The version they saw; 0 when they saw none. */
  readonly expectedVersion: number;
}

export type ChangeOutcome =
  | { readonly kind: 'done'; readonly declaration: Declaration }
  /** Somebody else wrote meanwhile: `declaration` is what stands now, untouched. */
  | { readonly kind: 'conflict'; readonly declaration: Declaration }
  /** The declaration's state allows no such act any more. */
  | { readonly kind: 'invalid-transition'; readonly declaration: Declaration };

/** One act upon a declaration; `undefined` where its state refuses it. */
export type Change = (declaration: Declaration, act: Act) => Declaration | undefined;

interface Changing {
  readonly declarations: DeclarationStore;
  readonly clock: Clock;
  readonly command: DeclareCommand;
  readonly stored: Declaration | undefined;
}

/** Writes one act over what its author saw, and over nothing else. The same opening twice is one act. */
export async function changeDeclaration(
  { declarations, clock, command, stored }: Changing,
  change: Change,
): Promise<ChangeOutcome> {
  const { uai, campaignId, by, channel, idempotencyKey, expectedVersion } = command;
  const current = stored ?? newDeclaration(uai, campaignId);
  if (current.lastIdempotencyKey === idempotencyKey) return { kind: 'done', declaration: current };
  if (current.version !== expectedVersion) return { kind: 'conflict', declaration: current };
  const at = clock.now().toISOString();
  const changed = change(current, { at, who: by.name, mail: by.mail, channel, idempotencyKey });
  if (!changed) return { kind: 'invalid-transition', declaration: current };
  if ((await declarations.save(changed)) === 'saved') {
    return { kind: 'done', declaration: { ...changed, version: changed.version + 1 } };
  }
  // The race was lost between the read and the write; a double click may have won it for the same person.
  const winner = (await declarations.find(uai, campaignId)) ?? current;
  return {
    kind: winner.lastIdempotencyKey === idempotencyKey ? 'done' : 'conflict',
    declaration: winner,
  };
}

export interface DeclareDeps {
  readonly departement: DepartementStore;
  readonly declarations: DeclarationStore;
  readonly clock: Clock;
}

export type DeclareOutcome =
  | ChangeOutcome
  | ({ readonly kind: 'campaign-not-open' } & CampaignToday)
  | { readonly kind: 'unknown-campaign' }
  /** Not in the register, or not theirs: nobody learns which. */
  | { readonly kind: 'forbidden' };

export type Declare = (command: DeclareCommand, change: Change) => Promise<DeclareOutcome>;

/** What every act of a collège upon its declaration has in common: who may, when, and never over somebody else's words. */
export function makeDeclare({ departement, declarations, clock }: DeclareDeps): Declare {
  return async (command, change) => {
    const { uai, campaignId, by, idempotencyKey } = command;
    const [register, campaigns, stored] = await Promise.all([
      departement.register(),
      departement.campaigns(),
      declarations.find(uai, campaignId),
    ]);
    if (!canActFor(by, uai) || !findCollege(register, uai)) return { kind: 'forbidden' };
    const campaign = campaigns.find(({ id }) => id === campaignId);
    if (!campaign) return { kind: 'unknown-campaign' };
    // Before the dates: a repeated click is answered as the first one was, even past midnight.
    if (stored?.lastIdempotencyKey === idempotencyKey) return { kind: 'done', declaration: stored };
    const phase = phaseOf(campaign, clock.today());
    if (phase !== 'open') return { kind: 'campaign-not-open', campaign, phase };

    return changeDeclaration({ declarations, clock, command, stored }, change);
  };
}

export type RequestCorrection = (
  command: DeclareCommand,
  correction: string,
) => Promise<ChangeOutcome | { readonly kind: 'forbidden' }>;

/** The service Éducation asks a collège to correct what it filed, and says what. */
export function createCorrectionRequester({ declarations, clock }: DeclareDeps): RequestCorrection {
  return async (command, correction) => {
    if (!isEducation(command.by)) return { kind: 'forbidden' };
    const stored = await declarations.find(command.uai, command.campaignId);
    return changeDeclaration({ declarations, clock, command, stored }, (declaration, act) =>
      askCorrection(declaration, correction, act),
    );
  };
}

export type FileOutcome =
  | DeclareOutcome
  | { readonly kind: 'contradictory'; readonly problems: readonly NeedsProblem[] };

export type FileDeclaration = (command: DeclareCommand, filing: Filing) => Promise<FileOutcome>;

/** Files needs or an état néant: the first time, again as a correction, or out of a draft. */
export function makeFileDeclaration(deps: DeclareDeps): FileDeclaration {
  const declare = makeDeclare(deps);
  return async (command, filing) => {
    const problems = filing.kind === 'needs' ? needsProblems(filing.needs) : [];
    if (problems.length > 0) return { kind: 'contradictory', problems };
    return declare(command, (declaration, act) => file(declaration, filing, act));
  };
}

export type OpenOutcome =
  | {
      readonly kind: 'opened';
      readonly college: College;
      readonly campaign: Campaign;
      readonly phase: CampaignPhase;
      /** In state `new` when the collège has said nothing yet. */
      readonly declaration: Declaration;
      /** The needs it filed last, in an earlier campaign: what a new form starts from. */
      readonly previous?: Declaration | undefined;
    }
  | { readonly kind: 'unknown-campaign' }
  | { readonly kind: 'forbidden' };

export type OpenDeclaration = (
  key: { readonly uai: Uai; readonly campaignId: string },
  by: Person,
) => Promise<OpenOutcome>;

/** The declaration of a collège as it stands, for someone who may see it. */
export function makeOpenDeclaration(deps: DeclareDeps): OpenDeclaration {
  const { departement, declarations, clock } = deps;
  return async ({ uai, campaignId }, by) => {
    if (!canRead(by, uai)) return { kind: 'forbidden' };
    const [register, campaigns, all] = await Promise.all([
      departement.register(),
      departement.campaigns(),
      declarations.listOf(uai),
    ]);
    const college = findCollege(register, uai);
    if (!college) return { kind: 'forbidden' };
    const campaign = campaigns.find(({ id }) => id === campaignId);
    if (!campaign) return { kind: 'unknown-campaign' };
    const stored = all.find((declaration) => declaration.campaignId === campaignId);
    const declaration = stored ?? newDeclaration(uai, campaignId);
    const previous = all.find(
      (earlier) => earlier.campaignId < campaignId && earlier.filing?.kind === 'needs',
    );
    const phase = phaseOf(campaign, clock.today());
    return { kind: 'opened', college, campaign, phase, declaration, previous };
  };
}

export type SaveDraft = (command: DeclareCommand, answers: FormInput) => Promise<DeclareOutcome>;

/** Keeps what was typed, right or wrong, so that it can be finished later, elsewhere, through another door. */
export function makeSaveDraft(deps: DeclareDeps): SaveDraft {
  const declare = makeDeclare(deps);
  return (command, answers) =>
    declare(command, (declaration, act) => keepDraft(declaration, answers, act));
}

export type WithdrawDeclaration = (command: DeclareCommand) => Promise<DeclareOutcome>;

/** Takes back what a collège filed. Its answers stay, as a draft. */
export function makeWithdrawDeclaration(deps: DeclareDeps): WithdrawDeclaration {
  const declare = makeDeclare(deps);
  return (command) => declare(command, withdraw);
}
