import type { College } from '../../domain/colleges/college.ts';
import {
  type CollegeChange,
  type CollegeField,
  differingFields,
  type ImportOutcome,
  type RegisterChanges,
} from '../../domain/colleges/register-import.ts';
import type { RegisterProblem } from '../../domain/colleges/register-reading.ts';
import { count } from '../numbers.ts';
import { tellProblem } from './register-problem.ts';
import { tellRemark } from './register-remark.ts';

/** What became of an import, line by line, for whoever asked for it. */
export function tellImport(outcome: ImportOutcome): string[] {
  switch (outcome.kind) {
    case 'imported':
      return [...tellChanges(outcome), ...outcome.remarks.map(tellRemark)];
    case 'unchanged':
      return [
        `Annuaire inchangé : ${colleges(outcome.unchanged.length)}. Rien n’a été écrit.`,
        ...outcome.remarks.map(tellRemark),
      ];
    case 'too-many-removed':
      return [
        `Import refusé : il retirerait ${colleges(outcome.removed.length)} sur ${outcome.current}. Rien n’a été écrit. Vérifiez le fichier, ou confirmez ces retraits.`,
        ...outcome.removed.map((college) => `Serait retiré : ${nameOf(college)}.`),
        ...outcome.remarks.map(tellRemark),
      ];
    case 'unreadable':
      return tellProblems(outcome.problems);
  }
}

function tellChanges({ added, removed, changed, unchanged }: RegisterChanges): string[] {
  const total = added.length + changed.length + unchanged.length;
  const counts = [
    count(added.length, 'ajouté', 'ajoutés'),
    count(changed.length, 'modifié', 'modifiés'),
    count(removed.length, 'retiré', 'retirés'),
    count(unchanged.length, 'inchangé', 'inchangés'),
  ];
  return [
    `Annuaire importé : ${colleges(total)} (${counts.join(', ')}).`,
    ...added.map((college) => `Ajouté : ${nameOf(college)}.`),
    ...changed.map((change) => `Modifié : ${nameOf(change.after)} : ${fieldsOf(change)}.`),
    ...removed.map((college) => `Retiré : ${nameOf(college)}.`),
  ];
}

/** A file that is wrong throughout is not better understood after the hundredth line. */
const toldAtMost = 100;

function tellProblems(problems: readonly RegisterProblem[]): string[] {
  const told = problems.slice(0, toldAtMost).map(tellProblem);
  const untold = problems.length - told.length;
  return [
    `Import refusé : ${count(problems.length, 'problème')} à corriger. Rien n’a été écrit.`,
    ...told,
    ...(untold > 0 ? [`Et ${count(untold, 'autre problème', 'autres problèmes')}.`] : []),
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
