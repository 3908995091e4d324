import {
  ChangeMessageVisibilityCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { type Post, writePost } from './post.ts';

/** Rejects if it could not be put on the queue. */
export type PutPost = (post: Post) => Promise<void>;

export function makePostQueue(client: SQSClient, QueueUrl: string): PutPost {
  return async (post) => {
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: writePost(post) }));
  };
}

/** Has what was received come again after so many seconds. */
export type PutBack = (receiptHandle: string, seconds: number) => Promise<void>;

export function makePutBack(client: SQSClient, QueueUrl: string): PutBack {
  return async (ReceiptHandle, VisibilityTimeout) => {
    const received = { QueueUrl, ReceiptHandle, VisibilityTimeout };
    await client.send(new ChangeMessageVisibilityCommand(received));
  };
}
