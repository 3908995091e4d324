import { parseAnnuaire } from '../../../functions/adapters/annuaire/register.ts';
import type { Register } from '../../../functions/domain/colleges/college.ts';
import type {
  RegisterParseResult,
  RegisterProblem,
  RegisterRemark,
} from '../../../functions/domain/colleges/register-import.ts';
import { bytesOf, type Sheet } from '../../shared/annuaire-47.ts';

type File = Sheet | Uint8Array;

export function read47(file: File): RegisterParseResult {
  const bytes = file instanceof Uint8Array ? file : bytesOf(file);
  return parseAnnuaire(bytes, { departement: '047' });
}

export function registerIn(file: File): Register {
  return expectRead(file).register;
}

export function remarksIn(file: File): readonly RegisterRemark[] {
  return expectRead(file).remarks;
}

export function problemsIn(file: File): readonly RegisterProblem[] {
  const parsed = read47(file);
  if (parsed.kind === 'read') throw new Error('the file has no problem');
  return parsed.problems;
}

function expectRead(file: File) {
  const parsed = read47(file);
  if (parsed.kind === 'unreadable') throw new Error(JSON.stringify(parsed.problems));
  return parsed;
}
