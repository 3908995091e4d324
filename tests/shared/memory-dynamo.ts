import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Dynamo } from '../../functions/adapters/dynamodb/table.ts';

type Attributes = Readonly<Record<string, AttributeValue>>;

const bytesOf = (value: AttributeValue | undefined) => Buffer.byteLength(value?.S ?? '');

/**
 * DynamoDB in memory: the calls and expressions of the stores, and the limits on keys, items and pages. Throws for an
 * expression that it does not know. Its own test compares it with dynalite; the stores' tests run on dynalite.
 */
export function memoryDynamo(): Dynamo {
  const items = new Map<string, Attributes>();

  return {
    async getItem({ Key = {} }) {
      const item = items.get(nameOf(Key));
      return item ? { Item: { ...item } } : {};
    },

    async query({ KeyConditionExpression = '', ExpressionAttributeValues = {}, ...input }) {
      const { matches, sortKey } = conditionOf(KeyConditionExpression, ExpressionAttributeValues);
      const found = [...items.values()].filter(matches);
      const ordered = found.toSorted((a, b) => compareText(a[sortKey], b[sortKey]));
      if (input.ScanIndexForward === false) ordered.reverse();
      return pageOf(ordered, input);
    },

    async putItem({ Item = {}, ...condition }) {
      if (Buffer.byteLength(JSON.stringify(Item)) > 400 * 1024) throw invalid('item');
      const name = nameOf(Item);
      check(items.get(name), condition);
      items.set(name, { ...Item });
    },

    async deleteItem({ Key = {}, ...condition }) {
      check(items.get(nameOf(Key)), condition);
      items.delete(nameOf(Key));
    },
  };
}

const compareText = (a: AttributeValue | undefined, b: AttributeValue | undefined) =>
  Buffer.compare(Buffer.from(a?.S ?? ''), Buffer.from(b?.S ?? ''));

const pageBytes = 1024 * 1024;

interface PageInput {
  readonly Limit?: number | undefined;
  readonly ExclusiveStartKey?: Attributes | undefined;
}

/** A page ends at the limit or after 1 MB, counted as JSON, and then names its last item, even if no item follows. */
function pageOf(ordered: readonly Attributes[], { Limit, ExclusiveStartKey: start }: PageInput) {
  const from = start ? ordered.findIndex((item) => nameOf(item) === nameOf(start)) + 1 : 0;
  const Items: Attributes[] = [];
  let bytes = 0;
  for (const item of ordered.slice(from)) {
    Items.push({ ...item });
    bytes += Buffer.byteLength(JSON.stringify(item));
    if (Items.length === Limit || bytes >= pageBytes) {
      const { pk = { S: '' }, sk = { S: '' } } = item;
      return { Items, LastEvaluatedKey: { pk, sk } };
    }
  }
  return { Items };
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
function nameOf({ pk, sk }: Attributes): string {
  const [hash, range] = [bytesOf(pk), bytesOf(sk)];
  if (hash < 1 || hash > 2048 || range < 1 || range > 1024) throw invalid('key');
  return JSON.stringify([pk?.S, sk?.S]);
}

const invalid = (what: string) =>
  Object.assign(new Error(`The ${what} is too large, or empty`), { name: 'ValidationException' });

const keyCondition =
  /^(\w+) = (:\w+)(?: AND (?:begins_with\((\w+), (:\w+)\)|(\w+) BETWEEN (:\w+) AND (:\w+)))?$/;

function conditionOf(expression: string, values: Attributes) {
  const [, hashKey = '', hash = '', prefixKey, prefix = '', rangeKey, from = '', until = ''] =
    keyCondition.exec(expression) ?? [];
  if (!hashKey) throw new Error(`Unknown expression: ${expression}`);
  const textOf = (name: string) => values[name]?.S ?? '';
  const sortKey = prefixKey ?? rangeKey ?? 'sk';
  const matches = (item: Attributes) => {
    const sort = item[sortKey]?.S ?? '';
    if (item[hashKey]?.S !== textOf(hash)) return false;
    if (prefixKey) return sort.startsWith(textOf(prefix));
    return (
      rangeKey === undefined ||
      (compareText({ S: sort }, { S: textOf(from) }) >= 0 &&
        compareText({ S: sort }, { S: textOf(until) }) <= 0)
    );
  };
  return { matches, sortKey };
}

interface WriteCondition {
  readonly ConditionExpression?: string | undefined;
  readonly ExpressionAttributeValues?: Attributes | undefined;
}

function check(stored: Attributes | undefined, condition: WriteCondition): void {
  const { ConditionExpression: expression, ExpressionAttributeValues: values } = condition;
  const holds = {
    '': () => true,
    'attribute_not_exists(pk)': () => stored === undefined,
    'version = :expected': () => stored?.['version']?.N === values?.[':expected']?.N,
  }[expression ?? ''];
  if (!holds) throw new Error(`Unknown expression: ${expression}`);
  if (holds()) return;
  throw Object.assign(new Error('The condition does not hold'), {
    name: 'ConditionalCheckFailedException',
  });
}
