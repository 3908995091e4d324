import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createDeclarationStore } from '../../../functions/adapters/dynamodb/declarations.ts';
import { createTable } from '../../../functions/adapters/dynamodb/table.ts';
import {
  type Declaration,
  file,
  newDeclaration,
} from '../../../functions/domain/declarations/declaration.ts';
import type { DeclarationStore } from '../../../functions/use-cases/ports.ts';
import { crochepierre, jeanMoulin, needs } from '../../shared/examples.ts';
import { type FreshTable, freshTable } from '../../shared/fresh-table.ts';

let fresh: FreshTable;
let store: DeclarationStore;
let now = new Date('2026-01-14T08:00:00.000Z');

beforeEach(async () => {
  now = new Date('2026-01-14T08:00:00.000Z');
  fresh = await freshTable();
  store = createDeclarationStore(fresh.table, () => now);
});

function filed(declaration: Declaration, idempotencyKey: string): Declaration {
  const act = {
    at: now.toISOString(),
    who: 'Claire Durand',
    channel: 'web',
    idempotencyKey,
  } as const;
  // Each filing differs: filing again what is filed is no act.
  const next = file(
    declaration,
    { kind: 'needs', needs: { ...needs, comment: idempotencyKey } },
    act,
  );
  if (!next) throw new Error('refused');
  return next;
}

const blank = newDeclaration(crochepierre.uai, '2026');

describe('saving', () => {
  test('keeps the whole declaration as the next version', async () => {
    const declaration = filed(blank, 'a');
    expect(await store.save(declaration)).toBe('saved');
    const stored = await store.find(crochepierre.uai, '2026');
    expect(stored).toEqual(JSON.parse(JSON.stringify({ ...declaration, version: 1 })));
  });

  test('the second of two first writes is a conflict, and overwrites nothing', async () => {
    await store.save(filed(blank, 'a'));
    expect(await store.save(filed(blank, 'b'))).toBe('conflict');
    expect((await store.find(crochepierre.uai, '2026'))?.lastIdempotencyKey).toBe('a');
  });

  test('one of ten writes over the same version is kept', async () => {
    await store.save(filed(blank, 'first'));
    const read = await store.find(crochepierre.uai, '2026');
    if (!read) throw new Error('not stored');
    const idempotencyKeys = Array.from({ length: 10 }, (_, index) => `form ${index}`);
    const outcomes = await Promise.all(
      idempotencyKeys.map((idempotencyKey) => store.save(filed(read, idempotencyKey))),
    );
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
    expect((await store.find(crochepierre.uai, '2026'))?.version).toBe(2);
  });

  test('a write over a declaration that was removed is a conflict', async () => {
    expect(await store.save({ ...filed(blank, 'a'), version: 3 })).toBe('conflict');
    expect(await store.find(crochepierre.uai, '2026')).toBeUndefined();
  });
});

describe('faults', () => {
  test('a write that lost its answer is saved when the client sends it again', async () => {
    const lost = loseAnswers(fresh.client, 1);
    expect(await store.save(filed(blank, 'a'))).toBe('saved');
    expect(lost()).toBe(1);
    expect((await store.find(crochepierre.uai, '2026'))?.version).toBe(1);
  });

  test('a table that throttles is an error, not an empty answer', async () => {
    const client = new DynamoDBClient({ region: 'eu-west-3' });
    const error = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
    mockClient(client).rejects(error);
    const throttled = createDeclarationStore(createTable(client, 'any'), () => now);
    await expect(throttled.listOf(crochepierre.uai)).rejects.toThrow('slow down');
    await expect(throttled.save(filed(blank, 'a'))).rejects.toThrow('slow down');
  });
});

/** The engine writes and its answer is lost: the client sends the write again, and the condition fails on its own write. */
function loseAnswers(client: DynamoDBClient, times: number): () => number {
  let lost = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      if (lost === times) return answer;
      lost += 1;
      throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
    },
    { step: 'deserialize', priority: 'high' },
  );
  return () => lost;
}

describe('listing', () => {
  test('returns the declarations of one collège, the latest campaign first', async () => {
    for (const campaignId of ['2025', '2027', '2026']) {
      await store.save(filed(newDeclaration(crochepierre.uai, campaignId), campaignId));
    }
    await store.save(filed(newDeclaration(jeanMoulin.uai, '2026'), 'other'));
    const listed = await store.listOf(crochepierre.uai);
    expect(listed.map(({ campaignId }) => campaignId)).toEqual(['2027', '2026', '2025']);
  });

  test('returns the declarations changed between two instants, across midnight, each once', async () => {
    await store.save(filed(blank, 'a'));
    now = new Date('2026-01-14T23:59:59.999Z');
    await store.save(filed(newDeclaration(jeanMoulin.uai, '2026'), 'b'));
    now = new Date('2026-01-15T00:00:00.000Z');
    await store.save(filed({ ...filed(blank, 'a'), version: 1 }, 'c'));

    const changed = async (from: string, until: string) =>
      (await store.listChanged(from, until)).map(({ uai }) => uai);
    expect(await changed('2026-01-14T00:00:00.000Z', '2026-01-14T23:59:59.999Z')).toEqual([
      jeanMoulin.uai,
    ]);
    expect(await changed('2026-01-14T00:00:00.000Z', '2026-01-16T00:00:00.000Z')).toEqual([
      jeanMoulin.uai,
      crochepierre.uai,
    ]);
    expect(await changed('2026-01-15T00:00:00.001Z', '2026-01-16T00:00:00.000Z')).toEqual([]);
  });

  test('reads every page when a day fills more than one', async () => {
    const comment = 'x'.repeat(200_000);
    const heavy = { ...needs, comment };
    for (let year = 1; year <= 7; year += 1) {
      const act = {
        at: now.toISOString(),
        who: 'a',
        channel: 'web',
        idempotencyKey: `${year}`,
      } as const;
      const declaration = file(
        newDeclaration(crochepierre.uai, `${2000 + year}`),
        { kind: 'needs', needs: heavy },
        act,
      );
      if (declaration) await store.save(declaration);
    }
    // 1.4 MB: DynamoDB gives 1 MB a page.
    expect(await store.listOf(crochepierre.uai)).toHaveLength(7);
    const changed = await store.listChanged('2026-01-14T00:00:00.000Z', '2026-01-14T23:00:00.000Z');
    expect(changed).toHaveLength(7);
  });
});
