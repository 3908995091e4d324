import type { Closers } from '../closers.ts';
import type { DataFolder } from '../data-folder.ts';
import type { ResolvedStack } from '../hosted-stack.ts';
import { startBucketEngine } from './bucket-engine.ts';
import { BucketFiles, type ObjectName } from './bucket-files.ts';
import { expireObjects, objectCreated, readBuckets } from './buckets.ts';

export interface LocalBuckets {
  readonly endpoint: string;
  /** Called with the event of each object: those that are there already first. */
  tell(listen: (event: unknown) => void): void;
}

const expiryMilliseconds = 3600_000;

/** The buckets of the template, their rules of expiry and their events. */
export async function startBuckets(
  stack: ResolvedStack,
  folder: DataFolder,
  closers: Closers,
): Promise<LocalBuckets> {
  const buckets = readBuckets(stack);
  const telling = new Set(buckets.flatMap(({ name, tells }) => (tells ? [name] : [])));
  const files = new BucketFiles(folder.buckets);
  let listen: (event: unknown) => void = () => undefined;
  const created = (name: ObjectName) => {
    if (telling.has(name.bucket)) listen(objectCreated(name, stack.around));
  };
  const expire = () => {
    for (const bucket of buckets) expireObjects(files, bucket, new Date());
  };

  expire();
  const expiry = setInterval(expire, expiryMilliseconds);
  closers.add(() => clearInterval(expiry));
  const names = new Set(buckets.map(({ name }) => name));
  const engine = await startBucketEngine({
    files,
    buckets: names,
    created,
    now: () => new Date(),
  });
  closers.add(() => engine.close());
  return {
    endpoint: engine.url,
    tell(next) {
      listen = next;
      // A world that was killed may not have told them.
      for (const name of names) files.list(name).forEach(created);
    },
  };
}
