import * as z from 'zod';
import type { FormDraft } from '../../domain/form-draft.ts';
import type { DraftStore } from '../../use-cases/ports.ts';
import { draftKey } from './keys.ts';
import { type Shape, schemaVersions, storedFormInput, storedUai } from './schemas.ts';
import type { Table } from './table.ts';
import { createVersionedStore } from './versioned-store.ts';

const storedDraft = z.lazy(() =>
  z.looseObject({
    uai: storedUai,
    form: z.string(),
    answers: storedFormInput,
    savedAt: z.string(),
    savedBy: z.string(),
    version: z.int(),
  } satisfies Shape<FormDraft>),
);

/**
 * A campaign lasts about three months. A draft that was not saved for longer belongs to a form that is closed, and it
 * holds names and telephone numbers, which must not stay without a purpose.
 */
const keptSeconds = 100 * 24 * 3600;

/** A draft has no index key: the nightly digest does not read what is only typed. */
export function createDraftStore(table: Table): DraftStore {
  const { find, save } = createVersionedStore<FormDraft>(table, {
    schema: storedDraft,
    schemaVersion: schemaVersions.draft,
    keyOf: ({ uai, form }) => draftKey(uai, form),
    expiresAtOf: ({ savedAt }) => Math.floor(Date.parse(savedAt) / 1000) + keptSeconds,
    writeIdOf: ({ savedAt, savedBy }) => [savedAt, savedBy],
  });
  return {
    find: (uai, form) => find(draftKey(uai, form)),
    save,
    remove: (uai, form) => table.remove(draftKey(uai, form)),
  };
}
