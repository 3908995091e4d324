import * as z from 'zod';
import { type QueueLog, queuedContent } from './queue-log.ts';

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
