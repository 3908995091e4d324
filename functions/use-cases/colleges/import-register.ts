import {
  compareRegisters,
  type ImportOutcome,
  isSame,
  removesTooMany,
} from '../../domain/colleges/register-import.ts';
import type { RegisterReading } from '../../domain/colleges/register-reading.ts';
import type { Clock, DepartementStore } from '../ports.ts';

export interface ImportRegisterDeps {
  readonly departement: DepartementStore;
  readonly clock: Clock;
}

interface ImportOptions {
  /** Someone has seen the list of the collèges that would go, and means it. */
  readonly evenIfManyRemoved?: boolean;
}

export type ImportRegister = (
  reading: RegisterReading,
  options?: ImportOptions,
) => Promise<ImportOutcome>;

/** Replaces the register by what was read: the whole of it or nothing, and nothing if it would change nothing. */
export function makeImportRegister({ departement, clock }: ImportRegisterDeps): ImportRegister {
  return async (reading, { evenIfManyRemoved = false } = {}) => {
    if (reading.kind === 'unreadable') return reading;
    const { register, remarks } = reading;
    const current = await departement.register();
    const changes = compareRegisters(current, register);
    if (isSame(changes)) return { kind: 'unchanged', unchanged: changes.unchanged, remarks };
    if (removesTooMany(current, changes) && !evenIfManyRemoved) {
      const { removed } = changes;
      return { kind: 'too-many-removed', removed, current: current.length, remarks };
    }
    await departement.replaceRegister(register, clock.now().toISOString());
    return { kind: 'imported', ...changes, remarks };
  };
}
