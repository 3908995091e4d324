import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { errorCode, requestLocal } from './http-client.ts';

/** The files that the local environment keeps between two starts. */
export interface DataFolder {
  readonly path: string;
  readonly lock: string;
  readonly table: string;
  readonly mails: string;
  readonly log: string;
  /** The records of the table's stream that no function has processed yet. */
  readonly stream: string;
  readonly secrets: string;
  /** The messages on the queues. */
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

/** Removes only what the local environment wrote: the folder may hold other files. */
export function emptyDataFolder({ path: _path, lock: _lock, ...paths }: DataFolder): void {
  for (const path of Object.values(paths)) rmSync(path, { recursive: true, force: true });
}

/** Why a command cannot go on: one French line for the terminal, shown without a stack. */
export class Halt extends Error {}

const holderSchema = z.object({ pid: z.int(), url: z.url() });
export type Holder = z.output<typeof holderSchema>;

/**
 * The path that a local environment answers with its process id. Another answer comes from a program that has taken its
 * port or its process id since.
 */
export const statusPath = '/local/status';

/** The engine of the table allows one process at a time on the same data. Returns the function that releases the lock. */
export async function takeLock(file: string, mine: Holder): Promise<() => void> {
  if (!writeNew(file, mine)) {
    await refuseIfHeld(file);
    // A process that was killed has left it.
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

/** The local environment that holds the lock, if it is running. */
export async function findHolder(file: string): Promise<Holder | undefined> {
  const holder = readHolder(file);
  if (!holder || !isAlive(holder.pid)) return undefined;
  try {
    const { body } = await requestLocal(new URL(statusPath, holder.url), {
      timeoutMilliseconds: 3000,
    });
    const status = z.object({ pid: z.int() }).safeParse(JSON.parse(body));
    return status.data?.pid === holder.pid ? holder : undefined;
  } catch (error) {
    // It can be too busy to answer in time.
    return errorCode(error) === 'ABORT_ERR' ? holder : undefined;
  }
}

/** Of two processes that write at once, only one succeeds. */
function writeNew(file: string, mine: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(mine), { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
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
    // The process belongs to another account.
    return errorCode(error) === 'EPERM';
  }
}

export type Close = () => void | Promise<void>;

/** Closes in reverse order what was opened: at the end, or when a start fails half-way. */
export class Closers {
  readonly #closers: Close[] = [];

  add(close: Close): void {
    this.#closers.push(close);
  }

  /** Continues when one of them fails. */
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
