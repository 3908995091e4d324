import { readAnnuaire } from '../../../functions/adapters/annuaire/register.ts';
import type { Register } from '../../../functions/domain/colleges/college.ts';
import type {
  RegisterProblem,
  RegisterReading,
  RegisterRemark,
} from '../../../functions/domain/colleges/register-import.ts';
import { bytesOf, type Sheet } from '../../shared/annuaire-47.ts';

type File = Sheet | Uint8Array;

export function read47(file: File): RegisterReading {
  const bytes = file instanceof Uint8Array ? file : bytesOf(file);
  return readAnnuaire(bytes, { departement: '047' });
}

export function registerIn(file: File): Register {
  return expectRead(file).register;
}

export function remarksIn(file: File): readonly RegisterRemark[] {
  return expectRead(file).remarks;
}

export function problemsIn(file: File): readonly RegisterProblem[] {
  const reading = read47(file);
  if (reading.kind === 'read') throw new Error('it was read without a problem');
  return reading.problems;
}

function expectRead(file: File) {
  const reading = read47(file);
  if (reading.kind === 'unreadable') throw new Error(JSON.stringify(reading.problems));
  return reading;
}
