import { askCorrection } from '../../domain/declarations/declaration.ts';
import { isEducation } from '../../domain/people/person.ts';
import type { DeclareCommand } from './change-declaration.ts';
import { type ChangeOutcome, changeDeclaration } from './change-declaration.ts';
import type { DeclareDeps } from './declare.ts';

export type AskCorrection = (
  command: DeclareCommand,
  correction: string,
) => Promise<ChangeOutcome | { readonly kind: 'not-yours' }>;

/** The service Éducation asks a collège to correct what it filed, and says what. */
export function makeAskCorrection({ declarations, clock }: DeclareDeps): AskCorrection {
  return async (command, correction) => {
    if (!isEducation(command.by)) return { kind: 'not-yours' };
    const stored = await declarations.find(command.uai, command.campaignId);
    return changeDeclaration({ declarations, clock, command, stored }, (declaration, act) =>
      askCorrection(declaration, correction, act),
    );
  };
}
