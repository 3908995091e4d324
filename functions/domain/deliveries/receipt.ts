import type { Act, Channel } from '../act.ts';
import type { DamagePart } from '../damages/damage.ts';
import type { Day, Instant } from '../dates.ts';
import { countLockers, type LockerRange } from '../lockers.ts';
import type { Photo } from '../photo.ts';

export const verdicts = ['accepted', 'with-reserves', 'refused'] as const;
export type Verdict = (typeof verdicts)[number];

/** What a collège finds wrong with a group of lockers. */
export interface ReserveNote {
  readonly lockers: readonly LockerRange[];
  /** Those that bear no number. */
  readonly lockersUnnumbered: number;
  readonly parts: readonly DamagePart[];
  readonly description: string;
}

export const reserveSubjects = ['count', 'lockers'] as const;

/** Something wrong noted on a receipt: a SAV claim on the workshop until it is lifted. */
export interface Reserve extends ReserveNote {
  /** `R1`, `R2` …: unique on its receipt. */
  readonly id: string;
  /** `count`: not as many lockers as were announced. */
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

/** What somebody signs when lockers arrive. */
export interface ReceiptAnswers {
  readonly counted: number;
  readonly verdict: Verdict;
  readonly reserves: readonly ReserveNote[];
  /** Whatever else is to be said; the reason of a refusal. */
  readonly comment: string;
  /** Typed by whoever signs: the one who stands in the corridor may not be the one who is signed in. */
  readonly signedName: string;
  readonly signedRole: string;
}

export interface Receipt extends Omit<ReceiptAnswers, 'reserves'> {
  readonly reserves: readonly Reserve[];
  readonly announced: number;
  readonly arrivedOn: Day;
  readonly signedAt: Instant;
  /** The name of the person who was signed in. */
  readonly by: string;
  readonly channel: Channel;
  /** The same token again is the same receipt. */
  readonly idempotencyKey: string;
}

export type ReceiptProblem =
  | { readonly kind: 'count-differs' | 'reserves-unsaid' | 'no-reserve' | 'reason-missing' }
  /** `index`: which of the réserves, from 0. */
  | { readonly kind: 'no-locker' | 'undescribed'; readonly index: number };

/** The rules that bind several answers together; those that bind one answer are the form's. */
export function receiptProblems(answers: ReceiptAnswers, announced: number): ReceiptProblem[] {
  const { counted, verdict, reserves, comment } = answers;
  if (verdict === 'refused') return comment ? [] : [{ kind: 'reason-missing' }];
  if (verdict === 'with-reserves') {
    const isSaid = reserves.length > 0 || counted !== announced;
    return isSaid ? reserves.flatMap(reserveProblems) : [{ kind: 'no-reserve' }];
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
