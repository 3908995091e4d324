import { createHash } from 'node:crypto';
import type { JournalEntry } from '../domain/journal.ts';
import type { HookEvent } from '../domain/webhooks/hook-event.ts';

/** What an event is made of, before it is bytes. */
export interface EventParts {
  readonly type: HookEvent['type'];
  /** Names the thing, once and for all: `declaration 2026-0470678G`. */
  readonly thing: string;
  readonly entry: Pick<JournalEntry, 'at' | 'version' | 'what'>;
  readonly data: object;
}

/** The id is of the thing, the version and the entry: made again from the journal, it is the same event. */
export function hookEventFrom({ type, thing, entry, data }: EventParts): HookEvent {
  const { at, version, what } = entry;
  const hash = createHash('sha256').update(JSON.stringify([type, thing, version, what]));
  const body = JSON.stringify({ type, timestamp: at, data });
  return { id: `msg_${hash.digest('hex').slice(0, 32)}`, type, at, body };
}
