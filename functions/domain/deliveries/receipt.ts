import type { Act, Channel } from '../act.ts';
import type { DamagePart } from '../damages/damage.ts';
import type { Day, Instant } from '../dates.ts';
import { countLockers, type LockerRange } from '../lockers.ts';
import type { Photo } from '../photo.ts';

export const verdicts = ['accepted', 'with-reserves', 'refused'] as const;
export type Verdict = (typeof verdicts)[number];

/** What is wrong with a group of lockers, as the collège describes it. */
export interface ReserveNote {
  readonly lockers: readonly LockerRange[];
  /** How many lockers have no number. */
  readonly lockersUnnumbered: number;
  readonly parts: readonly DamagePart[];
  readonly description: string;
}

export const reserveSubjects = ['count', 'lockers'] as const;

/** A defect noted on a receipt: an after-sales (SAV) claim on the workshop until it is lifted. */
export interface Reserve extends ReserveNote {
  /** `R1`, `R2` …: unique on its receipt. */
  readonly id: string;
  /** `count`: the number of lockers is not the announced one. */
  readonly about: (typeof reserveSubjects)[number];
  readonly lockersCount: number;
  readonly photos: readonly Photo[];
  readonly lifted?: Lifting | undefined;
}

export interface Lifting {
  readonly at: Instant;
  readonly who: string;
  readonly note?: string | undefined;
}

/** What the person who receives the lockers signs. */
export interface ReceiptAnswers {
  readonly counted: number;
  readonly verdict: Verdict;
  readonly reserves: readonly ReserveNote[];
  /** Free text; the reason of a refusal. */
  readonly comment: string;
  /** Typed, since the person who receives the lockers may not be the one who is signed in. */
  readonly signedName: string;
  readonly signedRole: string;
}

export interface Receipt extends Omit<ReceiptAnswers, 'reserves'> {
  readonly reserves: readonly Reserve[];
  readonly announced: number;
  readonly arrivedOn: Day;
  readonly signedAt: Instant;
  /** The name of the signed-in person. */
  readonly by: string;
  readonly channel: Channel;
  /** The same key again is the same receipt. */
  readonly idempotencyKey: string;
}

export type ReceiptProblem =
  | { readonly kind: 'count-differs' | 'reserves-unsaid' | 'no-reserve' | 'reason-missing' }
  /** `index`: position of the réserve, from 0. */
  | { readonly kind: 'no-locker' | 'undescribed'; readonly index: number };

/** The rules on several answers together. The form checks each answer by itself. */
export function receiptProblems(answers: ReceiptAnswers, announced: number): ReceiptProblem[] {
  const { counted, verdict, reserves, comment } = answers;
  if (verdict === 'refused') return comment ? [] : [{ kind: 'reason-missing' }];
  if (verdict === 'with-reserves') {
    const isExplained = reserves.length > 0 || counted !== announced;
    return isExplained ? reserves.flatMap(reserveProblems) : [{ kind: 'no-reserve' }];
  }
  const problems: ReceiptProblem[] = [];
  if (counted !== announced) problems.push({ kind: 'count-differs' });
  if (reserves.length > 0) problems.push({ kind: 'reserves-unsaid' });
  return problems;
}

function reserveProblems(note: ReserveNote, index: number): ReceiptProblem[] {
  const { lockers, lockersUnnumbered, parts, description } = note;
  const problems: ReceiptProblem[] = [];
  if (lockers.length === 0 && lockersUnnumbered === 0) problems.push({ kind: 'no-locker', index });
  if (parts.every((part) => part === 'other') && !description) {
    problems.push({ kind: 'undescribed', index });
  }
  return problems;
}

export function newReceipt(
  answers: ReceiptAnswers,
  { announced, arrivedOn }: Pick<Receipt, 'announced' | 'arrivedOn'>,
  act: Act,
): Receipt {
  const { at: signedAt, who: by, channel, idempotencyKey } = act;
  const reserves = answers.verdict === 'with-reserves' ? reservesOf(answers, announced) : [];
  return { ...answers, reserves, announced, arrivedOn, signedAt, by, channel, idempotencyKey };
}

function reservesOf({ counted, reserves }: ReceiptAnswers, announced: number): readonly Reserve[] {
  const difference = Math.abs(announced - counted);
  const missing = { lockers: [], lockersUnnumbered: difference, parts: [], description: '' };
  const all = [
    ...(difference > 0 ? [{ about: 'count', note: missing } as const] : []),
    ...reserves.map((note) => ({ about: 'lockers', note }) as const),
  ];
  return all.map(({ about, note }, index) => ({
    ...note,
    id: `R${index + 1}`,
    about,
    lockersCount: countLockers(note.lockers) + note.lockersUnnumbered,
    photos: [],
  }));
}
