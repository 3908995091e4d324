import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { block } from './block-kit/blocks.ts';
import { type NamedBlock, nameBlocks } from './block-kit/checked.ts';
import type { SlackEngine } from './engine.ts';
import type { ShownView, Views } from './views.ts';
import { channelFor, type Member, memberOf } from './workspace.ts';

/** A message that only one member sees and that no history contains. */
export interface Ephemeral {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly NamedBlock[];
  readonly threadTs?: string | undefined;
}

/** Kept here because no method of the emulator returns them. */
export class Ephemerals {
  readonly #messages = new Map<string, Ephemeral>();

  put(message: Ephemeral): void {
    this.#messages.set(message.ts, message);
  }

  remove(ts: string): void {
    this.#messages.delete(ts);
  }

  find(ts: string): Ephemeral | undefined {
    return this.#messages.get(ts);
  }

  seenBy(user: string, channel: string): readonly Ephemeral[] {
    return [...this.#messages.values()].filter(
      (message) => message.user === user && message.channel === channel,
    );
  }
}

let lastMicroseconds = 0;

/** A unique timestamp in the format that identifies messages. */
export function nextTs(): string {
  lastMicroseconds = Math.max(lastMicroseconds + 1, Date.now() * 1000);
  return `${Math.floor(lastMicroseconds / 1_000_000)}.${String(lastMicroseconds % 1_000_000).padStart(6, '0')}`;
}

/** A message as a member sees it. */
export interface SeenMessage {
  readonly ts: string;
  readonly channel: string;
  /** The id of its author: a member or the bot. */
  readonly user: string;
  /** As Slack stores it: `&`, `<` and `>` are escaped, links and mentions are in angle brackets. */
  readonly text: string;
  readonly blocks: readonly NamedBlock[];
  readonly threadTs?: string | undefined;
  readonly replies: number;
  readonly isEdited: boolean;
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

/** Oldest first; replies follow the message that they answer. */
async function readMessages(
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

const asSeen = (message: Ephemeral, author: string): SeenMessage => ({
  ...message,
  user: author,
  replies: 0,
  isEdited: false,
  isEphemeral: true,
});

export interface ScreenDeps {
  readonly engine: SlackEngine;
  readonly ephemerals: Ephemerals;
  readonly views: Views;
}

/** What each member sees in Slack. */
export class SlackScreen {
  readonly #deps: ScreenDeps;

  constructor(deps: ScreenDeps) {
    this.#deps = deps;
  }

  /** The messages of a channel, or of the conversation with the bot; oldest first, replies after their message. */
  async messages(handle: string, channel?: string): Promise<readonly SeenMessage[]> {
    const { engine, ephemerals } = this.#deps;
    const member = memberOf(engine.workspace, handle);
    const { id } = channelFor(engine.workspace, handle, channel);
    const history = await readMessages(engine, member, id);
    const ephemeral = ephemerals
      .seenBy(member.id, id)
      .map((message) => asSeen(message, engine.workspace.bot.userId));
    return [...history, ...ephemeral].sort((a, b) => sortKeyOf(a).localeCompare(sortKeyOf(b)));
  }

  /** The open modals; the top one is last. */
  modals(handle: string): readonly ShownView[] {
    return this.#deps.views.stackOf(this.#idOf(handle));
  }

  home(handle: string): ShownView | undefined {
    return this.#deps.views.homeOf(this.#idOf(handle));
  }

  #idOf(handle: string): string {
    return memberOf(this.#deps.engine.workspace, handle).id;
  }
}

const sortKeyOf = ({ ts, threadTs }: SeenMessage): string => `${threadTs ?? ts} ${ts}`;

/** Where the content sent to a `response_url` goes. */
export interface ResponseTarget {
  readonly user: string;
  readonly channel: string;
  readonly threadTs?: string | undefined;
  /** The message whose button or shortcut was used. */
  readonly message?: { readonly ts: string; readonly isEphemeral: boolean } | undefined;
}

const maxUses = 5;
const lifetimeMilliseconds = 30 * 60_000;

/** A `response_url` can be used five times within 30 minutes. */
export class ResponseUrls {
  readonly #targets = new Map<string, { target: ResponseTarget; until: number; left: number }>();
  readonly #now: () => Date;
  readonly #baseUrl: string;

  constructor(baseUrl: string, now: () => Date) {
    this.#baseUrl = baseUrl;
    this.#now = now;
  }

  create(target: ResponseTarget): string {
    const id = randomUUID();
    const until = this.#now().getTime() + lifetimeMilliseconds;
    this.#targets.set(id, { target, until, left: maxUses });
    return `${this.#baseUrl}/response/${id}`;
  }

  use(id: string): ResponseTarget | 'expired_url' | 'used_url' {
    const found = this.#targets.get(id);
    if (!found || found.until < this.#now().getTime()) return 'expired_url';
    if (found.left === 0) return 'used_url';
    found.left -= 1;
    return found.target;
  }
}
