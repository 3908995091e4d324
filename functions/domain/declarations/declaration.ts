import type { Act, FormInput } from '../act.ts';
import type { Instant } from '../dates.ts';
import type { JournalEntry } from '../journal.ts';
import { isSameData } from '../same-data.ts';
import type { Uai } from '../uai.ts';
import type { Needs } from './needs.ts';

/**
 * The state after each act, by state; an act that is not listed is refused in that state. CONTEXT.md shows the graph.
 * Whether the campaign is open is checked by `declare` in use-cases/declarations.ts.
 */
export const declarationTransitions = {
  new: { drafted: 'draft', filed: 'filed', 'filed-nothing': 'filed' },
  draft: { drafted: 'draft', filed: 'filed', 'filed-nothing': 'filed' },
  filed: {
    drafted: 'filed',
    filed: 'filed',
    'filed-nothing': 'filed',
    withdrawn: 'draft',
    'correction-asked': 'to-correct',
    decided: 'decided',
  },
  'to-correct': {
    drafted: 'to-correct',
    filed: 'filed',
    'filed-nothing': 'filed',
    withdrawn: 'draft',
    decided: 'decided',
  },
  decided: {},
} as const satisfies Record<
  DeclarationState,
  Partial<Record<CollegeAct | EducationAct, DeclarationState>>
>;

export const declarationStates = ['new', 'draft', 'filed', 'to-correct', 'decided'] as const;
/** `new`: not stored yet. */
export type DeclarationState = (typeof declarationStates)[number];

export type CollegeAct = 'drafted' | 'filed' | 'filed-nothing' | 'withdrawn';
export type EducationAct = 'correction-asked' | 'decided';

/** Answers saved since the last filing and not filed. */
export interface Draft {
  readonly answers: FormInput;
  readonly savedAt: Instant;
}

/** What was filed: needs, or the état néant ("nothing needed"). */
export type Filing =
  | { readonly kind: 'needs'; readonly needs: Needs }
  | { readonly kind: 'nothing-needed' };

/** The declaration of one collège in one campaign; its reference names both. */
export interface Declaration {
  readonly uai: Uai;
  readonly campaignId: string;
  readonly state: DeclarationState;
  /** 0: not stored yet; each write adds one. */
  readonly version: number;
  readonly draft?: Draft | undefined;
  readonly filing?: Filing | undefined;
  /** Mailbox of the person who filed last, who gets the notifications. */
  readonly filedBy?: string | undefined;
  /** Mailbox of the person who withdrew the filing, until the next filing. */
  readonly withdrawnBy?: string | undefined;
  /** The correction that the service Éducation asks for, until the next filing. */
  readonly correction?: string | undefined;
  /** Idempotency key of the last act. */
  readonly lastIdempotencyKey?: string | undefined;
  readonly journal: readonly JournalEntry<DeclarationAct>[];
}

export const declarationActs = [
  'drafted',
  'filed',
  'filed-nothing',
  'corrected',
  'withdrawn',
  'correction-asked',
  'decided',
] as const satisfies readonly (CollegeAct | EducationAct | 'corrected')[];
export type DeclarationAct = (typeof declarationActs)[number];

export function newDeclaration(uai: Uai, campaignId: string): Declaration {
  return { uai, campaignId, state: 'new', version: 0, journal: [] };
}

/** `2026-0470678G`. It does not change when the declaration is corrected. */
export function referenceOf({ campaignId, uai }: Pick<Declaration, 'campaignId' | 'uai'>): string {
  return `${campaignId}-${uai}`;
}

/** `undefined` where the state refuses the act; so do `file`, `withdraw` and `askCorrection`. */
export function keepDraft(
  declaration: Declaration,
  answers: FormInput,
  act: Act,
): Declaration | undefined {
  const state = nextState(declaration.state, 'drafted');
  if (!state) return undefined;
  const last = declaration.journal.at(-1);
  // Drafts that one person saves in a row through one channel are one journal entry.
  const continues =
    last?.what === 'drafted' && last.who === act.who && last.channel === act.channel;
  const journal = continues ? declaration.journal : withEntry(declaration, 'drafted', act);
  const draft = { answers, savedAt: act.at };
  return { ...declaration, state, draft, journal, lastIdempotencyKey: act.idempotencyKey };
}

/**
 * A second filing of needs is recorded as a correction. Filing again what is filed says nothing new: it drops the draft, if
 * there is one, and adds no line to the journal. After a request to correct it does: the collège confirms its answers.
 */
export function file(declaration: Declaration, filing: Filing, act: Act): Declaration | undefined {
  const what = filing.kind === 'needs' ? 'filed' : 'filed-nothing';
  const state = nextState(declaration.state, what);
  if (!state) return undefined;
  if (declaration.state === 'filed' && isSameData(declaration.filing, filing)) {
    if (!declaration.draft || what === 'filed-nothing') return declaration;
    return { ...declaration, draft: undefined, lastIdempotencyKey: act.idempotencyKey };
  }
  const recorded = what === 'filed' && declaration.filing ? 'corrected' : what;
  const journal = withEntry(declaration, recorded, act);
  // An état néant keeps the draft, in case the collège declares needs after all.
  const draft = filing.kind === 'needs' ? undefined : declaration.draft;
  const filed = {
    ...declaration,
    state,
    filing,
    draft,
    journal,
    lastIdempotencyKey: act.idempotencyKey,
  };
  return { ...filed, filedBy: act.mail, withdrawnBy: undefined, correction: undefined };
}

/** The needs that were filed become the draft, unless there is one already. */
export function withdraw(declaration: Declaration, act: Act): Declaration | undefined {
  const state = nextState(declaration.state, 'withdrawn');
  if (!state) return undefined;
  const { filing } = declaration;
  const filed =
    filing?.kind === 'needs'
      ? { answers: inputFromNeeds(filing.needs), savedAt: act.at }
      : undefined;
  const draft = declaration.draft ?? filed;
  const journal = withEntry(declaration, 'withdrawn', act);
  const withdrawn = {
    ...declaration,
    state,
    draft,
    journal,
    lastIdempotencyKey: act.idempotencyKey,
  };
  return { ...withdrawn, filing: undefined, withdrawnBy: act.mail };
}

/** Whether the last filing was withdrawn. */
export function isWithdrawn({ journal }: Declaration): boolean {
  return journal.findLast(({ what }) => what !== 'drafted')?.what === 'withdrawn';
}

/** The form input that gives these needs: fields of the form have the names of `Needs`. */
function inputFromNeeds(needs: Needs): FormInput {
  const answers = Object.entries(needs).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(String) : String(value),
  ]);
  return Object.fromEntries(answers);
}

export function askCorrection(
  declaration: Declaration,
  correction: string,
  act: Act,
): Declaration | undefined {
  const state = nextState(declaration.state, 'correction-asked');
  if (!state) return undefined;
  const journal = withEntry(declaration, 'correction-asked', act);
  return { ...declaration, state, correction, journal, lastIdempotencyKey: act.idempotencyKey };
}

function nextState(
  state: DeclarationState,
  act: CollegeAct | EducationAct,
): DeclarationState | undefined {
  const transitions: Partial<Record<string, DeclarationState>> = declarationTransitions[state];
  return transitions[act];
}

function withEntry(
  { journal, version }: Declaration,
  what: DeclarationAct,
  { at, who, channel }: Act,
): readonly JournalEntry<DeclarationAct>[] {
  return [...journal, { at, who, channel, what, version: version + 1 }];
}
