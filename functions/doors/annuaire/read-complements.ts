import type {
  Place,
  RegisterProblem,
  RegisterRemark,
} from '../../domain/colleges/register-reading.ts';
import { readUai, type Uai } from '../../domain/colleges/uai.ts';
import { readPupils, readYes } from './read-cells.ts';
import { readTable, type TableRow, type TableShape } from './read-table.ts';

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
  const rows = reading.rows.map(readRow);
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

function readRow({ place, cell, cellCount }: TableRow<Column>): RowReading {
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
