import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';

/** An item or a key in the JSON of DynamoDB: `{ "pk": { "S": "…" } }`. */
export const storedJson = z.record(z.string(), z.record(z.string(), z.unknown()));
export type StoredJson = z.output<typeof storedJson>;

/** A stream record in a Lambda event. https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
export const streamRecord = z.object({
  eventID: z.string(),
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  eventVersion: z.literal('1.1'),
  eventSource: z.literal('aws:dynamodb'),
  eventSourceARN: z.string(),
  awsRegion: z.string(),
  dynamodb: z.object({
    /** Unix seconds. */
    ApproximateCreationDateTime: z.number(),
    Keys: storedJson,
    NewImage: storedJson.optional(),
    OldImage: storedJson.optional(),
    SequenceNumber: z.string(),
    SizeBytes: z.number(),
    StreamViewType: z.literal('NEW_AND_OLD_IMAGES'),
  }),
  userIdentity: z.object({ type: z.string(), principalId: z.string() }).optional(),
});
export type StreamRecord = z.output<typeof streamRecord>;

/** One item before and after a write. */
export interface Change {
  readonly key: StoredJson;
  readonly before: StoredJson | undefined;
  readonly after: StoredJson | undefined;
  readonly expired: boolean;
}

export interface Stream {
  readonly arn: string;
  readonly region: string;
}

/** The stream record of a change; `undefined` for a write that changed nothing. */
export function recordOf(
  { key, before, after, expired }: Change,
  { arn, region }: Stream,
  { number, now }: { readonly number: number; readonly now: Date },
): StreamRecord | undefined {
  if (isDeepStrictEqual(before, after)) return undefined;
  const SequenceNumber = String(number).padStart(21, '0');
  return {
    eventID: createHash('md5').update(`${arn} ${SequenceNumber}`).digest('hex'),
    eventName: before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    eventSourceARN: arn,
    awsRegion: region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(now.getTime() / 1000),
      Keys: key,
      ...(after && { NewImage: after }),
      ...(before && { OldImage: before }),
      SequenceNumber,
      SizeBytes: Buffer.byteLength(JSON.stringify([key, before, after])),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
    ...(expired && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
  };
}

const image = z.object({ key: storedJson, before: storedJson.optional() });
/** An item as it stood before a write. */
export type ImageBefore = z.output<typeof image>;

const wanted = z.object({ record: streamRecord, by: z.array(z.string()) });
/** A record, and the event sources that want it. */
export type WantedRecord = z.output<typeof wanted>;

const line = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('writing'), images: z.array(image) }),
  z.object({ kind: z.literal('written'), records: z.array(wanted) }),
  z.object({ kind: z.literal('done'), by: z.string(), numbers: z.array(z.string()) }),
]);
type Line = z.output<typeof line>;

/** The records that functions have not processed yet, in a file: none is lost when a function or the whole local environment is killed. */
export class StreamLog {
  readonly #file: string;
  readonly #pending = new Map<string, Map<string, StreamRecord>>();
  #unfinished: readonly ImageBefore[] = [];
  #last = 0;

  constructor(file: string) {
    this.#file = file;
    for (const each of readLines(file)) this.#remember(each);
    this.#compact();
  }

  /** The write during which the local environment was killed: it may or may not have reached the engine. */
  get unfinished(): readonly ImageBefore[] {
    return this.#unfinished;
  }

  /** Each number is higher than all before, across restarts. */
  nextNumber(now: Date): number {
    this.#last = Math.max(this.#last + 1, now.getTime() * 1000);
    return this.#last;
  }

  /** To be called before the write is sent to the engine. */
  writing(images: readonly ImageBefore[]): void {
    this.#append({ kind: 'writing', images: [...images] });
  }

  /** To be called before the writer is answered. */
  written(records: readonly WantedRecord[]): void {
    this.#append({ kind: 'written', records: [...records] });
  }

  done(by: string, records: readonly StreamRecord[]): void {
    const numbers = records.map(({ dynamodb }) => dynamodb.SequenceNumber);
    this.#append({ kind: 'done', by, numbers });
  }

  /** The records that this event source has not processed yet, in order. */
  pending(by: string): readonly StreamRecord[] {
    return [...(this.#pending.get(by)?.values() ?? [])];
  }

  #append(added: Line): void {
    appendFileSync(this.#file, toText(added));
    this.#remember(added);
  }

  #remember(entry: Line): void {
    switch (entry.kind) {
      case 'writing':
        this.#unfinished = entry.images;
        return;
      case 'written':
        this.#unfinished = [];
        for (const { record, by } of entry.records) this.#addPending(record, by);
        return;
      case 'done':
        for (const number of entry.numbers) this.#pending.get(entry.by)?.delete(number);
    }
  }

  #addPending(record: StreamRecord, by: readonly string[]): void {
    const { SequenceNumber } = record.dynamodb;
    this.#last = Math.max(this.#last, Number(SequenceNumber));
    for (const source of by) {
      const records = this.#pending.get(source) ?? new Map<string, StreamRecord>();
      this.#pending.set(source, records.set(SequenceNumber, record));
    }
  }

  /** Rewrites the file without what is done. The new file has another name until it is whole. */
  #compact(): void {
    const records = [...this.#pending].flatMap(([source, waiting]) =>
      [...waiting.values()].map((record) => ({ record, by: [source] })),
    );
    const draft = `${this.#file}.new`;
    const lines: Line[] = [
      { kind: 'written', records },
      ...(this.#unfinished.length > 0
        ? [{ kind: 'writing' as const, images: [...this.#unfinished] }]
        : []),
    ];
    writeFileSync(draft, lines.map(toText).join(''));
    renameSync(draft, this.#file);
  }
}

const toText = (entry: Line): string => `${JSON.stringify(entry)}\n`;

function readLines(file: string): Line[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  // A line that a kill cut short has no end of line.
  return lines.map((text) => line.parse(JSON.parse(text)));
}
