import type { Day } from '../../domain/calendar.ts';
import type { DamageMove } from '../../domain/damages/damage.ts';
import { isEducation } from '../../domain/people/person.ts';
import {
  type ChangeDamageCommand,
  type ChangeDamageDeps,
  type ChangeDamageOutcome,
  makeChangeDamage,
} from './change-damage.ts';

export interface MoveDamageCommand extends ChangeDamageCommand {
  readonly move: DamageMove;
  /** What the collège will read; the reason of a refusal must be told. */
  readonly note: string;
  /** The day a repair is planned for, once it is known. */
  readonly day?: Day | undefined;
}

export type MoveDamageOutcome =
  | ChangeDamageOutcome
  | { readonly kind: 'reason-missing' }
  /** Nothing is planned for a day that is over. */
  | { readonly kind: 'day-over' };

export type MoveDamage = (command: MoveDamageCommand) => Promise<MoveDamageOutcome>;

/** The service Éducation's side of a damage: seen, planned, repaired, replaced, or declined with a reason. */
export function makeMoveDamage(deps: ChangeDamageDeps): MoveDamage {
  const change = makeChangeDamage(deps);
  return async ({ move, note, day, ...command }) => {
    if (!isEducation(command.by)) return { kind: 'not-yours' };
    if (move === 'declined' && !note) return { kind: 'reason-missing' };
    const planned = move === 'planned' ? day : undefined;
    if (planned && planned < deps.clock.today()) return { kind: 'day-over' };
    return change(command, { what: move, note: note || undefined, day: planned });
  };
}
