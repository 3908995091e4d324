import type { Uai } from '../../domain/colleges/uai.ts';
import {
  type Act,
  type Declaration,
  newDeclaration,
} from '../../domain/declarations/declaration.ts';
import type { Door } from '../../domain/door.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Clock, DeclarationStore } from '../ports.ts';

/** Who speaks for which collège in which campaign, and what they had before their eyes. */
export interface DeclareCommand {
  readonly uai: Uai;
  readonly campaignId: string;
  readonly by: Person;
  readonly door: Door;
  /** Token of the form, view or message they answer: the same token twice is one act. */
  readonly opening: string;
  /** The version they saw; 0 when they saw none. */
  readonly seenVersion: number;
}

export type ChangeOutcome =
  | { readonly kind: 'done'; readonly declaration: Declaration }
  /** Somebody else wrote meanwhile: `declaration` is what stands now, untouched. */
  | { readonly kind: 'stale'; readonly declaration: Declaration }
  /** The declaration's state allows no such act any more. */
  | { readonly kind: 'settled'; readonly declaration: Declaration };

/** One act upon a declaration; `undefined` where its state refuses it. */
export type Change = (declaration: Declaration, act: Act) => Declaration | undefined;

interface Changing {
  readonly declarations: DeclarationStore;
  readonly clock: Clock;
  readonly command: DeclareCommand;
  readonly stored: Declaration | undefined;
}

/** Writes one act over what its author saw, and over nothing else. The same opening twice is one act. */
export async function changeDeclaration(
  { declarations, clock, command, stored }: Changing,
  change: Change,
): Promise<ChangeOutcome> {
  const { uai, campaignId, by, door, opening, seenVersion } = command;
  const current = stored ?? newDeclaration(uai, campaignId);
  if (current.lastOpening === opening) return { kind: 'done', declaration: current };
  if (current.version !== seenVersion) return { kind: 'stale', declaration: current };
  const at = clock.now().toISOString();
  const changed = change(current, { at, who: by.name, mail: by.mail, door, opening });
  if (!changed) return { kind: 'settled', declaration: current };
  if ((await declarations.save(changed)) === 'saved') {
    return { kind: 'done', declaration: { ...changed, version: changed.version + 1 } };
  }
  // The race was lost between the read and the write; a double click may have won it for the same person.
  const winner = (await declarations.find(uai, campaignId)) ?? current;
  return { kind: winner.lastOpening === opening ? 'done' : 'stale', declaration: winner };
}
