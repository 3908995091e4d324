import * as z from 'zod';
import { parseJson } from '../../domain/text.ts';

/*
 * The parts of activities that we use. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages
 */

/** A lone surrogate has no UTF-8, so it cannot stand in an address of the connector. */
const text = z
  .string()
  .min(1)
  .refine((value) => value.isWellFormed());

/** Teams leaves optional keys out, or sends `null`. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? undefined);
const account = z.object({ id: text, aadObjectId: optional(text), name: optional(z.string()) });

const common = {
  /** Unique within the conversation only. */
  id: optional(text),
  channelId: text,
  serviceUrl: z.url(),
  from: account,
  recipient: account,
  conversation: z.object({
    id: text,
    /** `personal`, `channel` or `groupChat`. Without it, a conversation is taken for a shared one. */
    conversationType: optional(z.string()),
    tenantId: optional(text),
  }),
  channelData: z.object({ tenant: optional(z.object({ id: text })) }).nullish(),
};

const message = z.object({
  type: z.literal('message'),
  ...common,
  text: z
    .string()
    .nullish()
    .transform((value) => value ?? ''),
  entities: z
    .array(
      z.looseObject({
        type: z.string(),
        text: optional(z.string()),
        mentioned: optional(z.object({ id: text, name: z.string().optional() })),
      }),
    )
    .nullish(),
  /** Pictures and files, but also cards, quotes and the text as HTML. */
  attachments: z.array(z.unknown()).nullish(),
});

const invoke = z.object({
  type: z.literal('invoke'),
  ...common,
  name: z.string(),
  value: z.unknown().optional(),
  /** The message with the card. */
  replyToId: optional(text),
});

const members = z
  .array(z.object({ id: text }))
  .nullish()
  .transform((value) => value ?? []);

const conversationUpdate = z.object({
  type: z.literal('conversationUpdate'),
  ...common,
  membersAdded: members,
  membersRemoved: members,
});

const installationUpdate = z.object({
  type: z.literal('installationUpdate'),
  ...common,
  action: z.string(),
});

const ownActivity = z.discriminatedUnion('type', [
  message,
  invoke,
  conversationUpdate,
  installationUpdate,
]);
/** Typing, reactions and types that Teams may add: the bot ignores them. */
const other = z
  .object({
    type: text.refine(
      (type) => !ownActivity.options.some(({ shape }) => shape.type.value === type),
    ),
    ...common,
  })
  .transform((activity) => ({ ...activity, type: 'other' as const }));
const activity = z.union([ownActivity, other]);

export type Activity = z.output<typeof activity>;
export type MessageActivity = z.output<typeof message>;
export type InvokeActivity = z.output<typeof invoke>;

/** `undefined`: not an activity. */
export function parseActivity(body: string): Activity | undefined {
  return activity.safeParse(parseJson(body)).data;
}

/** The Microsoft 365 tenant that it comes from. */
export function tenantOf({ channelData, conversation }: Activity): string | undefined {
  return channelData?.tenant?.id ?? conversation.tenantId;
}
