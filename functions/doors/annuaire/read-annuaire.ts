import { readDepartementCode } from '../../domain/colleges/departement-code.ts';
import { inRegisterOrder } from '../../domain/colleges/register-order.ts';
import type { RegisterProblem, RegisterReading } from '../../domain/colleges/register-reading.ts';
import { annuaireShape } from './annuaire-shape.ts';
import { type CollegeReading, readCollege } from './read-college.ts';
import { readTable } from './read-table.ts';
import { type AnnuaireRow, isOfDepartement, scopeOfRow } from './scope-of-row.ts';

export interface AnnuaireSettings {
  /** The Département's code: `047`, `47`, `2A`. */
  readonly departement: string;
}

/**
 * The open public collèges of a Département out of the ministry's CSV, whole or cut down, straight from
 * https://data.education.gouv.fr/explore/dataset/fr-en-annuaire-education/ or after a spreadsheet.
 */
export function readAnnuaire(bytes: Uint8Array, settings: AnnuaireSettings): RegisterReading {
  const departement = readDepartementCode(settings.departement) ?? settings.departement;
  const reading = readTable(bytes, annuaireShape);
  if (reading.kind === 'unreadable') return reading;
  const { rows, remarks } = reading;
  const ours = rows.filter((row) => isOfDepartement(row, departement));
  const readings = ours.map((row) => ({ row, ...readRow(row, departement) }));
  const problems = [...readings.flatMap(({ problems }) => problems), ...findDuplicates(readings)];
  const colleges = readings.flatMap(({ college }) => college ?? []);
  if (problems.length === 0 && colleges.length === 0) {
    problems.push({ file: 'annuaire', kind: 'no-college', departement });
  }
  if (problems.length > 0) return { kind: 'unreadable', problems: problems.toSorted(byLine) };
  return {
    kind: 'read',
    register: inRegisterOrder(colleges),
    remarks: [...remarks, ...readings.flatMap(({ remarks }) => remarks)],
  };
}

function readRow(row: AnnuaireRow, departement: string): CollegeReading {
  const scope = scopeOfRow(row);
  switch (scope.kind) {
    case 'in-scope':
      return readCollege(row, departement);
    case 'out-of-scope':
      return { problems: [], remarks: [] };
    case 'left-out':
      return { problems: [], remarks: [scope.remark] };
    case 'doubtful':
      return { problems: [scope.problem], remarks: [] };
  }
}

function findDuplicates(
  readings: readonly (CollegeReading & { readonly row: AnnuaireRow })[],
): RegisterProblem[] {
  const firstLines = new Map<string, number>();
  return readings.flatMap(({ college, row: { place } }) => {
    const firstLine = college && firstLines.get(college.uai);
    if (college && !firstLine) firstLines.set(college.uai, place.line);
    return firstLine ? [{ ...place, kind: 'duplicate-uai', firstLine }] : [];
  });
}

function byLine(a: RegisterProblem, b: RegisterProblem): number {
  return (a.line ?? 0) - (b.line ?? 0);
}
