import {
  ChangeMessageVisibilityCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { parseIntent, uai } from '../../bot/model/payloads.ts';
import type { Intent } from '../../content/model/intent.ts';
import type { Notification } from '../../content/model/notification.ts';
import { type ChatChannel, chatChannels } from '../../domain/act.ts';
import type { Subject } from '../../domain/notifications/notification.ts';
import type { PhotoRef } from '../../domain/photo.ts';

/** What is put on the queue of a chat, to be sent when the chat has time. */
export type ChatJob = NotificationJob | PhotoJob;

export interface NotificationJob {
  readonly kind: 'notification';
  readonly channel: ChatChannel;
  /** Of the notice: the same one twice is said once to each recipient. */
  readonly id: string;
  readonly to: JobRecipient;
  readonly subject?: Subject | undefined;
  readonly notification: Notification;
}

/** A photo, to be fetched from the chat. */
export interface PhotoJob {
  readonly kind: 'photo';
  readonly channel: ChatChannel;
  readonly photo: PhotoRef;
  readonly file: string;
}

export type JobRecipient =
  | { readonly kind: 'person'; readonly account: string }
  /** The channel of the service Éducation, which the secret of the chat names. */
  | { readonly kind: 'education' };

/** Names whom a post is for, as its `Send` does. */
export function recipientOf({ channel, to }: Pick<NotificationJob, 'channel' | 'to'>): string {
  return `${channel}:${to.kind === 'person' ? to.account : to.kind}`;
}

const channel = z.enum(chatChannels);
const text = z.string();

/** One that is not understood any more is a button less. */
const intent = z.unknown().transform((asked): Intent | undefined => {
  return asked === undefined ? undefined : parseIntent(JSON.stringify(asked));
});

const notification: z.ZodType<Notification> = z.object({
  title: text,
  summary: text,
  sections: z.array(
    z.object({
      title: text,
      text: text.optional(),
      facts: z.array(z.object({ label: text, value: text })).optional(),
      table: z.object({ columns: z.array(text), rows: z.array(z.array(text)) }).optional(),
    }),
  ),
  actions: z.array(
    z.object({
      label: text,
      url: text.optional(),
      intent: intent.optional(),
      weight: z.enum(['main', 'danger']).optional(),
    }),
  ),
  footer: text,
});

const chatJob: z.ZodType<ChatJob> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('notification'),
    channel,
    id: text,
    to: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('person'), account: text }),
      z.object({ kind: z.literal('education') }),
    ]),
    subject: z
      .object({ reference: text, version: z.int(), manner: z.enum(['change', 'reply']) })
      .optional(),
    notification,
  }),
  z.object({
    kind: z.literal('photo'),
    channel,
    photo: z.union([
      z.object({ uai, damageId: text, photoId: text }),
      z.object({ uai, deliveryId: text, reserveId: text, photoId: text }),
    ]),
    file: text,
  }),
]);

/** Throws for what is none: it was not put there by us. */
export function parseChatJob(body: string): ChatJob {
  return chatJob.parse(JSON.parse(body));
}

/** As JSON, in letters that every queue takes: not all of them take every emoji. */
export function serializeChatJob(written: ChatJob): string {
  return JSON.stringify(written).replace(
    /[\ud800-\udfff\ufffe\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16)}`,
  );
}

/** Rejects if it could not be put on the queue. */
export type EnqueueChatJob = (job: ChatJob) => Promise<void>;

export function createChatQueue(client: SQSClient, QueueUrl: string): EnqueueChatJob {
  return async (job) => {
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: serializeChatJob(job) }));
  };
}

/** A queue for each chat: what is told in one waits for no other. */
export function enqueueByChannel(
  queues: Readonly<Record<ChatChannel, EnqueueChatJob>>,
): EnqueueChatJob {
  return (job) => queues[job.channel](job);
}

/** Has what was received come again after so many seconds. */
export type ChangeVisibility = (receiptHandle: string, seconds: number) => Promise<void>;

export function createChangeVisibility(client: SQSClient, QueueUrl: string): ChangeVisibility {
  return async (ReceiptHandle, VisibilityTimeout) => {
    const received = { QueueUrl, ReceiptHandle, VisibilityTimeout };
    await client.send(new ChangeMessageVisibilityCommand(received));
  };
}

/** What became of a post. */
export type SendResult =
  | { readonly kind: 'sent' }
  /** Given up: people have it by mail. */
  | { readonly kind: 'undeliverable'; readonly error: unknown }
  /** `seconds`: when to come back, where somebody said so. `error`: for us to look into. */
  | {
      readonly kind: 'retry';
      readonly seconds?: number | undefined;
      readonly error?: unknown;
    };

/** Sends one post to its chat, once, however often it comes off the queue. Never rejects for a fault of the chat's. */
export type SendChatJob = (job: NotificationJob) => Promise<SendResult>;
