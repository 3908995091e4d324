import * as z from 'zod';
import { block } from './block-kit-blocks.ts';
import type { Ephemeral } from './ephemerals.ts';
import { type NamedBlock, nameBlocks } from './name-blocks.ts';
import type { SlackEngine } from './slack-engine.ts';
import type { Member } from './workspace.ts';

/** A message as somebody sees it. */
export interface SeenMessage {
  readonly ts: string;
  readonly channel: string;
  /** Who wrote it, by id: a member, or the bot. */
  readonly user: string;
  /** As Slack keeps it: `&`, `<` and `>` are escaped, links and mentions are between angles. */
  readonly text: string;
  readonly blocks: readonly NamedBlock[];
  readonly threadTs?: string | undefined;
  readonly replies: number;
  readonly isEdited: boolean;
  /** Seen by this person alone. */
  readonly isEphemeral: boolean;
}

const messages = z.array(
  z.object({
    ts: z.string(),
    user: z.string(),
    text: z.string(),
    blocks: z.array(block).default([]),
    thread_ts: z.string().optional(),
    reply_count: z.int().default(0),
    edited: z.unknown().optional(),
  }),
);

/** The earliest first. A reply comes after the message that it answers. */
export async function readMessages(
  engine: SlackEngine,
  member: Member,
  channel: string,
): Promise<readonly SeenMessage[]> {
  const { token } = member;
  const history = await engine.call('conversations.history', token, { channel, limit: 200 });
  if (!history.ok) return [];
  const roots = messages.parse(history['messages']).reverse();
  const threads = await Promise.all(
    roots.map(async (root) => {
      if (root.reply_count === 0) return [root];
      const args = { channel, ts: root.ts };
      const replies = await engine.call('conversations.replies', token, args);
      return messages.parse(replies['messages']);
    }),
  );
  return threads.flat().map((message) => ({
    ts: message.ts,
    channel,
    user: message.user,
    text: message.text,
    blocks: nameBlocks(message.blocks),
    threadTs: message.thread_ts,
    replies: message.reply_count,
    isEdited: message.edited !== undefined,
    isEphemeral: false,
  }));
}

export const asSeen = (message: Ephemeral, author: string): SeenMessage => ({
  ...message,
  user: author,
  replies: 0,
  isEdited: false,
  isEphemeral: true,
});
