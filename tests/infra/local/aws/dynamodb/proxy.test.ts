import { appendFileSync, readFileSync } from 'node:fs';
import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { test as check, fc } from '@fast-check/vitest';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  describeRecord,
  eventSource,
  item,
  type StreamEnvironment,
  startStreamEnvironment,
} from './stream-environment.ts';

let environment: StreamEnvironment;
const TableName = 'table';

beforeEach(async () => {
  environment = await startStreamEnvironment();
});
afterEach(() => environment.stop());

const put = (pk: string, rest: Record<string, unknown> = {}) =>
  environment.client.send(new PutItemCommand({ TableName, Item: item(pk, rest) }));
const Key = marshall({ pk: 'a', sk: 'it' });

test('each kind of write makes a record with the item before and after it', async () => {
  await put('a', { n: 1 });
  await put('a', { n: 2 });
  await environment.client.send(
    new UpdateItemCommand({
      TableName,
      Key,
      UpdateExpression: 'SET n = n + :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    }),
  );
  await environment.client.send(new DeleteItemCommand({ TableName, Key }));
  const records = environment.pending();
  expect(records.map(describeRecord)).toEqual([
    'INSERT a {"n":1}',
    'MODIFY a {"n":2}',
    'MODIFY a {"n":3}',
    'REMOVE a {"n":3}',
  ]);
  expect(records.map(({ dynamodb: { OldImage } }) => OldImage?.['n'])).toEqual([
    undefined,
    { N: '1' },
    { N: '2' },
    { N: '3' },
  ]);
});

test('each write of a batch makes a record', async () => {
  await put('a');
  await environment.client.send(
    new BatchWriteItemCommand({
      RequestItems: {
        [TableName]: [{ DeleteRequest: { Key } }, { PutRequest: { Item: item('b') } }],
      },
    }),
  );
  expect(environment.pending().map(describeRecord)).toEqual([
    'INSERT a {}',
    'REMOVE a {}',
    'INSERT b {}',
  ]);
});

test('a write that changed nothing, or was refused, makes no record', async () => {
  await put('a', { n: 1 });
  await put('a', { n: 1 });
  const refused = environment.client.send(
    new PutItemCommand({
      TableName,
      Item: item('a', { n: 2 }),
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );
  await expect(refused).rejects.toThrow(
    expect.objectContaining({ name: 'ConditionalCheckFailedException' }),
  );
  await environment.client.send(
    new DeleteItemCommand({ TableName, Key: marshall({ pk: 'missing', sk: 'it' }) }),
  );
  expect(environment.pending().map(describeRecord)).toEqual(['INSERT a {"n":1}']);
});

check.prop([fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 30 })], { numRuns: 5 })(
  'the images of an item follow each other without a gap when writes are concurrent',
  async (keys) => {
    const before = environment.pending().length;
    await Promise.all(keys.map((pk, n) => put(pk, { n })));
    const records = environment.pending().slice(before);
    for (const pk of ['a', 'b', 'c']) {
      const stored = (
        await environment.direct.send(
          new GetItemCommand({ TableName, Key: marshall({ pk, sk: 'it' }) }),
        )
      ).Item;
      const own = records.filter(({ dynamodb }) => dynamodb.Keys['pk']?.['S'] === pk);
      const images = own.map(({ dynamodb }) => dynamodb);
      for (const [place, { OldImage }] of images.entries()) {
        if (place > 0) expect(OldImage).toEqual(images[place - 1]?.NewImage);
      }
      if (own.length > 0) expect(images.at(-1)?.NewImage).toEqual(stored);
    }
    const numbers = records.map(({ dynamodb }) => dynamodb.SequenceNumber);
    expect(numbers).toEqual([...new Set(numbers)].toSorted());
  },
);

test('reads and the refusals of the engine reach the client', async () => {
  await put('a', { n: 1 });
  const { Item } = await environment.client.send(new GetItemCommand({ TableName, Key }));
  expect(Item && unmarshall(Item)).toMatchObject({ n: 1 });
  const halfKey = new DeleteItemCommand({ TableName, Key: { pk: { S: 'a' } } });
  await expect(environment.client.send(halfKey)).rejects.toThrow(
    expect.objectContaining({ name: 'ValidationException' }),
  );
});

test.each([
  { changedDay: '', changedAt: 'now' },
  { openYear: 'OPEN#DELIVERY#2025-2026', openFrom: '' },
])('an index key that is an empty string is refused, as on AWS: %o', async (keys) => {
  await expect(put('a', keys)).rejects.toThrow(
    expect.objectContaining({ name: 'ValidationException' }),
  );
  expect(environment.pending()).toEqual([]);
});

test('an expired item is deleted, and its record names DynamoDB as the author', async () => {
  const now = new Date('2026-01-14T08:00:00.000Z');
  const second = now.getTime() / 1000;
  await put('past', { expiresAt: second - 1 });
  await put('now', { expiresAt: second });
  await put('without expiry');
  await environment.proxy.expire(now);
  const [last, ...before] = environment.pending().toReversed();
  expect(before).toHaveLength(3);
  expect(last && describeRecord(last)).toMatch(/^REMOVE past/);
  expect(last?.userIdentity).toEqual({ type: 'Service', principalId: 'dynamodb.amazonaws.com' });
});

describe('a local environment that is killed', () => {
  test('still has the records that were not processed', async () => {
    await put('a');
    await put('b');
    environment.log.done('Source', environment.pending().slice(0, 1));
    await environment.reopen();
    expect(environment.pending().map(describeRecord)).toEqual(['INSERT b {}']);
  });

  test('continues its sequence numbers', async () => {
    await put('a');
    await environment.reopen();
    await put('b');
    const [first, second] = environment.pending().map(({ dynamodb }) => dynamodb.SequenceNumber);
    expect(Number(second)).toBeGreaterThan(Number(first));
  });

  test('during a write finds out whether the write reached the engine', async () => {
    await put('a', { n: 1 });
    const key = { pk: { S: 'a' }, sk: { S: 'it' } };
    const before = item('a', { n: 1 });
    appendFileSync(
      environment.file,
      `${JSON.stringify({ kind: 'writing', images: [{ key, before }] })}\n{"kind":"writt`,
    );
    await environment.direct.send(new PutItemCommand({ TableName, Item: item('a', { n: 2 }) }));
    await environment.reopen();
    expect(environment.pending().map(describeRecord)).toEqual([
      'INSERT a {"n":1}',
      'MODIFY a {"n":2}',
    ]);
    await environment.reopen();
    expect(environment.pending()).toHaveLength(2);
  });

  test('keeps only the records that are still to be processed', async () => {
    for (let n = 0; n < 20; n += 1) await put('a', { n });
    environment.log.done('Source', environment.pending());
    await environment.reopen();
    expect(readFileSync(environment.file, 'utf8')).toBe('{"kind":"written","records":[]}\n');
  });
});

test('a record that no event source wants is not kept', async () => {
  const filtered = await startStreamEnvironment([
    eventSource({ pattern: { eventName: ['INSERT'] } }),
    eventSource({ id: 'Other', pattern: { dynamodb: { Keys: { pk: { S: [{ prefix: 'b' }] } } } } }),
  ]);
  const Items = [item('a', { n: 1 }), item('a', { n: 2 }), item('bc')];
  for (const Item of Items) await filtered.client.send(new PutItemCommand({ TableName, Item }));
  expect(filtered.pending('Source').map(describeRecord)).toEqual([
    'INSERT a {"n":1}',
    'INSERT bc {}',
  ]);
  expect(filtered.pending('Other').map(describeRecord)).toEqual(['INSERT bc {}']);
  await filtered.stop();
});
