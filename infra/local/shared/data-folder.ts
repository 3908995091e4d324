import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';

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

/** Why the local world cannot go on: one French line for the person at the keyboard, without a stack. */
export class Halt extends Error {}

const holderSchema = z.object({ pid: z.int(), url: z.url() });
export type Holder = z.output<typeof holderSchema>;

/** Where a world says who it is. Any other answer comes from a program that took its port or its number since. */
export const statusPath = '/local/status';

/** One world at a time on the same data: the engine of the table allows no more. Gives the way to let go. */
export async function takeLock(file: string, mine: Holder): Promise<() => void> {
  if (!writeNew(file, mine)) {
    await refuseIfHeld(file);
    // Left by a process that was killed.
    rmSync(file, { force: true });
    if (!writeNew(file, mine)) await refuseIfHeld(file);
  }
  return () => {
    if (readHolder(file)?.pid === mine.pid) rmSync(file, { force: true });
  };
}

export async function refuseIfHeld(file: string): Promise<void> {
  const holder = await findHolder(file);
  if (!holder) return;
  throw new Halt(
    `Un monde local tourne déjà sur ces données, à l’adresse ${holder.url} : arrêtez-le, ou choisissez un autre dossier avec CASIERS_DATA.`,
  );
}

/** The world that holds the lock, if it lives. */
export async function findHolder(file: string): Promise<Holder | undefined> {
  const written = readHolder(file);
  if (!written || !isAlive(written.pid)) return undefined;
  try {
    const answer = await fetch(new URL(statusPath, written.url), {
      signal: AbortSignal.timeout(3000),
    });
    const said = z.object({ pid: z.int() }).safeParse(await answer.json());
    return said.data?.pid === written.pid ? written : undefined;
  } catch (error) {
    // Too busy to answer is not dead.
    return error instanceof DOMException && error.name === 'TimeoutError' ? written : undefined;
  }
}

/** Of two that write at once, one does. */
function writeNew(file: string, mine: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(mine), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process: alive all the same.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

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
