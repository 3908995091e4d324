import type { Day } from '../dates.ts';

export const lockerOwners = ['college', 'departement'] as const;
/** Who owns the old lockers: what belongs to a collège needs an act of its CA to leave. */
export type LockerOwner = (typeof lockerOwners)[number];

export const takebackRoutes = ['scrapped', 'decommissioned', 'transferred'] as const;
/** Mise au rebut, désaffectation, transfert. */
export type TakebackRoute = (typeof takebackRoutes)[number];

/** Old lockers leaving a collège when new ones come. */
export interface Takeback {
  readonly lockers: number;
  readonly owner: LockerOwner;
  readonly route: TakebackRoute;
  /** The day of the act of the collège's board (CA); empty until there is one. */
  readonly boardActOn: Day;
  /** The day they left; empty until then. */
  readonly collectedOn: Day;
  /** How many of them are reused in the welding training. */
  readonly forWelding: number;
}

export interface TakebackProblem {
  readonly field: keyof Takeback;
  readonly problem: 'board-act-missing' | 'day-to-come' | 'more-than-taken' | 'before-board-act';
}

/** Lockers that belong to a collège may leave only after an act of its board (CA). */
export function takebackProblems(takeback: Takeback, today: Day): TakebackProblem[] {
  const { lockers, owner, boardActOn, collectedOn, forWelding } = takeback;
  const problems: TakebackProblem[] = [];
  if (boardActOn > today) problems.push({ field: 'boardActOn', problem: 'day-to-come' });
  else if (owner === 'college' && collectedOn && !boardActOn) {
    problems.push({ field: 'boardActOn', problem: 'board-act-missing' });
  }
  if (collectedOn > today) problems.push({ field: 'collectedOn', problem: 'day-to-come' });
  else if (owner === 'college' && collectedOn && collectedOn < boardActOn) {
    problems.push({ field: 'collectedOn', problem: 'before-board-act' });
  }
  if (forWelding > lockers) problems.push({ field: 'forWelding', problem: 'more-than-taken' });
  return problems;
}

export interface TakebackTotals {
  /** All of them, collected or not. */
  readonly lockers: number;
  readonly collected: number;
  readonly forWelding: number;
}

export function takebackTotals(takebacks: readonly Takeback[]): TakebackTotals {
  const collected = takebacks.filter(({ collectedOn }) => collectedOn !== '');
  return {
    lockers: sum(takebacks, ({ lockers }) => lockers),
    collected: sum(collected, ({ lockers }) => lockers),
    forWelding: sum(collected, ({ forWelding }) => forWelding),
  };
}

function sum(takebacks: readonly Takeback[], count: (takeback: Takeback) => number): number {
  return takebacks.reduce((total, takeback) => total + count(takeback), 0);
}
