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
