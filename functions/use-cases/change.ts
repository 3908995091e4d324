import { type JournalEntry, journalVersion } from '../domain/journal.ts';
import type { SaveOutcome } from './ports.ts';

interface Changeable {
  readonly version: number;
  readonly lastIdempotencyKey?: string | undefined;
  readonly journal: readonly Pick<JournalEntry, 'version'>[];
}

export interface Change<Thing> {
  readonly find: () => Promise<Thing | undefined>;
  /** Saves over the version that was read, as the stores do. */
  readonly save: (changed: Thing) => Promise<SaveOutcome>;
  /** The act itself: `undefined` when the state refuses it, the same object when it changes nothing. */
  readonly apply: (stored: Thing) => Thing | undefined;
  /** Names the form, view or message that is answered: the same key twice is one act. */
  readonly idempotencyKey: string;
  /** The version that the author saw. Absent: the author saw none, such as another system. */
  readonly expectedVersion?: number | undefined;
  /** What `expectedVersion` is compared with; by default the version of the last line of the journal. */
  readonly versionOf?: (stored: Thing) => number;
  /** Whether this act was recorded before; by default the last act carries the same key. */
  readonly isRepeated?: (stored: Thing) => boolean;
}

export type ChangeResult<Thing> =
  | { readonly kind: 'missing' }
  /** `value` carries the act, now or since an earlier request with the same key. */
  | {
      readonly kind: 'done';
      readonly value: Thing;
      /** The act says nothing new: the journal has no line of it, so no recipient hears of it. */
      readonly isUnchanged?: true;
    }
  /** Another act was recorded since the author looked; `value` is what is stored now, untouched. */
  | { readonly kind: 'conflict'; readonly value: Thing }
  /** The state of `value` refuses the act. */
  | { readonly kind: 'invalid-transition'; readonly value: Thing };

/** People do not write this often at the same instant: losing more races is a fault, and throws. */
const maxAttempts = 5;

/**
 * Applies one act to a stored thing. Every aggregate follows this rule: an act is recorded once per idempotency key, it never
 * overwrites what its author did not see, and a write lost to a background process (a photo that arrived) is tried again.
 */
export async function changeStored<Thing extends Changeable>(
  change: Change<Thing>,
): Promise<ChangeResult<Thing>> {
  const { find, save, apply, idempotencyKey, expectedVersion, versionOf = journalVersion } = change;
  const isRepeated =
    change.isRepeated ?? ((stored: Thing) => stored.lastIdempotencyKey === idempotencyKey);
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const stored = await find();
    if (!stored) return { kind: 'missing' };
    if (isRepeated(stored)) return { kind: 'done', value: stored };
    if (expectedVersion !== undefined && versionOf(stored) !== expectedVersion) {
      return { kind: 'conflict', value: stored };
    }
    const changed = apply(stored);
    if (!changed) return { kind: 'invalid-transition', value: stored };
    const unchanged = changed.journal === stored.journal && ({ isUnchanged: true } as const);
    if (changed === stored) return { kind: 'done', value: stored, ...unchanged };
    if ((await save(changed)) === 'saved') {
      const value = { ...changed, version: changed.version + 1 };
      return { kind: 'done', value, ...unchanged };
    }
  }
  throw new Error(`Lost the race for a write ${maxAttempts} times`);
}
