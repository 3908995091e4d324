import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { failedAmong, type Log, type Outcome } from '../lambda/host.ts';
import type { EventSource } from '../template/event-sources.ts';
import type { StreamLog, StreamRecord } from './stream-log.ts';

export interface StreamWorkerDeps {
  readonly invoke: (event: { readonly Records: readonly StreamRecord[] }) => Promise<Outcome>;
  /** The records were processed or given up; they are not retried. */
  readonly done: (records: readonly StreamRecord[]) => void;
  readonly giveUp: (records: readonly StreamRecord[]) => void;
  /** The pause after the first failure. It doubles with each further one, up to `longestPauseMilliseconds`. */
  readonly firstPauseMilliseconds: number;
}

const longestPauseMilliseconds = 30_000;

/**
 * Invokes the function with its records in order, batch after batch, and retries those that failed.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export class StreamWorker {
  readonly #source: EventSource;
  readonly #deps: StreamWorkerDeps;
  readonly #stop = new AbortController();
  #records: StreamRecord[] = [];
  #size: number;
  #failures = 0;
  #running = false;

  constructor(source: EventSource, deps: StreamWorkerDeps) {
    this.#source = source;
    this.#deps = deps;
    this.#size = source.batchSize;
  }

  add(record: StreamRecord): void {
    this.#records.push(record);
    void this.#run();
  }

  stop(): void {
    this.#stop.abort();
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    // Records that are added in the same tick make one batch.
    await Promise.resolve();
    while (this.#records.length > 0 && !this.#stop.signal.aborted) await this.#invokeBatch();
    this.#running = false;
  }

  async #invokeBatch(): Promise<void> {
    const batch = this.#records.slice(0, this.#size);
    const outcome = await this.#deps.invoke({ Records: batch });
    // The function did not fail: it was stopped.
    if (this.#stop.signal.aborted) return;
    const processed = this.#countProcessed(batch, outcome);
    if (processed > 0) this.#drop(processed, this.#deps.done);
    if (processed < batch.length) await this.#retry(batch.slice(processed));
  }

  async #retry(failed: readonly StreamRecord[]): Promise<void> {
    const { bisects, retries } = this.#source;
    if (bisects && failed.length > 1) {
      this.#size = Math.ceil(failed.length / 2);
      return;
    }
    this.#failures += 1;
    if (this.#failures > retries || this.#isTooOld(failed)) {
      this.#drop(failed.length, this.#deps.giveUp);
      return;
    }
    const pause = this.#deps.firstPauseMilliseconds * 2 ** (this.#failures - 1);
    await wait(Math.min(pause, longestPauseMilliseconds), undefined, {
      signal: this.#stop.signal,
    }).catch(() => undefined);
  }

  #drop(count: number, report: (records: readonly StreamRecord[]) => void): void {
    report(this.#records.splice(0, count));
    this.#size = this.#source.batchSize;
    this.#failures = 0;
  }

  #isTooOld([first]: readonly StreamRecord[]): boolean {
    const at = first?.dynamodb.ApproximateCreationDateTime ?? 0;
    return Date.now() / 1000 - at > this.#source.maxAgeSeconds;
  }

  #countProcessed(batch: readonly StreamRecord[], outcome: Outcome): number {
    const numbers = batch.map(({ dynamodb }) => dynamodb.SequenceNumber);
    const failed = failedAmong(numbers, outcome, this.#source.reportsFailures);
    const first = numbers.findIndex((number) => failed.has(number));
    return first === -1 ? batch.length : first;
  }
}

export interface StreamPollerDeps extends Pick<StreamWorkerDeps, 'invoke'> {
  readonly stream: StreamLog;
  readonly log: Log;
  readonly firstPauseMilliseconds?: number;
}

/** Invokes one function with the records of one stream. The records of one item stay in order; different items share the workers. */
export class StreamPoller {
  readonly source: EventSource;
  readonly #workers: readonly StreamWorker[];

  constructor(source: EventSource, deps: StreamPollerDeps) {
    this.source = source;
    const { invoke, stream, log, firstPauseMilliseconds = 1000 } = deps;
    const done = (records: readonly StreamRecord[]) => stream.done(source.id, records);
    const giveUp = (records: readonly StreamRecord[]) => {
      const numbers = records.map(({ dynamodb }) => dynamodb.SequenceNumber);
      log(source.id, `Given up after every attempt: ${numbers.join(', ')}`, true);
      done(records);
    };
    this.#workers = Array.from(
      { length: source.parallelizationFactor },
      () => new StreamWorker(source, { invoke, done, giveUp, firstPauseMilliseconds }),
    );
    for (const record of stream.pending(source.id)) this.add(record);
  }

  add(record: StreamRecord): void {
    const hash = createHash('md5').update(JSON.stringify(record.dynamodb.Keys)).digest();
    this.#workers[hash.readUInt32BE() % this.#workers.length]?.add(record);
  }

  stop(): void {
    for (const worker of this.#workers) worker.stop();
  }
}
