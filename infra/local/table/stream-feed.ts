import { createHash } from 'node:crypto';
import type { Log } from '../functions/function-host.ts';
import type { EventSource } from '../template/event-sources.ts';
import { type LaneDeps, StreamLane } from './stream-lane.ts';
import type { StreamLog } from './stream-log.ts';
import type { StreamRecord } from './stream-record.ts';

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
