import type { FollowUp } from '../../domain/damages/damage.ts';
import { maySpeakFor } from '../../domain/people/person.ts';
import {
  type ChangeDamageCommand,
  type ChangeDamageDeps,
  type ChangeDamageOutcome,
  makeChangeDamage,
} from './change-damage.ts';

export interface FollowUpAnswer {
  readonly answer: FollowUp;
  readonly comment: string;
}

export type FollowUpDamage = (
  command: ChangeDamageCommand,
  answer: FollowUpAnswer,
) => Promise<ChangeDamageOutcome>;

/** The collège says whether it is repaired; still broken, it is open again. */
export function makeFollowUpDamage(deps: ChangeDamageDeps): FollowUpDamage {
  const change = makeChangeDamage(deps);
  return async (command, { answer, comment }) => {
    if (!maySpeakFor(command.by, command.uai)) return { kind: 'not-yours' };
    return change(command, { what: answer, note: comment || undefined });
  };
}
