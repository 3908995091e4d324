import {
  DeleteItemCommand,
  type DeleteItemCommandInput,
  type DynamoDBClient,
  GetItemCommand,
  type GetItemCommandInput,
  type GetItemCommandOutput,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type Instant, type SchoolYear, utcDaysBetween } from '../../domain/dates.ts';
import { type ChangesDay, changesIndex, type Key, type OpenYear, openIndex } from './keys.ts';

/** The four operations that the stores use. A failed condition rejects with an error named `ConditionalCheckFailedException`. */
export interface Dynamo {
  getItem(input: GetItemCommandInput): Promise<Pick<GetItemCommandOutput, 'Item'>>;
  query(input: QueryCommandInput): Promise<Pick<QueryCommandOutput, 'Items' | 'LastEvaluatedKey'>>;
  putItem(input: PutItemCommandInput): Promise<unknown>;
  deleteItem(input: DeleteItemCommandInput): Promise<unknown>;
}

export const sdkDynamo = (client: DynamoDBClient): Dynamo => ({
  getItem: (input) => client.send(new GetItemCommand(input)),
  query: (input) => client.send(new QueryCommand(input)),
  putItem: (input) => client.send(new PutItemCommand(input)),
  deleteItem: (input) => client.send(new DeleteItemCommand(input)),
});

/** An item as it is stored: its keys, its version and the fields that its store wrote. */
export type Item = Record<string, unknown>;

export type Table = ReturnType<typeof tableOver>;

export type Query = Pick<
  QueryCommandInput,
  'IndexName' | 'KeyConditionExpression' | 'ScanIndexForward' | 'Limit'
> & { readonly values: Readonly<Record<string, string>> };

export const createTable = (client: DynamoDBClient, tableName: string): Table =>
  tableOver(sdkDynamo(client), tableName);

/** What the stores do with the one table: they write whole items, read consistently, and follow a query to its last page. */
export function tableOver(dynamo: Dynamo, tableName: string) {
  const TableName = tableName;

  async function get(key: Key): Promise<Item | undefined> {
    const { Item } = await dynamo.getItem({ TableName, Key: marshall(key), ConsistentRead: true });
    return Item && unmarshall(Item);
  }

  /** Yields page after page; `Limit` applies to each page. */
  async function* pages({ values, ...input }: Query): AsyncGenerator<Item[]> {
    let from: QueryCommandInput['ExclusiveStartKey'];
    do {
      const page = await dynamo.query({
        ...input,
        TableName,
        // DynamoDB refuses consistent reads of a global index.
        ConsistentRead: !input.IndexName,
        ExpressionAttributeValues: marshall(values),
        ExclusiveStartKey: from,
      });
      yield (page.Items ?? []).map((item) => unmarshall(item));
      from = page.LastEvaluatedKey;
    } while (from);
  }

  /** Reads all pages, or the first `Limit` items. */
  async function query(input: Query): Promise<Item[]> {
    const items: Item[] = [];
    for await (const page of pages(input)) {
      items.push(...page);
      if (input.Limit && items.length >= input.Limit) return items.slice(0, input.Limit);
    }
    return items;
  }

  async function put(item: Key & Item): Promise<void> {
    await dynamo.putItem({ TableName, Item: toItem(item) });
  }

  /**
   * Writes the item only over version `item.version - 1` of itself, or over nothing when that is 0. `refused` also when
   * the write went through and its answer was lost: the caller reads the item again to find out.
   */
  async function putNext(item: Key & Item & { version: number }): Promise<'put' | 'refused'> {
    const expected = item.version - 1;
    const condition =
      expected === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: 'version = :expected',
            ExpressionAttributeValues: marshall({ ':expected': expected }),
          };
    try {
      await dynamo.putItem({ TableName, Item: toItem(item), ...condition });
      return 'put';
    } catch (error) {
      if (isRefusal(error)) return 'refused';
      throw error;
    }
  }

  async function remove(key: Key): Promise<void> {
    await dynamo.deleteItem({ TableName, Key: marshall(key) });
  }

  /** Removes the item only if it still has that version. */
  async function removeVersion(key: Key, version: number): Promise<'removed' | 'refused'> {
    try {
      await dynamo.deleteItem({
        TableName,
        Key: marshall(key),
        ConditionExpression: 'version = :expected',
        ExpressionAttributeValues: marshall({ ':expected': version }),
      });
      return 'removed';
    } catch (error) {
      if (isRefusal(error)) return 'refused';
      throw error;
    }
  }

  return { get, pages, query, put, putNext, remove, removeVersion };
}

const isRefusal = (error: unknown) =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException';

function toItem(item: Item) {
  return marshall(item, { removeUndefinedValues: true });
}

/** The query for the items of a partition whose sort key begins with `prefix`. */
export function under(pk: string, prefix: string) {
  return {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    values: { ':pk': pk, ':prefix': prefix },
  };
}

/** The query for the items of a partition whose sort key is between both, included. */
export function between(pk: string, from: string, until: string) {
  return {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :until',
    values: { ':pk': pk, ':from': from, ':until': until },
  };
}

/** Fewer than the connections of a client: a request that waits for a connection counts towards its timeout. */
const daysAtOnce = 20;

/** The items of one kind last written between both instants, included, the earliest first. Reads nothing else. */
export async function listChanged(
  { query }: Pick<Table, 'query'>,
  dayOf: ChangesDay,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<Item[]> {
  const days = utcDaysBetween(from, until);
  const items: Item[] = [];
  for (let first = 0; first < days.length; first += daysAtOnce) {
    const pages = await Promise.all(
      days.slice(first, first + daysAtOnce).map((day) =>
        query({
          IndexName: changesIndex,
          KeyConditionExpression: 'changedDay = :day AND changedAt BETWEEN :from AND :until',
          values: { ':day': dayOf(day), ':from': from, ':until': until },
        }),
      ),
    );
    items.push(...pages.flat());
  }
  return items;
}

/** The open items of one kind in those school years, the earliest first. Reads nothing else. */
export async function listOpen(
  { query }: Pick<Table, 'query'>,
  openYear: OpenYear,
  schoolYears: readonly SchoolYear[],
): Promise<Item[]> {
  const pages = await Promise.all(
    [...new Set(schoolYears)].toSorted().map((schoolYear) =>
      query({
        IndexName: openIndex,
        KeyConditionExpression: 'openYear = :year',
        values: { ':year': openYear(schoolYear) },
      }),
    ),
  );
  return pages.flat();
}
