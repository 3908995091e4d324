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

type RecordListener = (record: StreamRecord, sourceId: string) => void;

export interface TableProxy {
  readonly endpoint: string;
  /** Calls the listener with each later record, once per event source that wants it. */
  onRecord(listener: RecordListener): void;
  /** Deletes the items that have expired by then. AWS does so within days. */
  expire(now: Date): Promise<void>;
  close(): Promise<void>;
}

/** The functions reach the engine, which has no streams, through this proxy. */
export async function openTableProxy(deps: TableProxyDeps): Promise<TableProxy> {
  const engine = createTableConnection(deps.engineEndpoint, deps.table);
  const recorder = new StreamRecorder(engine, deps);
  await recorder.recordUnfinished();
  const server = await openGateway(0, (request) => respond(request, deps.table, recorder));
  return {
    endpoint: server.url,
    onRecord: (listener) => recorder.onRecord(listener),
    async expire(now) {
      const second = Math.floor(now.getTime() / 1000);
      for (const key of await engine.findExpired(second)) {
        const body = JSON.stringify({
          TableName: deps.table.name,
          Key: key,
          ConditionExpression: '#expiry < :now',
          ExpressionAttributeNames: { '#expiry': deps.table.expiry },
          ExpressionAttributeValues: { ':now': { N: String(second) } },
        });
        await recorder.write('DeleteItem', body, { keys: [key], expired: true });
      }
    },
    close: () => server.close(),
  };
}

async function respond(
  request: WholeRequest,
  table: TableShape,
  recorder: StreamRecorder,
): Promise<Reply> {
  const operation = operationOf(request);
  const body = request.body.toString();
  const writes = parseWrites(operation, parse(body), table);
  const empty = findEmptyIndexKey(writes, table);
  if (empty) {
    return awsJsonError('ValidationException', `The index key ${empty} is an empty string`);
  }
  const keys = writes.map(({ key }) => key);
  return keys.length === 0
    ? recorder.engine.forward(operation, body)
    : recorder.write(operation, body, { keys, expired: false });
}

/** Runs one write at a time: reads its items before and after it, and stores their records before the writer is answered. */
class StreamRecorder {
  readonly engine: TableConnection;
  readonly #deps: Pick<TableProxyDeps, 'stream' | 'log' | 'sources'>;
  #listener: RecordListener = () => undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(engine: TableConnection, deps: Pick<TableProxyDeps, 'stream' | 'log' | 'sources'>) {
    this.engine = engine;
    this.#deps = deps;
  }

  onRecord(listener: RecordListener): void {
    this.#listener = listener;
  }

  write(
    operation: string,
    body: string,
    items: { readonly keys: readonly StoredJson[]; readonly expired: boolean },
  ): Promise<Reply> {
    const reply = this.#last.then(async () => {
      const images = await Promise.all(
        items.keys.map(async (key) => ({ key, before: await this.engine.read(key) })),
      );
      this.#deps.log.writing(images);
      const written = await this.engine.forward(operation, body);
      await this.#record(images, items.expired);
      return written;
    });
    this.#last = reply.catch(() => undefined);
    return reply;
  }

  /** A write that a kill interrupted has a record if it reached the engine. */
  async recordUnfinished(): Promise<void> {
    const { unfinished } = this.#deps.log;
    if (unfinished.length > 0) await this.#record(unfinished, false);
  }

  async #record(images: readonly ImageBefore[], expired: boolean): Promise<void> {
    const { stream, log, sources } = this.#deps;
    const afters = await Promise.all(images.map(({ key }) => this.engine.read(key)));
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
      for (const id of by) this.#listener(record, id);
    }
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
