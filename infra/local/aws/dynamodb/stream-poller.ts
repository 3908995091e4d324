import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { failedAmong, type Log, type Outcome } from '../lambda/host.ts';
import type { EventSource } from '../template/event-sources.ts';
import type { StreamLog, StreamRecord } from './stream-log.ts';

export interface LaneDeps {
  readonly invoke: (event: { readonly Records: readonly StreamRecord[] }) => Promise<Outcome>;
  /** They went through, or were given up: either way they do not come back. */
  readonly done: (records: readonly StreamRecord[]) => void;
  readonly gaveUp: (records: readonly StreamRecord[]) => void;
  /** After the first failure; twice as much after each further one, up to `longestPauseMilliseconds`. */
  readonly firstPauseMilliseconds: number;
}

const longestPauseMilliseconds = 30_000;

/**
 * Hands its records to the function in order, batch after batch, and comes back with those that failed.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export class StreamLane {
  readonly #source: EventSource;
  readonly #deps: LaneDeps;
  readonly #stop = new AbortController();
  #records: StreamRecord[] = [];
  #size: number;
  #failures = 0;
  #running = false;

  constructor(source: EventSource, deps: LaneDeps) {
    this.#source = source;
    this.#deps = deps;
    this.#size = source.batchSize;
  }

  take(record: StreamRecord): void {
    this.#records.push(record);
    void this.#run();
  }

  stop(): void {
    this.#stop.abort();
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    // What is said in one breath goes together.
    await Promise.resolve();
    while (this.#records.length > 0 && !this.#stop.signal.aborted) await this.#handOver();
    this.#running = false;
  }

  async #handOver(): Promise<void> {
    const batch = this.#records.slice(0, this.#size);
    const outcome = await this.#deps.invoke({ Records: batch });
    // The function was stopped, not at fault.
    if (this.#stop.signal.aborted) return;
    const through = this.#countThrough(batch, outcome);
    if (through > 0) this.#leave(through, this.#deps.done);
    if (through < batch.length) await this.#retry(batch.slice(through));
  }

  async #retry(failed: readonly StreamRecord[]): Promise<void> {
    const { bisects, retries } = this.#source;
    if (bisects && failed.length > 1) {
      this.#size = Math.ceil(failed.length / 2);
      return;
    }
    this.#failures += 1;
    if (this.#failures > retries || this.#isTooOld(failed)) {
      this.#leave(failed.length, this.#deps.gaveUp);
      return;
    }
    const pause = this.#deps.firstPauseMilliseconds * 2 ** (this.#failures - 1);
    await wait(Math.min(pause, longestPauseMilliseconds), undefined, {
      signal: this.#stop.signal,
    }).catch(() => undefined);
  }

  #leave(count: number, how: (records: readonly StreamRecord[]) => void): void {
    how(this.#records.splice(0, count));
    this.#size = this.#source.batchSize;
    this.#failures = 0;
  }

  #isTooOld([first]: readonly StreamRecord[]): boolean {
    const at = first?.dynamodb.ApproximateCreationDateTime ?? 0;
    return Date.now() / 1000 - at > this.#source.maxAgeSeconds;
  }

  #countThrough(batch: readonly StreamRecord[], outcome: Outcome): number {
    const numbers = batch.map(({ dynamodb }) => dynamodb.SequenceNumber);
    const failed = failedAmong(numbers, outcome, this.#source.reportsFailures);
    const first = numbers.findIndex((number) => failed.has(number));
    return first === -1 ? batch.length : first;
  }
}

export interface StreamFeedDeps extends Pick<LaneDeps, 'invoke'> {
  readonly stream: StreamLog;
  readonly log: Log;
  readonly firstPauseMilliseconds?: number;
}

/** Feeds one function with one stream: in order for each item, in as many lanes as the event source has. */
export class StreamFeed {
  readonly source: EventSource;
  readonly #lanes: readonly StreamLane[];

  constructor(source: EventSource, deps: StreamFeedDeps) {
    this.source = source;
    const { invoke, stream, log, firstPauseMilliseconds = 1000 } = deps;
    const done = (records: readonly StreamRecord[]) => stream.done(source.id, records);
    const gaveUp = (records: readonly StreamRecord[]) => {
      const numbers = records.map(({ dynamodb }) => dynamodb.SequenceNumber);
      log(source.id, `Given up after every attempt: ${numbers.join(', ')}`, true);
      done(records);
    };
    this.#lanes = Array.from(
      { length: source.lanes },
      () => new StreamLane(source, { invoke, done, gaveUp, firstPauseMilliseconds }),
    );
    for (const record of stream.pending(source.id)) this.take(record);
  }

  take(record: StreamRecord): void {
    const hash = createHash('md5').update(JSON.stringify(record.dynamodb.Keys)).digest();
    this.#lanes[hash.readUInt32BE() % this.#lanes.length]?.take(record);
  }

  stop(): void {
    for (const lane of this.#lanes) lane.stop();
  }
}
