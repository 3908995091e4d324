import * as z from 'zod';
import { parseJson } from '../../domain/text.ts';

/*
 * As much as we read of what Teams tells a bot. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages
 */

const text = z.string().min(1);
const account = z.object({ id: text, aadObjectId: text.optional(), name: z.string().optional() });

const around = {
  /** Of that conversation only. */
  id: text.optional(),
  channelId: text,
  serviceUrl: z.url(),
  from: account,
  recipient: account,
  conversation: z.object({
    id: text,
    conversationType: z.string().default('personal'),
    tenantId: text.optional(),
  }),
  channelData: z.object({ tenant: z.object({ id: text }).optional() }).nullish(),
};

const message = z.object({
  type: z.literal('message'),
  ...around,
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
  /** Pictures and files among cards, quotes and the text once more. */
  attachments: z.array(z.unknown()).nullish(),
});

const invoke = z.object({
  type: z.literal('invoke'),
  ...around,
  name: z.string(),
  value: z.unknown().optional(),
  /** The message whose card it is about. */
  replyToId: text.optional(),
});

const conversationUpdate = z.object({
  type: z.literal('conversationUpdate'),
  ...around,
  membersAdded: z.array(z.object({ id: text })).default([]),
});

const installationUpdate = z.object({
  type: z.literal('installationUpdate'),
  ...around,
  action: z.string(),
});

const ownActivity = z.discriminatedUnion('type', [
  message,
  invoke,
  conversationUpdate,
  installationUpdate,
]);
/** Typing, reactions, and what Teams may think of next: nothing that we answer. */
const other = z
  .object({
    type: text.refine(
      (type) => !ownActivity.options.some(({ shape }) => shape.type.value === type),
    ),
    ...around,
  })
  .transform((given) => ({ ...given, type: 'other' as const }));
const activity = z.union([ownActivity, other]);

export type Activity = z.output<typeof activity>;
export type MessageActivity = z.output<typeof message>;
export type InvokeActivity = z.output<typeof invoke>;

/** `undefined` for what is no activity. */
export function parseActivity(body: string): Activity | undefined {
  return activity.safeParse(parseJson(body)).data;
}

/** Whose Microsoft 365 it comes from. */
export function tenantOf({ channelData, conversation }: Activity): string | undefined {
  return channelData?.tenant?.id ?? conversation.tenantId;
}
