import type { College } from '../../domain/colleges/college.ts';
import { departementOf } from '../../domain/colleges/departement-code.ts';
import type { RegisterProblem, RegisterRemark } from '../../domain/colleges/register-reading.ts';
import { readUai } from '../../domain/colleges/uai.ts';
import type { AnnuaireColumn } from './annuaire-shape.ts';
import { hasLostLetters } from './has-lost-letters.ts';
import {
  type Cell,
  checkSiret,
  readMail,
  readPhone,
  readPostcode,
  readPupils,
} from './read-cells.ts';
import type { AnnuaireRow } from './scope-of-row.ts';

/** A collège, unless there are problems. */
export interface CollegeReading {
  readonly college?: College | undefined;
  readonly problems: readonly RegisterProblem[];
  readonly remarks: readonly RegisterRemark[];
}

const code = 'Identifiant_de_l_etablissement';
const required = [code, 'Nom_etablissement', 'Nom_commune', 'Code_postal'] as const;
const kept = [...required, 'Adresse_1', 'Adresse_2'] as const;

/** Reads a row that is in scope. `departement` is its code in three characters. */
export function readCollege(row: AnnuaireRow, departement: string): CollegeReading {
  const uai = readUai(row.cell(code));
  const postcode = readPostcode(cellAt(row, 'Code_postal'));
  const problems = problemsOf(row);
  if (uai.kind !== 'uai' || !postcode.value || problems.length > 0) {
    return { problems, remarks: [] };
  }
  const phone = readPhone(cellAt(row, 'Telephone'));
  const mail = readMail(cellAt(row, 'Mail'));
  const pupils = readPupils(cellAt(row, 'Nombre_d_eleves'));
  const siret = checkSiret(cellAt(row, 'SIREN_SIRET'));
  const college: College = {
    uai: uai.uai,
    name: tidy(row.cell('Nom_etablissement')),
    commune: tidy(row.cell('Nom_commune')),
    postcode: postcode.value,
    street: tidy(row.cell('Adresse_1') || row.cell('Adresse_2')) || undefined,
    mail: mail.value,
    phone: phone.value,
    pupils: pupils.value,
    aliases: [],
    citeScolaire: false,
  };
  const isForeign = departementOf(uai.uai) !== departement;
  const remarks = [
    isForeign ? ({ kind: 'foreign-uai' } as const) : undefined,
    ...[postcode, phone, mail, pupils, siret].map(({ remark }) => remark),
  ].filter((remark) => remark !== undefined);
  return { college, problems, remarks: remarks.map((remark) => ({ ...row.place, ...remark })) };
}

function problemsOf(row: AnnuaireRow): RegisterProblem[] {
  const { place, cell } = row;
  const missing = required.filter((column) => cell(column) === '');
  const lost = kept.filter((column) => hasLostLetters(cell(column)));
  const uai = readUai(cell(code));
  const postcode = cellAt(row, 'Code_postal');
  return [
    ...(uai.kind !== 'uai' && place.uai ? [{ kind: 'bad-uai', fault: uai } as const] : []),
    ...missing.map((column) => ({ kind: 'missing-value', column }) as const),
    ...lost.map((column) => ({ kind: 'lost-letters', ...cellAt(row, column) }) as const),
    ...(postcode.written && !readPostcode(postcode).value
      ? [{ kind: 'bad-value', ...postcode } as const]
      : []),
  ].map((problem) => ({ ...place, ...problem }));
}

function cellAt({ cell }: AnnuaireRow, column: AnnuaireColumn): Cell {
  return { column, written: cell(column) };
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ');
}
