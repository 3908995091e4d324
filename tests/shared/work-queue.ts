import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { startQueueEngine } from '../../infra/local/aws/sqs/engine.ts';

export type WorkQueue = Awaited<ReturnType<typeof startWorkQueue>>;

/** A queue of Amazon SQS, and what Lambda does between it and a function. */
export async function startWorkQueue() {
  const folder = mkdtempSync(join(tmpdir(), 'queue-'));
  const engine = await startQueueEngine(join(folder, 'queues.jsonl'), 'eu-west-3');
  const { client } = engine;
  const Attributes = { VisibilityTimeout: '540' };
  await client.send(new CreateQueueCommand({ QueueName: 'posts', Attributes }));
  const url = `${engine.url}/000000000000/posts`;

  async function receive(): Promise<SQSRecord | undefined> {
    const { Messages } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: url, MessageSystemAttributeNames: ['All'] }),
    );
    const [first] = Messages ?? [];
    return (
      first &&
      ({
        messageId: first.MessageId,
        receiptHandle: first.ReceiptHandle,
        body: first.Body,
        attributes: first.Attributes,
      } as SQSRecord)
    );
  }

  return {
    client,
    url,
    receive,
    /** Gives each message to the function once; those that must come back can be received again at once. */
    async drain(work: (event: SQSEvent) => Promise<SQSBatchResponse>): Promise<number> {
      const failed: SQSRecord[] = [];
      let done = 0;
      for (let record = await receive(); record; record = await receive()) {
        const { batchItemFailures } = await work({ Records: [record] });
        const ReceiptHandle = record.receiptHandle;
        if (batchItemFailures.length > 0) failed.push(record);
        else {
          await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
          done += 1;
        }
      }
      for (const { receiptHandle: ReceiptHandle } of failed) {
        const at = { QueueUrl: url, ReceiptHandle, VisibilityTimeout: 0 };
        await client.send(new ChangeMessageVisibilityCommand(at));
      }
      return done;
    },
    async stop() {
      await engine.close();
      rmSync(folder, { recursive: true });
    },
  };
}
