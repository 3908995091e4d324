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
  eventSource,
  item,
  type StreamEnvironment,
  startStreamEnvironment,
  told,
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

test('every kind of write is told, with the item before and after it', async () => {
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
  expect(records.map(told)).toEqual([
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

test('writes by the batch are told one by one', async () => {
  await put('a');
  await environment.client.send(
    new BatchWriteItemCommand({
      RequestItems: {
        [TableName]: [{ DeleteRequest: { Key } }, { PutRequest: { Item: item('b') } }],
      },
    }),
  );
  expect(environment.pending().map(told)).toEqual(['INSERT a {}', 'REMOVE a {}', 'INSERT b {}']);
});

test('a write that changed nothing, or that was refused, is not told', async () => {
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
    new DeleteItemCommand({ TableName, Key: marshall({ pk: 'nobody', sk: 'it' }) }),
  );
  expect(environment.pending().map(told)).toEqual(['INSERT a {"n":1}']);
});

check.prop([fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 30 })], { numRuns: 5 })(
  'whoever writes at once, the images of each item follow each other without a gap',
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

test('reads go through, and what the engine refuses is refused', async () => {
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

test('what was to be deleted is, and that is told as the doing of DynamoDB', async () => {
  const now = new Date('2026-01-14T08:00:00.000Z');
  const second = now.getTime() / 1000;
  await put('past', { expiresAt: second - 1 });
  await put('now', { expiresAt: second });
  await put('ever');
  await environment.proxy.expire(now);
  const [last, ...before] = environment.pending().toReversed();
  expect(before).toHaveLength(3);
  expect(last && told(last)).toMatch(/^REMOVE past/);
  expect(last?.userIdentity).toEqual({ type: 'Service', principalId: 'dynamodb.amazonaws.com' });
});

describe('a world that is killed', () => {
  test('loses no record: what was not handed over is still there', async () => {
    await put('a');
    await put('b');
    environment.log.done('Source', environment.pending().slice(0, 1));
    await environment.reopen();
    expect(environment.pending().map(told)).toEqual(['INSERT b {}']);
  });

  test('counts on where it was', async () => {
    await put('a');
    await environment.reopen();
    await put('b');
    const [first, second] = environment.pending().map(({ dynamodb }) => dynamodb.SequenceNumber);
    expect(Number(second)).toBeGreaterThan(Number(first));
  });

  test('in the middle of a write, finds out whether it was carried out', async () => {
    await put('a', { n: 1 });
    const key = { pk: { S: 'a' }, sk: { S: 'it' } };
    const before = item('a', { n: 1 });
    appendFileSync(
      environment.file,
      `${JSON.stringify({ kind: 'writing', images: [{ key, before }] })}\n{"kind":"writt`,
    );
    await environment.direct.send(new PutItemCommand({ TableName, Item: item('a', { n: 2 }) }));
    await environment.reopen();
    expect(environment.pending().map(told)).toEqual(['INSERT a {"n":1}', 'MODIFY a {"n":2}']);
    await environment.reopen();
    expect(environment.pending()).toHaveLength(2);
  });

  test('keeps no more than what is still to be told', async () => {
    for (let n = 0; n < 20; n += 1) await put('a', { n });
    environment.log.done('Source', environment.pending());
    await environment.reopen();
    expect(readFileSync(environment.file, 'utf8')).toBe('{"kind":"written","records":[]}\n');
  });
});

test('what no event source wants is not kept', async () => {
  const picky = await startStreamEnvironment([
    eventSource({ pattern: { eventName: ['INSERT'] } }),
    eventSource({ id: 'Other', pattern: { dynamodb: { Keys: { pk: { S: [{ prefix: 'b' }] } } } } }),
  ]);
  const Items = [item('a', { n: 1 }), item('a', { n: 2 }), item('bc')];
  for (const Item of Items) await picky.client.send(new PutItemCommand({ TableName, Item }));
  expect(picky.pending('Source').map(told)).toEqual(['INSERT a {"n":1}', 'INSERT bc {}']);
  expect(picky.pending('Other').map(told)).toEqual(['INSERT bc {}']);
  await picky.stop();
});
