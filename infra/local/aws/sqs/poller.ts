import { setTimeout as wait } from 'node:timers/promises';
import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSMessageAttributes, SQSRecord } from 'aws-lambda';
import { failedAmong, type Log, type Outcome } from '../lambda/host.ts';
import type { QueueSource } from '../template/event-sources.ts';
import type { LocalQueue } from './queues.ts';

export interface PollerDeps {
  readonly client: SQSClient;
  readonly region: string;
  readonly invoke: (event: SQSEvent) => Promise<Outcome>;
  readonly log: Log;
}

const longPollSeconds = 20;
/** What SQS hands over at a time. */
const mostAtOnce = 10;

/**
 * Hands what is on a queue to a function, batch after batch. What failed is left alone: it shows again after the
 * visibility of the queue, or the one that the function gave it.
 */
export class QueuePoller {
  readonly #source: QueueSource;
  readonly #queue: LocalQueue;
  readonly #deps: PollerDeps;
  readonly #stop = new AbortController();

  constructor(source: QueueSource, queue: LocalQueue, deps: PollerDeps) {
    this.#source = source;
    this.#queue = queue;
    this.#deps = deps;
    void this.#run();
  }

  stop(): void {
    this.#stop.abort();
  }

  get #isOver(): boolean {
    return this.#stop.signal.aborted;
  }

  async #run(): Promise<void> {
    while (!this.#isOver) {
      try {
        const messages = await this.#receive();
        if (messages.length > 0) await this.#handOver(messages);
      } catch (error) {
        if (this.#isOver) return;
        this.#deps.log(this.#source.id, String(error), true);
        await wait(1000, undefined, { signal: this.#stop.signal }).catch(() => undefined);
      }
    }
  }

  async #receive(): Promise<readonly Message[]> {
    const { Messages } = await this.#deps.client.send(
      new ReceiveMessageCommand({
        QueueUrl: this.#queue.url,
        MaxNumberOfMessages: Math.min(this.#source.batchSize, mostAtOnce),
        WaitTimeSeconds: longPollSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal: this.#stop.signal },
    );
    return Messages ?? [];
  }

  async #handOver(messages: readonly Message[]): Promise<void> {
    const { source, region } = { source: this.#source, region: this.#deps.region };
    const Records = messages.map((message) => toRecord(message, source.queueArn, region));
    const outcome = await this.#deps.invoke({ Records });
    // The function was stopped, not at fault.
    if (this.#isOver) return;
    const ids = Records.map(({ messageId }) => messageId);
    const failed = failedAmong(ids, outcome, source.reportsFailures);
    for (const record of Records) {
      if (failed.has(record.messageId)) this.#tellIfLast(record);
      else await this.#remove(record);
    }
  }

  async #remove({ receiptHandle: ReceiptHandle }: SQSRecord): Promise<void> {
    const QueueUrl = this.#queue.url;
    await this.#deps.client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }

  #tellIfLast({ messageId, attributes }: SQSRecord): void {
    const { redrive } = this.#queue;
    if (!redrive || Number(attributes.ApproximateReceiveCount) < redrive.maxReceiveCount) return;
    this.#deps.log(this.#source.id, `Given up after every attempt: ${messageId}`, true);
  }
}

function toRecord(message: Message, eventSourceARN: string, awsRegion: string): SQSRecord {
  const { MessageId = '', ReceiptHandle = '', Body = '', MD5OfBody = '', Attributes } = message;
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '0',
      SenderId: '',
      ApproximateFirstReceiveTimestamp: '0',
      ...Attributes,
    },
    messageAttributes: attributesOf(message),
    md5OfBody: MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion,
  };
}

function attributesOf({ MessageAttributes }: Message): SQSMessageAttributes {
  return Object.fromEntries(
    Object.entries(MessageAttributes ?? {}).map(([name, { StringValue, DataType }]) => {
      // Bytes would have to be base64; nobody sends any.
      if (StringValue === undefined) throw new Error(`The attribute ${name} is no text`);
      return [name, { stringValue: StringValue, dataType: DataType ?? 'String' }];
    }),
  );
}
