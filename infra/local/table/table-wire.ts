import * as z from 'zod';
import type { Reply } from '../http/http-message.ts';
import { type StoredJson, storedJson } from './stream-record.ts';
import type { TableShape } from './table-writes.ts';

/** Speaks to the engine as a client does, with the items as they are on the wire. */
export interface TableWire {
  /** Whatever the engine answers. */
  pass(operation: string, body: string): Promise<Reply>;
  read(key: StoredJson): Promise<StoredJson | undefined>;
  /** The keys of the items that were to be deleted before that second. */
  findExpired(second: number): Promise<readonly StoredJson[]>;
}

const got = z.object({ Item: storedJson.optional() });
const scanned = z.object({ Items: z.array(storedJson), LastEvaluatedKey: storedJson.optional() });

export function makeTableWire(endpoint: string, { name, keys, expiry }: TableShape): TableWire {
  const TableName = name;

  async function pass(operation: string, body: string): Promise<Reply> {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        'x-amz-date': new Date().toISOString().replaceAll(/[-:]|\.\d+/g, ''),
        // The engine wants a signature and checks none.
        authorization:
          'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=x-amz-target, Signature=none',
      },
      body,
    });
    return {
      status: answer.status,
      headers: [['content-type', 'application/x-amz-json-1.0']],
      body: await answer.text(),
    };
  }

  async function ask(operation: string, content: unknown): Promise<unknown> {
    const { status, body } = await pass(operation, JSON.stringify(content));
    if (status !== 200) throw new Error(`${operation}: ${body}`);
    return JSON.parse(String(body));
  }

  return {
    pass,

    async read(Key) {
      return got.parse(await ask('GetItem', { TableName, Key, ConsistentRead: true })).Item;
    },

    async findExpired(second) {
      if (!expiry) return [];
      const found: StoredJson[] = [];
      let from: StoredJson | undefined;
      do {
        const page = scanned.parse(
          await ask('Scan', {
            TableName,
            FilterExpression: '#expiry < :now',
            ExpressionAttributeNames: { '#expiry': expiry },
            ExpressionAttributeValues: { ':now': { N: String(second) } },
            ...(from && { ExclusiveStartKey: from }),
          }),
        );
        for (const item of page.Items) {
          found.push(
            Object.fromEntries(keys.map((attribute) => [attribute, item[attribute] ?? {}])),
          );
        }
        from = page.LastEvaluatedKey;
      } while (from);
      return found;
    },
  };
}
