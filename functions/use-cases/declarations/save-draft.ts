import { type Answers, keepDraft } from '../../domain/declarations/declaration.ts';
import type { DeclareCommand } from './change-declaration.ts';
import { type DeclareDeps, type DeclareOutcome, makeDeclare } from './declare.ts';

export type SaveDraft = (command: DeclareCommand, answers: Answers) => Promise<DeclareOutcome>;

/** Keeps what was typed, right or wrong, so that it can be finished later, elsewhere, through another door. */
export function makeSaveDraft(deps: DeclareDeps): SaveDraft {
  const declare = makeDeclare(deps);
  return (command, answers) =>
    declare(command, (declaration, act) => keepDraft(declaration, answers, act));
}
