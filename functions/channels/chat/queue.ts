import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { parseIntent, uai } from '../../bot/model/payloads.ts';
import type { Intent } from '../../content/model/intent.ts';
import type { Notification } from '../../content/model/notification.ts';
import { type ChatChannel, chatChannels } from '../../domain/act.ts';
import type { Subject } from '../../domain/notifications/notification.ts';
import type { PhotoRef } from '../../domain/photo.ts';

/** A message on the queue of a chat. */
export type ChatJob = NotificationJob | PhotoJob;

export interface NotificationJob {
  readonly kind: 'notification';
  readonly channel: ChatChannel;
  /** Id of the notification. A recipient gets the same id once. */
  readonly id: string;
  readonly to: JobRecipient;
  readonly subject?: Subject | undefined;
  readonly notification: Notification;
}

/** A photo to download from the chat. */
export interface PhotoJob {
  readonly kind: 'photo';
  readonly channel: ChatChannel;
  readonly photo: PhotoRef;
  /** The chat's id of the file. */
  readonly file: string;
}

export type JobRecipient =
  | { readonly kind: 'person'; readonly account: string }
  /** The channel of the service Éducation, whose id is in the secret of the chat. */
  | { readonly kind: 'education' };

/** The recipient as its `SendRecord` names it. */
export function recipientOf({ channel, to }: Pick<NotificationJob, 'channel' | 'to'>): string {
  return `${channel}:${to.kind === 'person' ? to.account : to.kind}`;
}

const channel = z.enum(chatChannels);
const text = z.string();

/** An intent that is no longer known is left out. */
const intent = z.unknown().transform((value): Intent | undefined => {
  return value === undefined ? undefined : parseIntent(JSON.stringify(value));
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

/** Throws for anything that `serializeChatJob` did not write. */
export function parseChatJob(body: string): ChatJob {
  return chatJob.parse(JSON.parse(body));
}

/** As JSON with escapes: SQS refuses U+FFFE and U+FFFF, and some engines refuse emoji. */
export function serializeChatJob(job: ChatJob): string {
  return JSON.stringify(job).replace(
    /[\ud800-\udfff\ufffe\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16)}`,
  );
}

/** Rejects if the job could not be put on the queue. */
export type EnqueueChatJob = (job: ChatJob) => Promise<void>;

export function createChatQueue(client: SQSClient, QueueUrl: string): EnqueueChatJob {
  return async (job) => {
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: serializeChatJob(job) }));
  };
}

/** Each chat has its own queue, so that a chat that is down delays no other. */
export function enqueueByChannel(
  queues: Readonly<Record<ChatChannel, EnqueueChatJob>>,
): EnqueueChatJob {
  return (job) => queues[job.channel](job);
}

/** The message is received again after so many seconds. */
export type ChangeVisibility = (receiptHandle: string, seconds: number) => Promise<void>;

export type SendResult =
  | { readonly kind: 'sent' }
  /** A retry cannot help. People have the mail. */
  | { readonly kind: 'undeliverable'; readonly error: unknown }
  /** `seconds`: the delay that the chat asked for, if any. `error` is logged. */
  | {
      readonly kind: 'retry';
      readonly seconds?: number | undefined;
      readonly error?: unknown;
    };
