import * as z from 'zod';
import { openGateway } from '../../shared/gateway.ts';
import type { Reply, WholeRequest } from '../../shared/http.ts';
import { awsJsonError, operationOf } from '../secrets/secrets.ts';
import type { EventSource } from '../template/event-sources.ts';
import {
  type ImageBefore,
  recordOf,
  type StoredJson,
  type Stream,
  type StreamLog,
  type StreamRecord,
  storedJson,
  type WantedRecord,
} from './stream-log.ts';
import { findEmptyIndexKey, parseWrites, type TableShape } from './writes.ts';

/** A client of the engine that leaves items in their JSON form. */
export interface TableConnection {
  /** Returns the engine's response, unchanged. */
  forward(operation: string, body: string): Promise<Reply>;
  read(key: StoredJson): Promise<StoredJson | undefined>;
  /** The keys of the items that expired before that second. */
  findExpired(second: number): Promise<readonly StoredJson[]>;
}

const getResponse = z.object({ Item: storedJson.optional() });
const scanResponse = z.object({
  Items: z.array(storedJson),
  LastEvaluatedKey: storedJson.optional(),
});

export function createTableConnection(
  endpoint: string,
  { name, keys, expiry }: TableShape,
): TableConnection {
  const TableName = name;

  async function forward(operation: string, body: string): Promise<Reply> {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        'x-amz-date': new Date().toISOString().replaceAll(/[-:]|\.\d+/g, ''),
        // The engine requires a signature and does not check it.
        authorization:
          'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=x-amz-target, Signature=none',
      },
      body,
    });
    return {
      status: response.status,
      headers: [['content-type', 'application/x-amz-json-1.0']],
      body: await response.text(),
    };
  }

  async function call(operation: string, content: unknown): Promise<unknown> {
    const { status, body } = await forward(operation, JSON.stringify(content));
    if (status !== 200) throw new Error(`${operation}: ${body}`);
    return JSON.parse(String(body));
  }

  return {
    forward,

    async read(Key) {
      return getResponse.parse(await call('GetItem', { TableName, Key, ConsistentRead: true }))
        .Item;
    },

    async findExpired(second) {
      if (!expiry) return [];
      const found: StoredJson[] = [];
      let from: StoredJson | undefined;
      do {
        const page = scanResponse.parse(
          await call('Scan', {
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

export interface TableProxyDeps {
  readonly engineEndpoint: string;
  readonly table: TableShape;
  readonly stream: Stream;
  readonly log: StreamLog;
  readonly sources: readonly EventSource[];
}

export interface TableProxy {
  readonly endpoint: string;
  /** Calls the listener with each later record, once per event source that wants it. */
  onRecord(listener: (record: StreamRecord, sourceId: string) => void): void;
  /** Deletes the items that have expired by then. AWS does so within days. */
  expire(now: Date): Promise<void>;
  close(): Promise<void>;
}

/**
 * The functions reach the engine, which has no streams, through this proxy. It runs one write at a time, reads the item
 * before and after it, and stores the stream record before it answers the writer.
 */
export async function openTableProxy(deps: TableProxyDeps): Promise<TableProxy> {
  const { table, stream, log, sources } = deps;
  const engine = createTableConnection(deps.engineEndpoint, table);
  let notify: (record: StreamRecord, sourceId: string) => void = () => undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function answer(request: WholeRequest): Promise<Reply> {
    const operation = operationOf(request);
    const body = request.body.toString();
    const writes = parseWrites(operation, parse(body), table);
    const empty = findEmptyIndexKey(writes, table);
    if (empty) {
      return awsJsonError('ValidationException', `The index key ${empty} is an empty string`);
    }
    if (writes.length === 0) return engine.forward(operation, body);
    const keys = writes.map(({ key }) => key);
    return inSequence(() => write(keys, () => engine.forward(operation, body)));
  }

  async function inSequence<T>(task: () => Promise<T>): Promise<T> {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  }

  async function write(
    keys: readonly ImageBefore['key'][],
    execute: () => Promise<Reply>,
    expired = false,
  ): Promise<Reply> {
    const images = await Promise.all(
      keys.map(async (key) => ({ key, before: await engine.read(key) })),
    );
    log.writing(images);
    const reply = await execute();
    await recordChanges(images, expired);
    return reply;
  }

  async function recordChanges(images: readonly ImageBefore[], expired = false): Promise<void> {
    const afters = await Promise.all(images.map(({ key }) => engine.read(key)));
    const records = images.flatMap(({ key, before }, place): WantedRecord[] => {
      const now = new Date();
      const change = { key, before, after: afters[place], expired };
      const record = recordOf(change, stream, { number: log.nextNumber(now), now });
      if (!record) return [];
      const sourceIds = sources.filter(({ wants }) => wants(record)).map(({ id }) => id);
      return sourceIds.length > 0 ? [{ record, by: sourceIds }] : [];
    });
    log.written(records);
    for (const { record, by } of records) {
      for (const id of by) notify(record, id);
    }
  }

  if (log.unfinished.length > 0) await recordChanges(log.unfinished);
  const server = await openGateway(0, answer);
  return {
    endpoint: server.url,
    onRecord(listener) {
      notify = listener;
    },
    async expire(now) {
      const second = Math.floor(now.getTime() / 1000);
      for (const key of await engine.findExpired(second)) {
        const body = JSON.stringify({
          TableName: table.name,
          Key: key,
          ConditionExpression: '#expiry < :now',
          ExpressionAttributeNames: { '#expiry': table.expiry },
          ExpressionAttributeValues: { ':now': { N: String(second) } },
        });
        await inSequence(() => write([key], () => engine.forward('DeleteItem', body), true));
      }
    },
    close: () => server.close(),
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
