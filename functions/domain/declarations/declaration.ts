import type { Act, FormInput } from '../act.ts';
import type { Instant } from '../dates.ts';
import type { JournalEntry } from '../journal.ts';
import type { Uai } from '../uai.ts';
import type { Needs } from './needs.ts';

/**
 * Where each act leads from each state; an act that is not listed is refused there. Drawn in CONTEXT.md.
 * The campaign's dates decide whether the collège may act at all: see `declare`.
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

/** Typed since the last filing, and not filed. */
export interface Draft {
  readonly answers: FormInput;
  readonly savedAt: Instant;
}

/** What was filed: needs, or "nothing needed" (état néant), which is a declaration too. */
export type Filing =
  | { readonly kind: 'needs'; readonly needs: Needs }
  | { readonly kind: 'nothing-needed' };

/** What one collège says in one campaign. One per collège and campaign, so its reference says both. */
export interface Declaration {
  readonly uai: Uai;
  readonly campaignId: string;
  readonly state: DeclarationState;
  /** 0 = not stored yet; each write adds one. */
  readonly version: number;
  readonly draft?: Draft | undefined;
  readonly filing?: Filing | undefined;
  /** Mailbox of whoever filed last: where what follows is told. */
  readonly filedBy?: string | undefined;
  /** Mailbox of whoever withdrew that filing, until the next one. */
  readonly withdrawnBy?: string | undefined;
  /** What the service Éducation asks to be corrected, until it is. */
  readonly correction?: string | undefined;
  /** Token of the form (or view, or message) behind the last write: the same one again is the same act. */
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

/** `2026-0470678G`: short enough for a telephone, and the same after every correction. */
export function referenceOf({ campaignId, uai }: Pick<Declaration, 'campaignId' | 'uai'>): string {
  return `${campaignId}-${uai}`;
}

/** The declaration with these answers kept as a draft, or `undefined` where its state refuses it. */
export function keepDraft(
  declaration: Declaration,
  answers: FormInput,
  act: Act,
): Declaration | undefined {
  const state = nextState(declaration.state, 'drafted');
  if (!state) return undefined;
  const last = declaration.journal.at(-1);
  // A draft saved again and again by the same hand is one line of the journal.
  const continues =
    last?.what === 'drafted' && last.who === act.who && last.channel === act.channel;
  const journal = continues ? declaration.journal : withEntry(declaration, 'drafted', act);
  const draft = { answers, savedAt: act.at };
  return { ...declaration, state, draft, journal, lastIdempotencyKey: act.idempotencyKey };
}

/** The declaration as filed, or `undefined` where its state refuses it. A second filing is a correction. */
export function file(declaration: Declaration, filing: Filing, act: Act): Declaration | undefined {
  const what = filing.kind === 'needs' ? 'filed' : 'filed-nothing';
  const state = nextState(declaration.state, what);
  if (!state) return undefined;
  const reported = what === 'filed' && declaration.filing ? 'corrected' : what;
  const journal = withEntry(declaration, reported, act);
  // An état néant says nothing of what was typed so far: it is kept, in case they change their mind.
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

/**
 * The declaration as if it had not been filed, or `undefined` where its state refuses it. What was filed becomes the
 * draft, unless they had begun to correct it.
 */
export function withdraw(declaration: Declaration, act: Act): Declaration | undefined {
  const state = nextState(declaration.state, 'withdrawn');
  if (!state) return undefined;
  const { filing } = declaration;
  const filed =
    filing?.kind === 'needs'
      ? { answers: needsFromInput(filing.needs), savedAt: act.at }
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

/** Whether it was filed, and taken back since. */
export function isWithdrawn({ journal }: Declaration): boolean {
  return journal.findLast(({ what }) => what !== 'drafted')?.what === 'withdrawn';
}

/** Needs as somebody would type them: each answer is named after what it says. */
function needsFromInput(needs: Needs): FormInput {
  const answers = Object.entries(needs).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(String) : String(value),
  ]);
  return Object.fromEntries(answers);
}

/** The declaration with a correction asked of its collège, or `undefined` where its state refuses it. */
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
