import type { College } from '../domain/colleges/college.ts';
import {
  type CellRemark,
  type CollegeChange,
  type CollegeField,
  differingFields,
  type ImportResult,
  type Place,
  type RegisterChanges,
  type RegisterProblem,
  type RegisterRemark,
  type RowFault,
} from '../domain/colleges/register-import.ts';
import type { UaiFault } from '../domain/uai.ts';
import { count } from './format.ts';

type CellCount = Pick<Extract<RowFault, { kind: 'wrong-cell-count' }>, 'expected' | 'found'>;

export function describeCellCount({ expected, found }: CellCount): string {
  const cells = count(found, 'case', 'cases');
  const cause = found < expected ? 'il en manque' : 'il y en a trop';
  return `${cells} au lieu de ${expected}, ${cause}. Un séparateur est perdu ou de trop, ou la ligne n’est pas à sa place.`;
}

const fileNames = {
  annuaire: 'Annuaire',
  complements: 'Compléments',
  aliases: 'Autres noms',
} as const satisfies Record<Place['file'], string>;

/** « Ligne 12, UAI 0470003F » in the annuaire, « Compléments, ligne 3 » in the files of the Département. */
export function describePlace({ file, line, uai }: Place): string {
  const name = fileNames[file];
  if (!line) return name;
  const start = file === 'annuaire' ? 'Ligne' : `${name}, ligne`;
  return uai ? `${start} ${line}, UAI ${uai}` : `${start} ${line}`;
}

/** The end of a sentence: what is wrong with a UAI code. */
export function describeUaiFault(fault: UaiFault): string {
  switch (fault.kind) {
    case 'bad-shape':
      return fault.meant
        ? `une lettre O ou I est écrite à la place d’un chiffre 0 ou 1. Il faut sans doute lire ${fault.meant}.`
        : 'un code UAI compte 7 chiffres et une lettre.';
    case 'impossible-letter':
      return `la lettre de contrôle devrait être ${fault.expected}\u00a0; la lettre ${fault.letter} n’est jamais employée.`;
    case 'wrong-letter':
      return `la lettre de contrôle devrait être ${fault.expected}, ou bien un chiffre est faux.`;
  }
}

/** « Ligne 12, UAI 0470003F : la lettre de contrôle devrait être Y… » */
export function describeProblem(problem: RegisterProblem): string {
  return `${describePlace(problem)}\u00a0: ${sentenceFor(problem)}`;
}

function sentenceFor(problem: RegisterProblem): string {
  switch (problem.kind) {
    case 'empty-file':
      return 'le fichier est vide.';
    case 'spreadsheet-file':
      return 'le fichier est un classeur Excel ou LibreOffice. Enregistrez-le au format CSV.';
    case 'other-file':
      return 'aucune des colonnes attendues n’y figure. Ce n’est pas le bon fichier, ou ce n’est pas un CSV.';
    case 'missing-column':
      return `la colonne «\u00a0${problem.column}\u00a0» manque.`;
    case 'column-twice':
      return `la colonne «\u00a0${problem.column}\u00a0» figure deux fois.`;
    case 'unclosed-quote':
      return 'un guillemet droit (") ouvre une case et avale les lignes qui suivent. Supprimez-le.';
    case 'no-college':
      return `aucun collège public ouvert du département ${problem.departement} n’y figure.`;
    case 'wrong-cell-count':
      return describeCellCount(problem);
    case 'bad-uai':
      return describeUaiFault(problem.fault);
    case 'duplicate-uai':
      return `ce collège figure déjà à la ligne ${problem.firstLine}.`;
    case 'missing-value':
      return `la colonne «\u00a0${problem.column}\u00a0» est vide.`;
    case 'bad-value':
      return `«\u00a0${problem.written}\u00a0» n’a pas de sens dans la colonne «\u00a0${problem.column}\u00a0».`;
    case 'lost-letters':
      return `des accents sont abîmés dans la colonne «\u00a0${problem.column}\u00a0» («\u00a0${problem.written}\u00a0»). Repartez du fichier d’origine.`;
  }
}

/** « Ligne 12, UAI 0470003Y : « 553000000 » a perdu son premier zéro… » */
export function describeRemark(remark: RegisterRemark): string {
  return `${describePlace(remark)}\u00a0: ${remarkSentence(remark)}`;
}

const encodings = { 'windows-1252': 'Windows-1252', 'utf-16le': 'UTF-16' } as const;

function remarkSentence(remark: RegisterRemark): string {
  switch (remark.kind) {
    case 'encoding':
      return `le fichier est en ${encodings[remark.encoding]} et non en UTF-8. Il a été lu ainsi, vérifiez les accents.`;
    case 'wrong-cell-count':
      return `${describeCellCount(remark)} Cette ligne est laissée de côté.`;
    case 'bad-uai':
      return `${describeUaiFault(remark.fault)} Cette ligne est laissée de côté.`;
    case 'not-open':
      return `l’état est «\u00a0${remark.state}\u00a0», ce collège est laissé de côté.`;
    case 'other-nature':
      return `le code nature est ${remark.nature} et non 340 (collège), cette ligne est laissée de côté.`;
    case 'foreign-uai':
      return 'ce code UAI est celui d’un autre département.';
    case 'unknown-uai':
      return 'ce collège n’est pas dans l’annuaire, cette ligne est laissée de côté.';
    default:
      return sentenceForCell(remark);
  }
}

function sentenceForCell(remark: CellRemark): string {
  const where = `dans la colonne «\u00a0${remark.column}\u00a0»`;
  switch (remark.kind) {
    case 'cell-repaired':
      return `«\u00a0${remark.written}\u00a0» a perdu son premier zéro ${where}, lu ${remark.kept}.`;
    case 'cell-left-out':
      return `«\u00a0${remark.written}\u00a0» n’a pas de sens ${where}, cette case est laissée de côté.`;
    case 'scientific-notation':
      return `un tableur a écrit «\u00a0${remark.written}\u00a0» ${where}. Le vrai numéro est perdu, cette case est laissée de côté.`;
  }
}

/** The result of an import, one line per text. */
export function describeImport(result: ImportResult): string[] {
  switch (result.kind) {
    case 'imported':
      return [...describeChanges(result), ...result.remarks.map(describeRemark)];
    case 'unchanged':
      return [
        `Annuaire inchangé\u00a0: ${colleges(result.unchanged.length)}. Rien n’a été écrit.`,
        ...result.remarks.map(describeRemark),
      ];
    case 'too-many-removed':
      return [
        `Import refusé\u00a0: il retirerait ${colleges(result.removed.length)} sur ${result.current}. Rien n’a été écrit. Vérifiez le fichier, ou confirmez ces retraits.`,
        ...result.removed.map((college) => `Serait retiré\u00a0: ${nameOf(college)}.`),
        ...result.remarks.map(describeRemark),
      ];
    case 'unreadable':
      return describeProblems(result.problems);
  }
}

function describeChanges({ added, removed, changed, unchanged }: RegisterChanges): string[] {
  const total = added.length + changed.length + unchanged.length;
  const counts = [
    count(added.length, 'ajouté', 'ajoutés'),
    count(changed.length, 'modifié', 'modifiés'),
    count(removed.length, 'retiré', 'retirés'),
    count(unchanged.length, 'inchangé', 'inchangés'),
  ];
  return [
    `Annuaire importé\u00a0: ${colleges(total)} (${counts.join(', ')}).`,
    ...added.map((college) => `Ajouté\u00a0: ${nameOf(college)}.`),
    ...changed.map(
      (change) => `Modifié\u00a0: ${nameOf(change.after)}\u00a0: ${fieldsOf(change)}.`,
    ),
    ...removed.map((college) => `Retiré\u00a0: ${nameOf(college)}.`),
  ];
}

/** In a file that is wrong throughout, more lines tell nothing new. */
const maxListedProblems = 100;

function describeProblems(problems: readonly RegisterProblem[]): string[] {
  const lines = problems.slice(0, maxListedProblems).map(describeProblem);
  const unlisted = problems.length - lines.length;
  return [
    `Import refusé\u00a0: ${count(problems.length, 'problème')} à corriger. Rien n’a été écrit.`,
    ...lines,
    ...(unlisted > 0 ? [`Et ${count(unlisted, 'autre problème', 'autres problèmes')}.`] : []),
  ];
}

function colleges(many: number): string {
  return count(many, 'collège');
}

function nameOf({ name, commune, uai }: College): string {
  return `${name}, ${commune} (UAI ${uai})`;
}

const fieldNames: Record<CollegeField, string> = {
  name: 'nom',
  commune: 'commune',
  postcode: 'code postal',
  street: 'adresse',
  mail: 'courriel',
  phone: 'téléphone',
  pupils: 'effectif',
  aliases: 'autres noms',
  citeScolaire: 'cité scolaire',
};

function fieldsOf({ before, after }: CollegeChange): string {
  return differingFields(before, after)
    .map((field) => fieldNames[field])
    .join(', ');
}
