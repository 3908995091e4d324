import type { NamedBlock } from './name-blocks.ts';

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
