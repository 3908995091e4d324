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
