import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

/** Strict: attributes of another kind would be lost. */
export const queuedContent = z.object({
  MessageBody: z.string(),
  MessageAttributes: z
    .record(z.string(), z.strictObject({ DataType: z.string(), StringValue: z.string() }))
    .optional(),
});
const message = queuedContent.extend({
  /** The name of the queue. */
  queue: z.string(),
  id: z.string(),
});
export type QueuedMessage = z.output<typeof message>;

const line = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sent'), message }),
  z.object({ kind: z.literal('done'), id: z.string() }),
]);
type Line = z.output<typeof line>;

/** What is on the queues, kept in a file: a world that is killed, or stopped for the night, loses none of it. */
export class QueueLog {
  readonly #file: string;
  readonly #pending = new Map<string, QueuedMessage>();

  constructor(file: string) {
    this.#file = file;
    for (const each of readLines(file)) this.#remember(each);
    this.#forgetWhatIsDone();
  }

  /** Those that nobody has dealt with yet, in order. */
  pending(): readonly QueuedMessage[] {
    return [...this.#pending.values()];
  }

  /** To be said before the sender is answered. */
  sent(message: QueuedMessage): void {
    this.#append({ kind: 'sent', message });
  }

  done(id: string): void {
    if (this.#pending.has(id)) this.#append({ kind: 'done', id });
  }

  #append(added: Line): void {
    appendFileSync(this.#file, toText(added));
    this.#remember(added);
  }

  #remember(said: Line): void {
    if (said.kind === 'sent') this.#pending.set(said.message.id, said.message);
    else this.#pending.delete(said.id);
  }

  /** Under another name until it is whole. */
  #forgetWhatIsDone(): void {
    const draft = `${this.#file}.new`;
    const left = this.pending().map((each): Line => ({ kind: 'sent', message: each }));
    writeFileSync(draft, left.map(toText).join(''));
    renameSync(draft, this.#file);
  }
}

const toText = (said: Line): string => `${JSON.stringify(said)}\n`;

function readLines(file: string): Line[] {
  if (!existsSync(file)) return [];
  // What was cut short by a kill has no end of line.
  const whole = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return whole.map((text) => line.parse(JSON.parse(text)));
}
