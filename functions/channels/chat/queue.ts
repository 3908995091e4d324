import {
  ChangeMessageVisibilityCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { readCarriedAsk } from '../../bot/model/payloads.ts';
import type { Ask } from '../../content/model/intent.ts';
import type { Notice } from '../../content/model/notification.ts';
import type { ChatDoor } from '../../domain/act.ts';
import type { Subject } from '../../domain/notifications/notification.ts';
import type { PhotoRef } from '../../domain/photo.ts';
import { readUai, type Uai } from '../../domain/uai.ts';

/** What is put on the queue of a chat, to be sent when the chat has time. */
export type Post = NoticePost | PhotoPost;

export interface NoticePost {
  readonly kind: 'notice';
  readonly door: ChatDoor;
  /** Of the notice: the same one twice is said once to each recipient. */
  readonly id: string;
  readonly to: PostAddress;
  readonly subject?: Subject | undefined;
  readonly notice: Notice;
}

/** A photo, to be fetched from the chat. */
export interface PhotoPost {
  readonly kind: 'photo';
  readonly door: ChatDoor;
  readonly photo: PhotoRef;
  readonly file: string;
}

export type PostAddress =
  | { readonly kind: 'person'; readonly account: string }
  /** The channel of the service Éducation, which the secret of the chat names. */
  | { readonly kind: 'education' };

/** Names whom a post is for, as its `Send` does. */
export function recipientOf({ door, to }: Pick<NoticePost, 'door' | 'to'>): string {
  return `${door}:${to.kind === 'person' ? to.account : to.kind}`;
}

const door = z.enum(['slack', 'teams']);
const text = z.string();

const uai = text.transform((code, context): Uai => {
  const reading = readUai(code);
  if (reading.kind === 'uai') return reading.uai;
  context.issues.push({ code: 'custom', message: 'no UAI', input: code });
  return z.NEVER;
});

/** One that is not understood any more is a button less. */
const ask = z.unknown().transform((asked): Ask | undefined => {
  return asked === undefined ? undefined : readCarriedAsk(JSON.stringify(asked));
});

const notice: z.ZodType<Notice> = z.object({
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
      ask: ask.optional(),
      weight: z.enum(['main', 'danger']).optional(),
    }),
  ),
  footer: text,
});

const post: z.ZodType<Post> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('notice'),
    door,
    id: text,
    to: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('person'), account: text }),
      z.object({ kind: z.literal('education') }),
    ]),
    subject: z
      .object({ reference: text, version: z.int(), manner: z.enum(['change', 'reply']) })
      .optional(),
    notice,
  }),
  z.object({
    kind: z.literal('photo'),
    door,
    photo: z.union([
      z.object({ uai, damageId: text, photoId: text }),
      z.object({ uai, deliveryId: text, reserveId: text, photoId: text }),
    ]),
    file: text,
  }),
]);

/** Throws for what is none: it was not put there by us. */
export function readPost(body: string): Post {
  return post.parse(JSON.parse(body));
}

/** As JSON, in letters that every queue takes: not all of them take every emoji. */
export function writePost(written: Post): string {
  return JSON.stringify(written).replace(
    /[\ud800-\udfff\ufffe\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16)}`,
  );
}

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

/** What became of a post. */
export type Told =
  | { readonly kind: 'done' }
  /** Given up: people have it by mail. */
  | { readonly kind: 'gone'; readonly error: unknown }
  /** `seconds`: when to come back, where somebody said so. `error`: for us to look into. */
  | {
      readonly kind: 'later';
      readonly seconds?: number | undefined;
      readonly error?: unknown;
    };

/** Sends one post to its chat, once, however often it comes off the queue. Never rejects for a fault of the chat's. */
export type TellPost = (post: NoticePost) => Promise<Told>;
