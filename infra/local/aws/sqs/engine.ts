import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import * as z from 'zod';
import { loopback } from '../../shared/http.ts';
import { localKey } from '../../shared/signature-v4.ts';

/** Strict: attributes of another kind would be lost. */
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

/** What is on the queues, kept in a file: a world that is killed, or stopped for the night, loses none of it. */
export class QueueLog {
  readonly #file: string;
  readonly #pending = new Map<string, QueuedMessage>();

  constructor(file: string) {
    this.#file = file;
    for (const each of readLines(file)) this.#remember(each);
    this.#forgetWhatIsDone();
  }

  /** Those that nobody has dealt with yet, in order. */
  pending(): readonly QueuedMessage[] {
    return [...this.#pending.values()];
  }

  /** To be said before the sender is answered. */
  sent(message: QueuedMessage): void {
    this.#append({ kind: 'sent', message });
  }

  done(id: string): void {
    if (this.#pending.has(id)) this.#append({ kind: 'done', id });
  }

  #append(added: Line): void {
    appendFileSync(this.#file, toText(added));
    this.#remember(added);
  }

  #remember(said: Line): void {
    if (said.kind === 'sent') this.#pending.set(said.message.id, said.message);
    else this.#pending.delete(said.id);
  }

  /** Under another name until it is whole. */
  #forgetWhatIsDone(): void {
    const draft = `${this.#file}.new`;
    const left = this.pending().map((each): Line => ({ kind: 'sent', message: each }));
    writeFileSync(draft, left.map(toText).join(''));
    renameSync(draft, this.#file);
  }
}

const toText = (said: Line): string => `${JSON.stringify(said)}\n`;

function readLines(file: string): Line[] {
  if (!existsSync(file)) return [];
  // What was cut short by a kill has no end of line.
  const whole = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return whole.map((text) => line.parse(JSON.parse(text)));
}

const queueUrl = z.object({ QueueUrl: z.string().transform((url) => url.split('/').at(-1) ?? '') });
const sending = queueUrl.extend(queuedContent.shape);
const sendingSeveral = queueUrl.extend({
  Entries: z.array(queuedContent.extend({ Id: z.string() })),
});
const sent = z.object({ MessageId: z.string() });
const sentSeveral = z.object({
  Successful: z.array(z.object({ Id: z.string(), MessageId: z.string() })).default([]),
});
const received = z.object({
  Messages: z.array(z.object({ MessageId: z.string(), ReceiptHandle: z.string() })).default([]),
});
const receipt = z.object({ ReceiptHandle: z.string() });
const receipts = z.object({ Entries: z.array(receipt) });

/** Sees what is asked of the queues and what they answer, and notes what comes and goes. */
export class QueueWatch {
  readonly #log: QueueLog;
  readonly #idOf = new Map<string, string>();

  constructor(log: QueueLog) {
    this.#log = log;
  }

  /** Called with what went well, before the answer leaves. */
  see(target: unknown, body: unknown, payload: unknown): void {
    const answer: unknown = typeof payload === 'string' ? JSON.parse(payload) : {};
    switch (target) {
      case 'AmazonSQS.SendMessage':
        this.#note(sending.parse(body), sent.parse(answer).MessageId);
        break;
      case 'AmazonSQS.SendMessageBatch':
        this.#noteSeveral(sendingSeveral.parse(body), sentSeveral.parse(answer));
        break;
      case 'AmazonSQS.ReceiveMessage':
        for (const { MessageId, ReceiptHandle } of received.parse(answer).Messages) {
          this.#idOf.set(ReceiptHandle, MessageId);
        }
        break;
      case 'AmazonSQS.DeleteMessage':
        this.#forget(receipt.parse(body));
        break;
      case 'AmazonSQS.DeleteMessageBatch':
        for (const one of receipts.parse(body).Entries) this.#forget(one);
        break;
      case 'AmazonSQS.PurgeQueue':
        throw new Error('The local world purges no queue');
    }
  }

  #note({ QueueUrl, MessageBody, MessageAttributes }: z.output<typeof sending>, id: string): void {
    this.#log.sent({ queue: QueueUrl, id, MessageBody, MessageAttributes });
  }

  #noteSeveral(
    { QueueUrl, Entries }: z.output<typeof sendingSeveral>,
    { Successful }: z.output<typeof sentSeveral>,
  ): void {
    const idOf = new Map(Successful.map(({ Id, MessageId }) => [Id, MessageId]));
    for (const { Id, ...entry } of Entries) {
      const id = idOf.get(Id);
      if (id) this.#note({ QueueUrl, ...entry }, id);
    }
  }

  #forget({ ReceiptHandle }: z.output<typeof receipt>): void {
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

interface Asked {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}
interface Answered {
  readonly statusCode: number;
}

/** An embedded Amazon SQS. It keeps its messages in memory and we keep them in a file: its own store loses some. */
export async function startQueueEngine(file: string, region: string): Promise<QueueEngine> {
  const log = new QueueLog(file);
  const watch = new QueueWatch(log);
  // Not by its own `startFauxqs`: that one listens on every interface of the machine.
  const app = buildApp({ logger: false });
  app.addHook('onSend', async (request: Asked, reply: Answered, payload: unknown) => {
    const { headers, body } = request;
    if (reply.statusCode === 200) watch.see(headers['x-amz-target'], body, payload);
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
