import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { block } from './block-kit/blocks.ts';
import { type NamedBlock, nameBlocks } from './block-kit/checked.ts';
import type { SlackEngine } from './engine.ts';
import type { ShownView, Views } from './views.ts';
import { channelFor, type Member, memberOf } from './workspace.ts';

/** A message that one person alone sees, and that no history keeps. */
export interface Ephemeral {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly NamedBlock[];
  readonly threadTs?: string | undefined;
}

/** The emulator stores them where nothing reads them. */
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

let last = 0;

/** A time as Slack names messages by, and never the same twice. */
export function nextTs(): string {
  last = Math.max(last + 1, Date.now() * 1000);
  return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`;
}

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

export interface ScreenDeps {
  readonly engine: SlackEngine;
  readonly ephemerals: Ephemerals;
  readonly views: Views;
}

/** What each person sees of Slack. */
export class SlackScreen {
  readonly #deps: ScreenDeps;

  constructor(deps: ScreenDeps) {
    this.#deps = deps;
  }

  /** Of the conversation with the bot, or of a channel; the earliest first, replies after their message. */
  async messages(who: string, where?: string): Promise<readonly SeenMessage[]> {
    const { engine, ephemerals } = this.#deps;
    const member = memberOf(engine.workspace, who);
    const { id } = channelFor(engine.workspace, who, where);
    const kept = await readMessages(engine, member, id);
    const passing = ephemerals
      .seenBy(member.id, id)
      .map((message) => asSeen(message, engine.workspace.bot.userId));
    return [...kept, ...passing].sort((a, b) => placeOf(a).localeCompare(placeOf(b)));
  }

  /** The modals that are open, the one on top last. */
  modals(who: string): readonly ShownView[] {
    return this.#deps.views.stackOf(this.#idOf(who));
  }

  home(who: string): ShownView | undefined {
    return this.#deps.views.homeOf(this.#idOf(who));
  }

  #idOf(who: string): string {
    return memberOf(this.#deps.engine.workspace, who).id;
  }
}

const placeOf = ({ ts, threadTs }: SeenMessage): string => `${threadTs ?? ts} ${ts}`;

/** Where an answer that comes later goes. */
export interface ResponseTarget {
  readonly user: string;
  readonly channel: string;
  readonly threadTs?: string | undefined;
  /** The message that was acted upon, if it was one. */
  readonly message?: { readonly ts: string; readonly isEphemeral: boolean } | undefined;
}

const uses = 5;
const lifeMilliseconds = 30 * 60_000;

/** A command or a click may be answered five times in half an hour. */
export class ResponseUrls {
  readonly #targets = new Map<string, { target: ResponseTarget; until: number; left: number }>();
  readonly #now: () => Date;
  readonly #base: string;

  constructor(base: string, now: () => Date) {
    this.#base = base;
    this.#now = now;
  }

  make(target: ResponseTarget): string {
    const id = randomUUID();
    const until = this.#now().getTime() + lifeMilliseconds;
    this.#targets.set(id, { target, until, left: uses });
    return `${this.#base}/response/${id}`;
  }

  use(id: string): ResponseTarget | 'expired_url' | 'used_url' {
    const found = this.#targets.get(id);
    if (!found || found.until < this.#now().getTime()) return 'expired_url';
    if (found.left === 0) return 'used_url';
    found.left -= 1;
    return found.target;
  }
}
