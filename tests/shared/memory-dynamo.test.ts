import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { changesIndex } from '../../functions/adapters/dynamodb/keys.ts';
import { between, type Table, tableOver, under } from '../../functions/adapters/dynamodb/table.ts';
import { freshTable } from './fresh-table.ts';
import { memoryDynamo } from './memory-dynamo.ts';

const sortKeys = ['A#1', 'A#2', 'A#é', 'B#1'];
const key = fc.record({ sk: fc.constantFrom(...sortKeys) });
const days = ['2026-01-14T08:00:00.000Z', '2026-01-14T09:00:00.000Z'];

type Operation = (table: Table, pk: string) => Promise<unknown>;

/** Each runs one of the requests of the stores. */
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ sk: fc.constantFrom(...sortKeys), changedAt: fc.constantFrom(...days) }).map(
    (item): Operation =>
      (table, pk) =>
        table.put({ pk, ...item, changedDay: pk }),
  ),
  fc.record({ sk: fc.constantFrom(...sortKeys), version: fc.integer({ min: 1, max: 3 }) }).map(
    (item): Operation =>
      (table, pk) =>
        table.putNext({ pk, ...item }),
  ),
  key.map(
    ({ sk }): Operation =>
      (table, pk) =>
        table.get({ pk, sk }),
  ),
  key.map(
    ({ sk }): Operation =>
      (table, pk) =>
        table.remove({ pk, sk }),
  ),
  fc.record({ sk: fc.constantFrom(...sortKeys), version: fc.integer({ min: 1, max: 3 }) }).map(
    ({ sk, version }): Operation =>
      (table, pk) =>
        table.removeVersion({ pk, sk }, version),
  ),
  fc
    .record({
      ScanIndexForward: fc.boolean(),
      Limit: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
      isRange: fc.boolean(),
    })
    .map(
      ({ isRange, ...input }): Operation =>
        (table, pk) =>
          table.query({
            ...(isRange ? between(pk, 'A#2', 'B#1') : under(pk, 'A#')),
            ...input,
          }),
    ),
  fc.constant<Operation>(async (table, pk) => {
    const items = await table.query({
      IndexName: changesIndex,
      KeyConditionExpression: 'changedDay = :day AND changedAt BETWEEN :from AND :until',
      values: { ':day': pk, ':from': days[0] ?? '', ':until': days[0] ?? '' },
    });
    // DynamoDB does not order items with the same index key.
    return items.toSorted((a, b) => String(a['sk']).localeCompare(String(b['sk'])));
  }),
);

let partition = 0;
const dynalite = freshTable();

test.prop([fc.array(operation, { minLength: 5, maxLength: 25 })])(
  'answers the requests of the stores as dynalite does',
  async (operations) => {
    const { table: real } = await dynalite;
    const memory = tableOver(memoryDynamo(), 'memory');
    partition += 1;
    for (const run of operations) {
      const pk = `partition ${partition}`;
      expect(await run(memory, pk)).toEqual(await run(real, pk));
    }
  },
  60_000,
);

test('pages end after 1 MB, and all are read', async () => {
  const text = 'a'.repeat(300_000);
  for (const table of [(await dynalite).table, tableOver(memoryDynamo(), 'memory')]) {
    for (let index = 0; index < 7; index += 1) {
      await table.put({ pk: 'large', sk: `A#${index}`, text });
    }
    const sizes: number[] = [];
    for await (const page of table.pages(under('large', 'A#'))) sizes.push(page.length);
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(7);
  }
});
