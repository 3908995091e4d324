import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const headers = z.object({ type: z.string(), cacheControl: z.string().optional() });

export interface StoredObject extends z.output<typeof headers> {
  readonly bytes: Buffer;
}

export interface ObjectName {
  readonly bucket: string;
  readonly key: string;
}

export interface ListedObject extends ObjectName {
  readonly bytes: number;
  readonly storedAt: Date;
}

/** The objects of the buckets. Each is a file, with its headers in a second file. */
export class BucketFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get(name: ObjectName): StoredObject | undefined {
    const file = this.#fileOf(name);
    if (!existsSync(file)) return undefined;
    const read = headers.parse(JSON.parse(readFileSync(`${file}.headers`, 'utf8')));
    return { ...read, bytes: readFileSync(file) };
  }

  put(name: ObjectName, { bytes, ...rest }: StoredObject): void {
    const file = this.#fileOf(name);
    mkdirSync(join(this.#folder, name.bucket), { recursive: true });
    writeFileSync(`${file}.headers`, JSON.stringify(rest));
    // Renamed when complete, so that a kill leaves no partial file.
    writeFileSync(`${file}.new`, bytes);
    renameSync(`${file}.new`, file);
  }

  remove(name: ObjectName): void {
    const file = this.#fileOf(name);
    rmSync(file, { force: true });
    rmSync(`${file}.headers`, { force: true });
  }

  list(bucket: string): readonly ListedObject[] {
    const folder = join(this.#folder, bucket);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((name) => !/\.(headers|new)$/.test(name))
      .map((name) => {
        const { size, mtime } = statSync(join(folder, name));
        return { bucket, key: decodeURIComponent(name), bytes: size, storedAt: mtime };
      });
  }

  #fileOf({ bucket, key }: ObjectName): string {
    // The encoding keeps dots, and no key may have the name of another object's headers.
    return join(this.#folder, bucket, encodeURIComponent(key).replaceAll('.', '%2E'));
  }
}

export const etagOf = (bytes: Buffer): string =>
  `"${createHash('md5').update(bytes).digest('hex')}"`;
