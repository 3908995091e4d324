/** One request between Slack and the app. */
export interface LogLine {
  readonly at: Date;
  readonly direction: 'to-app' | 'from-app';
  /** `/remind tomorrow`, `views.open`. */
  readonly what: string;
  /** `200`, `ok`, `expired_trigger_id`. */
  readonly outcome: string;
  readonly isWrong: boolean;
  readonly tookMilliseconds: number;
  /** The limits that were exceeded, in Slack's English. */
  readonly problems: readonly string[];
}

const kept = 200;

export class SlackLog {
  #lines: LogLine[] = [];
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** The latest line is last. */
  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  add(line: Omit<LogLine, 'at'>): void {
    this.#lines = [...this.#lines, { at: this.#now(), ...line }].slice(-kept);
  }
}

/** How a call of the Web API can fail. */
export type Fault =
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number }
  | { readonly kind: 'broken' }
  /** No answer within a minute. */
  | { readonly kind: 'hanging' };

/** Faults that a test plans for the next calls of one method, or of any method. */
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
