export type Close = () => void | Promise<void>;

/** What was opened, to be closed in the opposite order: at the end, or when a start fails half-way. */
export class Closers {
  readonly #closers: Close[] = [];

  add(close: Close): void {
    this.#closers.push(close);
  }

  /** One that fails stops no other. */
  async closeAll(): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        console.error(error);
      }
    }
  }
}
