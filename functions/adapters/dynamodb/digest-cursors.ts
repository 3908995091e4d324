import * as z from 'zod';
import type { DigestCursor, DigestLease } from '../../domain/notifications/digest-recipients.ts';
import type { DigestCursorStore } from '../../use-cases/ports.ts';
import { digestCursorKey } from './keys.ts';
import { type Shape, schemaVersions } from './schemas.ts';
import type { Table } from './table.ts';
import { createVersionedStore } from './versioned-store.ts';

const storedCursor = z.lazy(() =>
  z.looseObject({
    recipient: z.string(),
    reported: z.int(),
    isNew: z.boolean(),
    at: z.string(),
    lease: z
      .looseObject({ at: z.string(), run: z.string() } satisfies Shape<DigestLease>)
      .optional(),
    version: z.int(),
  } satisfies Shape<DigestCursor>),
);

/** As long as the record of what else was sent. A recipient who comes back later starts anew, with what is open. */
const keptSeconds = 400 * 24 * 3600;

export function createDigestCursorStore(table: Table): DigestCursorStore {
  const { find, save } = createVersionedStore<DigestCursor>(table, {
    schema: storedCursor,
    schemaVersion: schemaVersions.digestCursor,
    keyOf: ({ recipient }) => digestCursorKey(recipient),
    expiresAtOf: ({ at }) => Math.floor(Date.parse(at) / 1000) + keptSeconds,
    writeIdOf: ({ reported, lease }) => [String(reported), lease?.run],
  });
  return { find: (recipient) => find(digestCursorKey(recipient)), save };
}
