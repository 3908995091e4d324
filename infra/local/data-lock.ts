import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { Halt } from './halt.ts';

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
