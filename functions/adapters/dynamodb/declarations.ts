import * as z from 'zod';
import {
  type Declaration,
  type Draft,
  declarationActs,
  declarationStates,
  type Filing,
} from '../../domain/declarations/declaration.ts';
import {
  accessConstraints,
  contactRoles,
  type Needs,
  pupilGroups,
} from '../../domain/declarations/needs.ts';
import type { DeclarationStore } from '../../use-cases/ports.ts';
import {
  changesIndexKey,
  collegePk,
  declarationKey,
  declarationPrefix,
  declarationsDay,
  idsOf,
} from './keys.ts';
import {
  journalEntryShape,
  type Shape,
  schemaVersions,
  storedCount,
  storedFormInput,
  storedUai,
  type Variants,
} from './schemas.ts';
import { listChanged, type Table, under } from './table.ts';
import { createVersionedStore } from './versioned-store.ts';

const storedNeeds = z.lazy(() =>
  z.looseObject({
    lockersInService: storedCount,
    lockersUnusable: storedCount,
    lockersDangerous: storedCount,
    lockersToReplace: storedCount,
    pupils: z.array(z.enum(pupilGroups)),
    place: z.string(),
    accessConstraints: z.array(z.enum(accessConstraints)),
    accessNotes: z.string(),
    lockersToTakeBack: storedCount,
    contactName: z.string(),
    contactRole: z.enum(contactRoles),
    contactMail: z.string(),
    contactPhone: z.string(),
    comment: z.string(),
  } satisfies Shape<Needs>),
);

export const storedFiling = z.lazy(() => {
  const filings = {
    needs: { kind: z.literal('needs'), needs: storedNeeds },
    'nothing-needed': { kind: z.literal('nothing-needed') },
  } satisfies Variants<Filing>;
  return z.discriminatedUnion('kind', [
    z.looseObject(filings.needs),
    z.looseObject(filings['nothing-needed']),
  ]);
});

export const storedDeclaration = z.lazy(() =>
  z.looseObject({
    uai: storedUai,
    campaignId: z.string(),
    state: z.enum(declarationStates).exclude(['new']),
    version: z.int(),
    draft: z
      .looseObject({
        answers: storedFormInput,
        savedAt: z.string(),
      } satisfies Shape<Draft>)
      .optional(),
    filing: storedFiling.optional(),
    filedBy: z.string().optional(),
    withdrawnBy: z.string().optional(),
    correction: z.string().optional(),
    lastIdempotencyKey: z.string().optional(),
    journal: z.array(
      z.looseObject(
        journalEntryShape(declarationActs) satisfies Shape<Declaration['journal'][number]>,
      ),
    ),
  } satisfies Shape<Declaration>),
);

export function createDeclarationStore(table: Table, now: () => Date): DeclarationStore {
  const { readEach, find, list, save } = createVersionedStore<Declaration>(table, {
    schema: storedDeclaration,
    schemaVersion: schemaVersions.declaration,
    keyOf: ({ uai, campaignId }) => declarationKey(uai, campaignId),
    referenceOf: (key) => `${idsOf(key).id}-${idsOf(key).uai}`,
    indexKeysOf: () => changesIndexKey(declarationsDay, now().toISOString()),
    writeIdOf: ({ lastIdempotencyKey }) => [lastIdempotencyKey],
  });

  return {
    find: (uai, campaignId, setAside) => find(declarationKey(uai, campaignId), setAside),

    listOf: (uai, setAside) =>
      list({ ...under(collegePk(uai), declarationPrefix), ScanIndexForward: false }, setAside),

    save,

    async listChanged(from, until, setAside) {
      const items = await listChanged(table, declarationsDay, { from, until });
      return readEach(items, setAside);
    },
  };
}
