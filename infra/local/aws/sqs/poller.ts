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
/** The maximum of SQS. */
const maxMessages = 10;

/**
 * Invokes a function with the messages of a queue, batch after batch. Failed messages stay on the queue and are visible
 * again after its visibility timeout, or the one that the function set.
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

  get #isStopped(): boolean {
    return this.#stop.signal.aborted;
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      try {
        const messages = await this.#receive();
        if (messages.length > 0) await this.#invoke(messages);
      } catch (error) {
        if (this.#isStopped) return;
        this.#deps.log(this.#source.id, String(error), true);
        await wait(1000, undefined, { signal: this.#stop.signal }).catch(() => undefined);
      }
    }
  }

  async #receive(): Promise<readonly Message[]> {
    const { Messages } = await this.#deps.client.send(
      new ReceiveMessageCommand({
        QueueUrl: this.#queue.url,
        MaxNumberOfMessages: Math.min(this.#source.batchSize, maxMessages),
        WaitTimeSeconds: longPollSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal: this.#stop.signal },
    );
    return Messages ?? [];
  }

  async #invoke(messages: readonly Message[]): Promise<void> {
    const { source, region } = { source: this.#source, region: this.#deps.region };
    const Records = messages.map((message) => toRecord(message, source.queueArn, region));
    const outcome = await this.#deps.invoke({ Records });
    // The local environment stopped the function; the messages have not failed.
    if (this.#isStopped) return;
    const ids = Records.map(({ messageId }) => messageId);
    const failed = failedAmong(ids, outcome, source.reportsFailures);
    for (const record of Records) {
      if (failed.has(record.messageId)) this.#logIfLast(record);
      else await this.#remove(record);
    }
  }

  async #remove({ receiptHandle: ReceiptHandle }: SQSRecord): Promise<void> {
    const QueueUrl = this.#queue.url;
    await this.#deps.client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }

  #logIfLast({ messageId, attributes }: SQSRecord): void {
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
      // The application sends no binary attributes.
      if (StringValue === undefined) throw new Error(`The attribute ${name} is not text`);
      return [name, { stringValue: StringValue, dataType: DataType ?? 'String' }];
    }),
  );
}
