import {
  ChangeMessageVisibilityCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { ChatDoor } from '../domain/door.ts';
import { type Post, writePost } from './post.ts';

/** Rejects if it could not be put on the queue. */
export type PutPost = (post: Post) => Promise<void>;

export function makePostQueue(client: SQSClient, QueueUrl: string): PutPost {
  return async (post) => {
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: writePost(post) }));
  };
}

/** A queue for each chat: what is told in one waits for no other. */
export function putByDoor(queues: Readonly<Record<ChatDoor, PutPost>>): PutPost {
  return (post) => queues[post.door](post);
}

/** Has what was received come again after so many seconds. */
export type PutBack = (receiptHandle: string, seconds: number) => Promise<void>;

export function makePutBack(client: SQSClient, QueueUrl: string): PutBack {
  return async (ReceiptHandle, VisibilityTimeout) => {
    const received = { QueueUrl, ReceiptHandle, VisibilityTimeout };
    await client.send(new ChangeMessageVisibilityCommand(received));
  };
}
