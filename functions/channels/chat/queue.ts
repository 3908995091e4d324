import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { parseIntent, uai } from '../../bot/model/payloads.ts';
import { type Intent, isSharedIntent, type SharedIntent } from '../../content/model/intent.ts';
import type { Notification, SharedNotification } from '../../content/model/notification.ts';
import { isSharedText, type SharedText } from '../../content/model/shared-text.ts';
import { type ChatChannel, chatChannels } from '../../domain/act.ts';
import type { Subject } from '../../domain/notifications/notification.ts';
import type { PhotoRef } from '../../domain/photo.ts';

/** A message on the queue of a chat. */
export type ChatJob = NotificationJob | PhotoJob;

export type NotificationJob = {
  readonly kind: 'notification';
  readonly channel: ChatChannel;
  /** Id of the notification. A recipient gets the same id once. */
  readonly id: string;
  readonly subject?: Subject | undefined;
} & (
  | { readonly to: PersonRecipient; readonly notification: Notification | SharedNotification }
  | { readonly to: EducationRecipient; readonly notification: SharedNotification }
);

/** A photo to download from the chat. */
export interface PhotoJob {
  readonly kind: 'photo';
  readonly channel: ChatChannel;
  readonly photo: PhotoRef;
  /** The chat's id of the file. */
  readonly file: string;
}

interface PersonRecipient {
  readonly kind: 'person';
  readonly account: string;
}

/** The channel of the service Éducation, whose id is in the secret of the chat. */
interface EducationRecipient {
  readonly kind: 'education';
}

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

/** The shape of a notification, whose texts are what `one` accepts. */
function bodyShape<Text extends z.ZodType>(one: Text) {
  return {
    title: one,
    summary: one,
    sections: z.array(
      z.object({
        title: one,
        text: one.optional(),
        facts: z.array(z.object({ label: one, value: one })).optional(),
        table: z.object({ columns: z.array(one), rows: z.array(z.array(one)) }).optional(),
      }),
    ),
    footer: one,
  };
}

function actionShape<Text extends z.ZodType>(one: Text) {
  return {
    label: one,
    url: one.optional(),
    weight: z.enum(['main', 'danger']).optional(),
  };
}

const personalNotification: z.ZodType<Notification> = z.object({
  // Absent from jobs of an earlier version.
  audience: z.literal('reader').default('reader'),
  ...bodyShape(text),
  actions: z.array(z.object({ ...actionShape(text), intent: intent.optional() })),
});

/** Checked again: nothing personal reaches a shared place, whatever is on the queue. */
const shared = z.custom<SharedText>(isSharedText, 'personal');
const sharedNotification: z.ZodType<SharedNotification> = z.object({
  audience: z.literal('everyone'),
  ...bodyShape(shared),
  actions: z.array(
    z.object({
      ...actionShape(shared),
      intent: intent.transform(sharedOrNone).optional(),
    }),
  ),
});

function sharedOrNone(value: Intent | undefined): SharedIntent | undefined {
  return isSharedIntent(value) ? value : undefined;
}

const notificationJob = {
  kind: z.literal('notification'),
  channel,
  id: text,
  subject: z
    .object({ reference: text, version: z.int(), manner: z.enum(['change', 'reply']) })
    .optional(),
};

const chatJob: z.ZodType<ChatJob> = z.union([
  z.object({
    ...notificationJob,
    to: z.object({ kind: z.literal('person'), account: text }),
    notification: z.union([personalNotification, sharedNotification]),
  }),
  z.object({
    ...notificationJob,
    to: z.object({ kind: z.literal('education') }),
    notification: sharedNotification,
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
