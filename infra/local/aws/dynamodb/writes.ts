import * as z from 'zod';
import { tableDefinition } from './engine.ts';
import { type StoredJson, storedJson } from './stream-log.ts';

/** What the proxy must know of a table to see what a request writes to it. */
export interface TableShape {
  readonly name: string;
  readonly keys: readonly string[];
  readonly indexKeys: readonly string[];
  /** The attribute with the Unix second after which an item is deleted. */
  readonly expiry: string | undefined;
}

const settings = z.object({
  StreamSpecification: z.strictObject({ StreamViewType: z.literal('NEW_AND_OLD_IMAGES') }),
  TimeToLiveSpecification: z
    .strictObject({ AttributeName: z.string(), Enabled: z.literal(true) })
    .optional(),
});

export function tableShape(name: string, properties: Record<string, unknown>): TableShape {
  const { KeySchema, GlobalSecondaryIndexes = [] } = tableDefinition(properties);
  const names = (schema: typeof KeySchema) => schema.map(({ AttributeName }) => AttributeName);
  return {
    name,
    keys: names(KeySchema),
    indexKeys: GlobalSecondaryIndexes.flatMap((index) => names(index.KeySchema)),
    expiry: settings.parse(properties).TimeToLiveSpecification?.AttributeName,
  };
}

/** One item that a request puts, changes or deletes. */
export interface ItemWrite {
  readonly key: StoredJson;
  /** The whole item, when the request puts it. */
  readonly item?: StoredJson;
}

const put = z.object({ TableName: z.string(), Item: storedJson });
const byKey = z.object({ TableName: z.string(), Key: storedJson });
const batch = z.object({
  RequestItems: z.record(
    z.string(),
    z.array(
      z.union([
        z.object({ PutRequest: z.object({ Item: storedJson }) }),
        z.object({ DeleteRequest: z.object({ Key: storedJson }) }),
      ]),
    ),
  ),
});

/** What a request writes to the table. Empty for a malformed request, which the engine refuses. */
export function parseWrites(
  operation: string,
  content: unknown,
  { name, keys }: TableShape,
): readonly ItemWrite[] {
  const keyOf = (item: StoredJson): StoredJson =>
    Object.fromEntries(keys.map((attribute) => [attribute, item[attribute] ?? {}]));
  const toPut = (item: StoredJson): ItemWrite => ({ key: keyOf(item), item });
  const read = (): readonly ItemWrite[] => {
    switch (operation) {
      case 'PutItem': {
        const { data } = put.safeParse(content);
        return data?.TableName === name ? [toPut(data.Item)] : [];
      }
      case 'UpdateItem':
      case 'DeleteItem': {
        const { data } = byKey.safeParse(content);
        return data?.TableName === name ? [{ key: keyOf(data.Key) }] : [];
      }
      case 'BatchWriteItem':
        return (batch.safeParse(content).data?.RequestItems[name] ?? []).map((each) =>
          'PutRequest' in each
            ? toPut(each.PutRequest.Item)
            : { key: keyOf(each.DeleteRequest.Key) },
        );
      default:
        return [];
    }
  };
  const writes = read();
  return writes.every(({ key }) => isWhole(key)) ? writes : [];
}

const isWhole = (key: StoredJson): boolean =>
  Object.values(key).every((value) => Object.keys(value).length === 1);

/** An index key that is an empty string, which AWS refuses and the engine accepts. */
export const findEmptyIndexKey = (
  writes: readonly ItemWrite[],
  { indexKeys }: TableShape,
): string | undefined =>
  indexKeys.find((attribute) => writes.some(({ item }) => item?.[attribute]?.['S'] === ''));
