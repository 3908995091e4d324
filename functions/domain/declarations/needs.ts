export const pupilGroups = ['6e', '5e', '4e', '3e', 'segpa', 'ulis', 'half-board'] as const;
export type PupilGroup = (typeof pupilGroups)[number];

export const accessConstraints = [
  'stairs',
  'narrow-way',
  'no-truck',
  'set-hours',
  'lessons-nearby',
] as const;
export type AccessConstraint = (typeof accessConstraints)[number];

export const contactRoles = [
  'secretaire-general',
  'principal',
  'accueil',
  'maintenance',
  'other',
] as const;
export type ContactRole = (typeof contactRoles)[number];

/** The needs of one collège in one campaign. Counts are lockers (one per pupil), not furniture modules. */
export interface Needs {
  readonly lockersInService: number;
  readonly lockersUnusable: number;
  readonly lockersDangerous: number;
  readonly lockersToReplace: number;
  readonly pupils: readonly PupilGroup[];
  readonly place: string;
  readonly accessConstraints: readonly AccessConstraint[];
  readonly accessNotes: string;
  readonly lockersToTakeBack: number;
  readonly contactName: string;
  readonly contactRole: ContactRole;
  readonly contactMail: string;
  readonly contactPhone: string;
  readonly comment: string;
}

export interface NeedsProblem {
  readonly field: keyof Needs;
  readonly problem: 'more-than-in-service' | 'nothing-to-replace';
}

/** The rules across several answers; the form checks each answer by itself. */
export function needsProblems(needs: Needs): NeedsProblem[] {
  const problems: NeedsProblem[] = [];
  for (const field of ['lockersUnusable', 'lockersDangerous'] as const) {
    if (needs[field] > needs.lockersInService) {
      problems.push({ field, problem: 'more-than-in-service' });
    }
  }
  // A collège that needs nothing files an état néant, so that a zero is never a typing error.
  if (needs.lockersToReplace < 1) {
    problems.push({ field: 'lockersToReplace', problem: 'nothing-to-replace' });
  }
  return problems;
}
