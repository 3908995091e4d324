import { type College, inRegisterOrder } from '../../domain/colleges/college.ts';
import {
  type Place,
  parseDepartementCode,
  type RegisterParseResult,
  type RegisterProblem,
  type RegisterRemark,
} from '../../domain/colleges/register-import.ts';
import { parseUai, type Uai } from '../../domain/uai.ts';
import { type CollegeParseResult, parseCollege, parsePupils, parseYes } from './college-row.ts';
import { parseTable, type TableRow, type TableShape } from './csv.ts';
import { type AnnuaireRow, annuaireShape, isOfDepartement, scopeOfRow } from './scope.ts';

export interface AnnuaireSettings {
  /** The Département's code: `047`, `47`, `2A`. */
  readonly departement: string;
}

/**
 * Parses the open public collèges of a Département from the ministry's CSV, complete or shortened, as downloaded from
 * https://data.education.gouv.fr/explore/dataset/fr-en-annuaire-education/ or saved again by a spreadsheet.
 */
export function parseAnnuaire(bytes: Uint8Array, settings: AnnuaireSettings): RegisterParseResult {
  const departement = parseDepartementCode(settings.departement) ?? settings.departement;
  const parsed = parseTable(bytes, annuaireShape);
  if (parsed.kind === 'unreadable') return parsed;
  const { rows, remarks } = parsed;
  const parseResults = rows
    .filter((row) => isOfDepartement(row, departement))
    .map((row) => ({ row, ...parseRow(row, departement) }));
  const problems = [
    ...parseResults.flatMap(({ problems }) => problems),
    ...findDuplicates(parseResults),
  ];
  const colleges = parseResults.flatMap(({ college }) => college ?? []);
  if (problems.length === 0 && colleges.length === 0) {
    problems.push({ file: 'annuaire', kind: 'no-college', departement });
  }
  if (problems.length > 0) return { kind: 'unreadable', problems: problems.toSorted(byLine) };
  return {
    kind: 'read',
    register: inRegisterOrder(colleges),
    remarks: [...remarks, ...parseResults.flatMap(({ remarks }) => remarks)],
  };
}

function parseRow(row: AnnuaireRow, departement: string): CollegeParseResult {
  const scope = scopeOfRow(row);
  switch (scope.kind) {
    case 'in-scope':
      return parseCollege(row, departement);
    case 'out-of-scope':
      return { problems: [], remarks: [] };
    case 'left-out':
      return { problems: [], remarks: [scope.remark] };
    case 'doubtful':
      return { problems: [scope.problem], remarks: [] };
  }
}

function findDuplicates(
  parseResults: readonly (CollegeParseResult & { readonly row: AnnuaireRow })[],
): RegisterProblem[] {
  const firstLines = new Map<string, number>();
  return parseResults.flatMap(({ college, row: { place } }) => {
    const firstLine = college && firstLines.get(college.uai);
    if (college && !firstLine) firstLines.set(college.uai, place.line);
    return firstLine ? [{ ...place, kind: 'duplicate-uai', firstLine }] : [];
  });
}

function byLine(a: RegisterProblem, b: RegisterProblem): number {
  return (a.line ?? 0) - (b.line ?? 0);
}

/** What one row of the Département's own files adds to a collège. */
export interface Complement {
  readonly uai: Uai;
  readonly place: Place;
  readonly pupils?: number | undefined;
  readonly citeScolaire?: boolean | undefined;
  readonly alias?: string | undefined;
}

export type ComplementsParseResult =
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

/** A collège with several other names has one row for each. */
export const aliasesShape: TableShape<Column> = {
  file: 'aliases',
  uai: 'uai',
  essential: ['uai', 'autre_nom'],
  optional: [],
};

/** A row that cannot be parsed gives a remark and no problem: complements must not prevent the import of the annuaire. */
export function parseComplements(
  bytes: Uint8Array,
  shape: TableShape<Column>,
): ComplementsParseResult {
  const parsed = parseTable(bytes, shape);
  if (parsed.kind === 'unreadable') return parsed;
  const rows = parsed.rows.map(parseComplementRow);
  return {
    kind: 'read',
    complements: rows.flatMap(({ complement }) => complement ?? []),
    remarks: [...parsed.remarks, ...rows.flatMap(({ remarks }) => remarks)],
  };
}

interface RowParseResult {
  readonly complement?: Complement;
  readonly remarks: readonly RegisterRemark[];
}

function parseComplementRow({ place, cell, cellCount }: TableRow<Column>): RowParseResult {
  if (cellCount.expected !== cellCount.found) {
    return { remarks: [{ ...place, kind: 'wrong-cell-count', ...cellCount }] };
  }
  const uai = parseUai(cell('uai'));
  if (uai.kind !== 'uai') return { remarks: [{ ...place, kind: 'bad-uai', fault: uai }] };
  const pupils = parsePupils({ column: 'effectif', written: cell('effectif') });
  const citeScolaire = parseYes({ column: 'cite_scolaire', written: cell('cite_scolaire') });
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

/** Files of the Département with what the ministry's file lacks. */
export interface ComplementFiles {
  readonly complements?: Uint8Array | undefined;
  readonly aliases?: Uint8Array | undefined;
}

/** Adds what the files of the Département say about each collège. */
export function completeRegister(
  parsed: RegisterParseResult,
  { complements, aliases }: ComplementFiles,
): RegisterParseResult {
  const parseResults = [
    ...(complements ? [parseComplements(complements, complementsShape)] : []),
    ...(aliases ? [parseComplements(aliases, aliasesShape)] : []),
  ];
  const all = [parsed, ...parseResults];
  const problems = all.flatMap((one) => (one.kind === 'unreadable' ? one.problems : []));
  if (parsed.kind === 'unreadable' || problems.length > 0) return { kind: 'unreadable', problems };

  const found = parseResults.flatMap((one) => (one.kind === 'read' ? one.complements : []));
  const register = parsed.register.map((college) =>
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
    // The Département's count corrects the ministry's.
    pupils: complements.find(({ pupils }) => pupils !== undefined)?.pupils ?? college.pupils,
    citeScolaire: college.citeScolaire || complements.some(({ citeScolaire }) => citeScolaire),
    aliases: [...new Set([...college.aliases, ...aliases])],
  };
}

function unknownUai({ place }: Complement): RegisterRemark {
  return { ...place, kind: 'unknown-uai' };
}
