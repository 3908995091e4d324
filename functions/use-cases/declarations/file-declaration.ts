import { type Filing, file } from '../../domain/declarations/declaration.ts';
import { type NeedsProblem, needsProblems } from '../../domain/declarations/needs.ts';
import type { DeclareCommand } from './change-declaration.ts';
import { type DeclareDeps, type DeclareOutcome, makeDeclare } from './declare.ts';

export type FileOutcome =
  | DeclareOutcome
  | { readonly kind: 'contradictory'; readonly problems: readonly NeedsProblem[] };

export type FileDeclaration = (command: DeclareCommand, filing: Filing) => Promise<FileOutcome>;

/** Files needs or an état néant: the first time, again as a correction, or out of a draft. */
export function makeFileDeclaration(deps: DeclareDeps): FileDeclaration {
  const declare = makeDeclare(deps);
  return async (command, filing) => {
    const problems = filing.kind === 'needs' ? needsProblems(filing.needs) : [];
    if (problems.length > 0) return { kind: 'contradictory', problems };
    return declare(command, (declaration, act) => file(declaration, filing, act));
  };
}
