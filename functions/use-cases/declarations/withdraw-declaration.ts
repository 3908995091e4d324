import { withdraw } from '../../domain/declarations/declaration.ts';
import type { DeclareCommand } from './change-declaration.ts';
import { type DeclareDeps, type DeclareOutcome, makeDeclare } from './declare.ts';

export type WithdrawDeclaration = (command: DeclareCommand) => Promise<DeclareOutcome>;

/** Takes back what a collège filed. Its answers stay, as a draft. */
export function makeWithdrawDeclaration(deps: DeclareDeps): WithdrawDeclaration {
  const declare = makeDeclare(deps);
  return (command) => declare(command, withdraw);
}
