/** What went between Slack and the counter. */
export interface LogLine {
  readonly at: Date;
  /** Slack told the app something, or the app called Slack. */
  readonly way: 'to-app' | 'from-app';
  /** `/casiers besoin`, `views.open`. */
  readonly what: string;
  /** `200`, `ok`, `expired_trigger_id`. */
  readonly outcome: string;
  readonly isWrong: boolean;
  readonly tookMilliseconds: number;
  /** In Slack's language: the limits that were passed. */
  readonly problems: readonly string[];
}

const kept = 200;

export class SlackLog {
  #lines: LogLine[] = [];
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** The latest last. */
  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  add(line: Omit<LogLine, 'at'>): void {
    this.#lines = [...this.#lines, { at: this.#now(), ...line }].slice(-kept);
  }
}

/** What may happen to a call of the Slack API. */
export type Fault =
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number }
  | { readonly kind: 'broken' }
  /** Neither answers nor ends. */
  | { readonly kind: 'hanging' };

/** What tests want to go wrong: the next calls of a method, or of any. */
export class Faults {
  #planned: { method: string | undefined; fault: Fault; left: number }[] = [];

  plan(fault: Fault, { method, times = 1 }: { method?: string; times?: number } = {}): void {
    this.#planned.push({ method, fault, left: times });
  }

  clear(): void {
    this.#planned = [];
  }

  take(method: string): Fault | undefined {
    const found = this.#planned.find(
      (planned) => planned.left > 0 && (planned.method ?? method) === method,
    );
    if (!found) return undefined;
    found.left -= 1;
    return found.fault;
  }
}
