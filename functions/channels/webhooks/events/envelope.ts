import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { JournalEntry } from '../../../domain/journal.ts';
import type { WebhookEvent } from '../../../domain/webhooks/event.ts';

export interface EventParts {
  readonly type: WebhookEvent['type'];
  /** Names the thing for good: `declaration 2026-0470678G`. */
  readonly thing: string;
  readonly entry: Pick<JournalEntry, 'at' | 'version' | 'what'>;
  readonly data: object;
}

/** The id is computed from the thing, the version and the entry: an event rebuilt from the journal has the same id. */
export function webhookEventFrom({ type, thing, entry, data }: EventParts): WebhookEvent {
  const { at, version, what } = entry;
  const hash = createHash('sha256').update(JSON.stringify([type, thing, version, what]));
  const body = JSON.stringify({ type, timestamp: at, data });
  return { id: `msg_${hash.digest('hex').slice(0, 32)}`, type, at, body };
}

/** Fields that all events share. Descriptions are in English; `functions/content/webhooks` translates them. */
export const uai = z
  .string()
  .regex(/^\d{7}[A-Z]$/)
  .describe('The national code (UAI) of the collège.');

export const versions = {
  version: z.int().min(1).describe('The version of the thing that this event made.'),
  asOf: z
    .int()
    .min(1)
    .describe(
      'The version of the thing that the other fields show: later than `version` when an old event is sent again. Keep the data of the highest one.',
    ),
};

export const day = z.iso.date();
export const count = z.int().min(0);
