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
} from './keys.ts';
import { journalEntryShape, type Shape, storedCount, storedUai, type Variants } from './schemas.ts';
import { type Item, listChanged, type Table, under } from './table.ts';

const storedNeeds = z.lazy(() =>
  z.object({
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
    z.object(filings.needs),
    z.object(filings['nothing-needed']),
  ]);
});

export const storedDeclaration = z.lazy(() =>
  z.object({
    uai: storedUai,
    campaignId: z.string(),
    state: z.enum(declarationStates).exclude(['new']),
    version: z.int(),
    draft: z
      .object({
        answers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
        savedAt: z.string(),
      } satisfies Shape<Draft>)
      .optional(),
    filing: storedFiling.optional(),
    filedBy: z.string().optional(),
    withdrawnBy: z.string().optional(),
    correction: z.string().optional(),
    lastIdempotencyKey: z.string().optional(),
    journal: z.array(
      z.object(journalEntryShape(declarationActs) satisfies Shape<Declaration['journal'][number]>),
    ),
  } satisfies Shape<Declaration>),
);

export function createDeclarationStore(table: Table, now: () => Date): DeclarationStore {
  const read = (item: Item): Declaration => storedDeclaration.parse(item);

  async function find(uai: Declaration['uai'], campaignId: string) {
    const item = await table.get(declarationKey(uai, campaignId));
    return item && read(item);
  }

  return {
    find,

    async listOf(uai) {
      const items = await table.query({
        ...under(collegePk(uai), declarationPrefix),
        ScanIndexForward: false,
      });
      return items.map(read);
    },

    async save(declaration) {
      const { uai, campaignId } = declaration;
      const version = declaration.version + 1;
      const item = {
        ...declarationKey(uai, campaignId),
        ...changesIndexKey(declarationsDay, now().toISOString()),
        ...declaration,
        version,
      };
      if ((await table.putNext(item)) === 'put') return 'saved';
      const stored = await find(uai, campaignId);
      const isOwnWrite =
        stored?.version === version && stored.lastIdempotencyKey === declaration.lastIdempotencyKey;
      return isOwnWrite ? 'saved' : 'conflict';
    },

    async listChanged(from, until) {
      const items = await listChanged(table, declarationsDay, { from, until });
      return items.map(read);
    },
  };
}
