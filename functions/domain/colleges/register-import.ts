import type { College, Register } from './college.ts';
import type { RegisterProblem, RegisterRemark } from './register-reading.ts';

export interface CollegeChange {
  readonly before: College;
  readonly after: College;
}

/** How a newly read register differs from the current one, in the order of the register. */
export interface RegisterChanges {
  readonly added: Register;
  readonly removed: Register;
  readonly changed: readonly CollegeChange[];
  readonly unchanged: Register;
}

export type ImportOutcome =
  | ({ readonly kind: 'imported'; readonly remarks: readonly RegisterRemark[] } & RegisterChanges)
  /** The files say what the register says already: nothing was written. */
  | {
      readonly kind: 'unchanged';
      readonly unchanged: Register;
      readonly remarks: readonly RegisterRemark[];
    }
  /** More collèges would go than one import may remove unasked: nothing was written. */
  | {
      readonly kind: 'too-many-removed';
      readonly removed: Register;
      readonly current: number;
      readonly remarks: readonly RegisterRemark[];
    }
  /** Nothing was written. */
  | { readonly kind: 'unreadable'; readonly problems: readonly RegisterProblem[] };

export function compareRegisters(current: Register, read: Register): RegisterChanges {
  const known = new Map(current.map((college) => [college.uai, college]));
  const added: College[] = [];
  const changed: CollegeChange[] = [];
  const unchanged: College[] = [];
  for (const after of read) {
    const before = known.get(after.uai);
    known.delete(after.uai);
    if (!before) added.push(after);
    else if (differingFields(before, after).length > 0) changed.push({ before, after });
    else unchanged.push(after);
  }
  return { added, changed, unchanged, removed: [...known.values()] };
}

export function isSame({ added, removed, changed }: RegisterChanges): boolean {
  return added.length + removed.length + changed.length === 0;
}

/** More than a third gone is rather a truncated file, or another Département's, than a year's closures. */
export function removesTooMany(current: Register, { removed }: RegisterChanges): boolean {
  return removed.length * 3 > current.length;
}

export type CollegeField = Exclude<keyof College, 'uai'>;

const collegeFields: readonly CollegeField[] = [
  'name',
  'commune',
  'postcode',
  'street',
  'mail',
  'phone',
  'pupils',
  'aliases',
  'citeScolaire',
];

export function differingFields(before: College, after: College): CollegeField[] {
  // As JSON: an absent field and an undefined one are the same, and aliases are compared by content.
  return collegeFields.filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
}
