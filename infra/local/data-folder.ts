import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the local world keeps its things between two starts. */
export interface DataFolder {
  readonly path: string;
  readonly lock: string;
  readonly table: string;
  readonly mails: string;
  readonly log: string;
  /** What the table's stream has still to say. */
  readonly stream: string;
  readonly secrets: string;
  /** What is on the queues. */
  readonly queues: string;
  readonly buckets: string;
}

export function dataFolderAt(name: string): DataFolder {
  const path = resolve(name);
  return {
    path,
    lock: join(path, 'lock.json'),
    table: join(path, 'table'),
    mails: join(path, 'mails.json'),
    log: join(path, 'functions.log'),
    stream: join(path, 'stream.jsonl'),
    secrets: join(path, 'secrets.json'),
    queues: join(path, 'queues.jsonl'),
    buckets: join(path, 'buckets'),
  };
}

/** Only what the world put there: the folder may be anybody's. */
export function emptyDataFolder({ path: _path, lock: _lock, ...things }: DataFolder): void {
  for (const thing of Object.values(things)) rmSync(thing, { recursive: true, force: true });
}
