import { randomUUID } from 'node:crypto';

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
