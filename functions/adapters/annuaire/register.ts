import { type College, inRegisterOrder } from '../../domain/colleges/college.ts';
import {
  type Place,
  type RegisterProblem,
  type RegisterReading,
  type RegisterRemark,
  readDepartementCode,
} from '../../domain/colleges/register-import.ts';
import { readUai, type Uai } from '../../domain/uai.ts';
import { type CollegeReading, readCollege, readPupils, readYes } from './college-row.ts';
import { readTable, type TableRow, type TableShape } from './csv.ts';
import { type AnnuaireRow, annuaireShape, isOfDepartement, scopeOfRow } from './scope.ts';

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

/** What one row adds to a collège. */
export interface Complement {
  readonly uai: Uai;
  readonly place: Place;
  readonly pupils?: number | undefined;
  readonly citeScolaire?: boolean | undefined;
  readonly alias?: string | undefined;
}

export type ComplementsReading =
  | {
      readonly kind: 'read';
      readonly complements: readonly Complement[];
      readonly remarks: readonly RegisterRemark[];
    }
  | { readonly kind: 'unreadable'; readonly problems: readonly RegisterProblem[] };

type Column = 'uai' | 'effectif' | 'cite_scolaire' | 'autre_nom';

export const complementsShape: TableShape<Column> = {
  file: 'complements',
  uai: 'uai',
  essential: ['uai'],
  optional: ['cite_scolaire', 'autre_nom'],
  dated: ['effectif'],
};

/** One other name a row; a collège that has several has several rows. */
export const aliasesShape: TableShape<Column> = {
  file: 'aliases',
  uai: 'uai',
  essential: ['uai', 'autre_nom'],
  optional: [],
};

/** A row that means nothing is left out with a remark: complements must not keep the annuaire from being imported. */
export function readComplements(bytes: Uint8Array, shape: TableShape<Column>): ComplementsReading {
  const reading = readTable(bytes, shape);
  if (reading.kind === 'unreadable') return reading;
  const rows = reading.rows.map(readComplementRow);
  return {
    kind: 'read',
    complements: rows.flatMap(({ complement }) => complement ?? []),
    remarks: [...reading.remarks, ...rows.flatMap(({ remarks }) => remarks)],
  };
}

interface RowReading {
  readonly complement?: Complement;
  readonly remarks: readonly RegisterRemark[];
}

function readComplementRow({ place, cell, cellCount }: TableRow<Column>): RowReading {
  if (cellCount.expected !== cellCount.found) {
    return { remarks: [{ ...place, kind: 'wrong-cell-count', ...cellCount }] };
  }
  const uai = readUai(cell('uai'));
  if (uai.kind !== 'uai') return { remarks: [{ ...place, kind: 'bad-uai', fault: uai }] };
  const pupils = readPupils({ column: 'effectif', written: cell('effectif') });
  const citeScolaire = readYes({ column: 'cite_scolaire', written: cell('cite_scolaire') });
  const complement = {
    uai: uai.uai,
    place,
    pupils: pupils.value,
    citeScolaire: citeScolaire.value,
    alias: cell('autre_nom') || undefined,
  };
  const remarks = [pupils.remark, citeScolaire.remark].filter((remark) => remark !== undefined);
  return { complement, remarks: remarks.map((remark) => ({ ...place, ...remark })) };
}

/** What the Département knows and the ministry's file does not say. Each file may be absent. */
export interface ComplementFiles {
  readonly complements?: Uint8Array | undefined;
  readonly aliases?: Uint8Array | undefined;
}

/** The register with the Département's own knowledge of each collège. */
export function completeRegister(
  reading: RegisterReading,
  { complements, aliases }: ComplementFiles,
): RegisterReading {
  const readings = [
    ...(complements ? [readComplements(complements, complementsShape)] : []),
    ...(aliases ? [readComplements(aliases, aliasesShape)] : []),
  ];
  const all = [reading, ...readings];
  const problems = all.flatMap((one) => (one.kind === 'unreadable' ? one.problems : []));
  if (reading.kind === 'unreadable' || problems.length > 0) return { kind: 'unreadable', problems };

  const found = readings.flatMap((one) => (one.kind === 'read' ? one.complements : []));
  const register = reading.register.map((college) =>
    complete(
      college,
      found.filter(({ uai }) => uai === college.uai),
    ),
  );
  const known = new Set(register.map(({ uai }) => uai));
  const unknown = found.filter(({ uai }) => !known.has(uai));
  const remarks = all.flatMap((one) => (one.kind === 'read' ? one.remarks : []));
  return { kind: 'read', register, remarks: [...remarks, ...unknown.map(unknownUai)] };
}

function complete(college: College, complements: readonly Complement[]): College {
  const aliases = complements.flatMap(({ alias }) => alias ?? []);
  return {
    ...college,
    // The Département's count is there to correct the ministry's.
    pupils: complements.find(({ pupils }) => pupils !== undefined)?.pupils ?? college.pupils,
    citeScolaire: college.citeScolaire || complements.some(({ citeScolaire }) => citeScolaire),
    aliases: [...new Set([...college.aliases, ...aliases])],
  };
}

function unknownUai({ place }: Complement): RegisterRemark {
  return { ...place, kind: 'unknown-uai' };
}
