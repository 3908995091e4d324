import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import * as z from 'zod';
import { loopback } from '../../shared/http.ts';
import { localKey } from '../../shared/signature-v4.ts';

/** Strict: attributes of another type would be lost. */
export const queuedContent = z.object({
  MessageBody: z.string(),
  MessageAttributes: z
    .record(z.string(), z.strictObject({ DataType: z.string(), StringValue: z.string() }))
    .optional(),
});
const message = queuedContent.extend({
  /** The name of the queue. */
  queue: z.string(),
  id: z.string(),
});
export type QueuedMessage = z.output<typeof message>;

const line = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sent'), message }),
  z.object({ kind: z.literal('done'), id: z.string() }),
]);
type Line = z.output<typeof line>;

/** Keeps the messages of the queues in a file, so that none is lost when the local environment stops or is killed. */
export class QueueLog {
  readonly #file: string;
  readonly #pending = new Map<string, QueuedMessage>();

  constructor(file: string) {
    this.#file = file;
    for (const each of readLines(file)) this.#apply(each);
    this.#compact();
  }

  /** The messages that no function has processed yet, in order. */
  pending(): readonly QueuedMessage[] {
    return [...this.#pending.values()];
  }

  /** Called before the sender is answered. */
  sent(message: QueuedMessage): void {
    this.#append({ kind: 'sent', message });
  }

  done(id: string): void {
    if (this.#pending.has(id)) this.#append({ kind: 'done', id });
  }

  #append(added: Line): void {
    appendFileSync(this.#file, toText(added));
    this.#apply(added);
  }

  #apply(entry: Line): void {
    if (entry.kind === 'sent') this.#pending.set(entry.message.id, entry.message);
    else this.#pending.delete(entry.id);
  }

  /** Rewrites the file without the processed messages; a new file replaces it when it is complete. */
  #compact(): void {
    const draft = `${this.#file}.new`;
    const left = this.pending().map((each): Line => ({ kind: 'sent', message: each }));
    writeFileSync(draft, left.map(toText).join(''));
    renameSync(draft, this.#file);
  }
}

const toText = (entry: Line): string => `${JSON.stringify(entry)}\n`;

function readLines(file: string): Line[] {
  if (!existsSync(file)) return [];
  // A line that a kill has cut has no line break.
  const complete = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return complete.map((text) => line.parse(JSON.parse(text)));
}

const queueUrl = z.object({ QueueUrl: z.string().transform((url) => url.split('/').at(-1) ?? '') });
const sendInput = queueUrl.extend(queuedContent.shape);
const sendBatchInput = queueUrl.extend({
  Entries: z.array(queuedContent.extend({ Id: z.string() })),
});
const sendOutput = z.object({ MessageId: z.string() });
const sendBatchOutput = z.object({
  Successful: z.array(z.object({ Id: z.string(), MessageId: z.string() })).default([]),
});
const receiveOutput = z.object({
  Messages: z.array(z.object({ MessageId: z.string(), ReceiptHandle: z.string() })).default([]),
});
const receipt = z.object({ ReceiptHandle: z.string() });
const receipts = z.object({ Entries: z.array(receipt) });

/** Follows the requests to the queues and their answers, and logs which messages are sent and deleted. */
export class QueueWatch {
  readonly #log: QueueLog;
  readonly #idOf = new Map<string, string>();

  constructor(log: QueueLog) {
    this.#log = log;
  }

  /** Called for each successful request, before it is answered. */
  observe(target: unknown, body: unknown, payload: unknown): void {
    const answer: unknown = typeof payload === 'string' ? JSON.parse(payload) : {};
    switch (target) {
      case 'AmazonSQS.SendMessage':
        this.#logSent(sendInput.parse(body), sendOutput.parse(answer).MessageId);
        break;
      case 'AmazonSQS.SendMessageBatch':
        this.#logBatch(sendBatchInput.parse(body), sendBatchOutput.parse(answer));
        break;
      case 'AmazonSQS.ReceiveMessage':
        for (const { MessageId, ReceiptHandle } of receiveOutput.parse(answer).Messages) {
          this.#idOf.set(ReceiptHandle, MessageId);
        }
        break;
      case 'AmazonSQS.DeleteMessage':
        this.#logDone(receipt.parse(body));
        break;
      case 'AmazonSQS.DeleteMessageBatch':
        for (const entry of receipts.parse(body).Entries) this.#logDone(entry);
        break;
      case 'AmazonSQS.PurgeQueue':
        throw new Error('The local environment purges no queue');
    }
  }

  #logSent(
    { QueueUrl, MessageBody, MessageAttributes }: z.output<typeof sendInput>,
    id: string,
  ): void {
    this.#log.sent({ queue: QueueUrl, id, MessageBody, MessageAttributes });
  }

  #logBatch(
    { QueueUrl, Entries }: z.output<typeof sendBatchInput>,
    { Successful }: z.output<typeof sendBatchOutput>,
  ): void {
    const idOf = new Map(Successful.map(({ Id, MessageId }) => [Id, MessageId]));
    for (const { Id, ...entry } of Entries) {
      const id = idOf.get(Id);
      if (id) this.#logSent({ QueueUrl, ...entry }, id);
    }
  }

  #logDone({ ReceiptHandle }: z.output<typeof receipt>): void {
    const id = this.#idOf.get(ReceiptHandle);
    if (id) this.#log.done(id);
    this.#idOf.delete(ReceiptHandle);
  }
}

export interface QueueEngine {
  readonly url: string;
  readonly client: SQSClient;
  readonly log: QueueLog;
  close(): Promise<void>;
}

interface EngineRequest {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}
interface EngineReply {
  readonly statusCode: number;
}

/** An embedded Amazon SQS. It keeps messages in memory and `QueueLog` keeps them in a file: its own storage loses some. */
export async function startQueueEngine(file: string, region: string): Promise<QueueEngine> {
  const log = new QueueLog(file);
  const watch = new QueueWatch(log);
  // `startFauxqs` would listen on every interface of the machine.
  const app = buildApp({ logger: false });
  app.addHook('onSend', async (request: EngineRequest, reply: EngineReply, payload: unknown) => {
    const { headers, body } = request;
    if (reply.statusCode === 200) watch.observe(headers['x-amz-target'], body, payload);
    return payload;
  });
  const url = await app.listen({ host: loopback, port: 0 });
  const client = new SQSClient({
    endpoint: url,
    region,
    credentials: { accessKeyId: localKey.id, secretAccessKey: localKey.secret },
    maxAttempts: 1,
  });
  return {
    url,
    client,
    log,
    async close() {
      client.destroy();
      await app.close();
    },
  };
}
