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

/** Speaks to the engine as a client does, with the items as they are on the wire. */
export interface TableConnection {
  /** Whatever the engine answers. */
  pass(operation: string, body: string): Promise<Reply>;
  read(key: StoredJson): Promise<StoredJson | undefined>;
  /** The keys of the items that were to be deleted before that second. */
  findExpired(second: number): Promise<readonly StoredJson[]>;
}

const got = z.object({ Item: storedJson.optional() });
const scanned = z.object({ Items: z.array(storedJson), LastEvaluatedKey: storedJson.optional() });

export function createTableConnection(
  endpoint: string,
  { name, keys, expiry }: TableShape,
): TableConnection {
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

  async function forward(operation: string, content: unknown): Promise<unknown> {
    const { status, body } = await pass(operation, JSON.stringify(content));
    if (status !== 200) throw new Error(`${operation}: ${body}`);
    return JSON.parse(String(body));
  }

  return {
    pass,

    async read(Key) {
      return got.parse(await forward('GetItem', { TableName, Key, ConsistentRead: true })).Item;
    },

    async findExpired(second) {
      if (!expiry) return [];
      const found: StoredJson[] = [];
      let from: StoredJson | undefined;
      do {
        const page = scanned.parse(
          await forward('Scan', {
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
  /** Called with what is written from then on, for the event source of that id. */
  tell(listen: (record: StreamRecord, sourceId: string) => void): void;
  /** Deletes what was to be deleted by then. On AWS this happens within days. */
  expire(now: Date): Promise<void>;
  close(): Promise<void>;
}

/**
 * Stands between the functions and the engine, which has no streams: one write at a time, the item read before and
 * after it, and the record kept before the writer has its answer.
 */
export async function openTableProxy(deps: TableProxyDeps): Promise<TableProxy> {
  const { table, stream, log, sources } = deps;
  const wiring = createTableConnection(deps.engineEndpoint, table);
  let listen: (record: StreamRecord, sourceId: string) => void = () => undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function answer(request: WholeRequest): Promise<Reply> {
    const operation = operationOf(request);
    const body = request.body.toString();
    const writes = parseWrites(operation, parse(body), table);
    const empty = findEmptyIndexKey(writes, table);
    if (empty) {
      return awsJsonError('ValidationException', `The index key ${empty} is an empty string`);
    }
    if (writes.length === 0) return wiring.pass(operation, body);
    const keys = writes.map(({ key }) => key);
    return inTurn(() => write(keys, () => wiring.pass(operation, body)));
  }

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  }

  async function write(
    keys: readonly ImageBefore['key'][],
    execute: () => Promise<Reply>,
    expired = false,
  ): Promise<Reply> {
    const images = await Promise.all(
      keys.map(async (key) => ({ key, before: await wiring.read(key) })),
    );
    log.writing(images);
    const reply = await execute();
    await note(images, expired);
    return reply;
  }

  async function note(images: readonly ImageBefore[], expired = false): Promise<void> {
    const afters = await Promise.all(images.map(({ key }) => wiring.read(key)));
    const records = images.flatMap(({ key, before }, place): WantedRecord[] => {
      const now = new Date();
      const change = { key, before, after: afters[place], expired };
      const record = recordOf(change, stream, { number: log.nextNumber(now), now });
      if (!record) return [];
      const by = sources.filter(({ wants }) => wants(record)).map(({ id }) => id);
      return by.length > 0 ? [{ record, by }] : [];
    });
    log.written(records);
    for (const { record, by } of records) {
      for (const id of by) listen(record, id);
    }
  }

  if (log.unfinished.length > 0) await note(log.unfinished);
  const server = await openGateway(0, answer);
  return {
    endpoint: server.url,
    tell(next) {
      listen = next;
    },
    async expire(now) {
      const second = Math.floor(now.getTime() / 1000);
      for (const key of await wiring.findExpired(second)) {
        const body = JSON.stringify({
          TableName: table.name,
          Key: key,
          ConditionExpression: '#expiry < :now',
          ExpressionAttributeNames: { '#expiry': table.expiry },
          ExpressionAttributeValues: { ':now': { N: String(second) } },
        });
        await inTurn(() => write([key], () => wiring.pass('DeleteItem', body), true));
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
