import * as z from 'zod';
import { parseJson } from '../../domain/text.ts';

/*
 * The parts of activities that we use. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages
 */

const text = z.string().min(1);
const account = z.object({ id: text, aadObjectId: text.optional(), name: z.string().optional() });

const common = {
  /** Unique within the conversation only. */
  id: text.optional(),
  channelId: text,
  serviceUrl: z.url(),
  from: account,
  recipient: account,
  conversation: z.object({
    id: text,
    /** `personal`, `channel` or `groupChat`. Without it, a conversation is taken for a shared one. */
    conversationType: z.string().optional(),
    tenantId: text.optional(),
  }),
  channelData: z.object({ tenant: z.object({ id: text }).optional() }).nullish(),
};

const message = z.object({
  type: z.literal('message'),
  ...common,
  text: z.string().default(''),
  entities: z
    .array(
      z.looseObject({
        type: z.string(),
        text: z.string().optional(),
        mentioned: z.object({ id: text, name: z.string().optional() }).optional(),
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
  replyToId: text.optional(),
});

const conversationUpdate = z.object({
  type: z.literal('conversationUpdate'),
  ...common,
  membersAdded: z.array(z.object({ id: text })).default([]),
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
