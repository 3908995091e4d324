import * as z from 'zod';
import { dataFolderAt } from './data-folder.ts';
import { findHolder } from './data-lock.ts';
import { describeNight } from './describe-night.ts';
import { Halt } from './halt.ts';
import { loopback } from './listen.ts';
import { readDataFolder, readPort } from './start-options.ts';

const nobody = 'Aucun monde local ne tourne : lancez d’abord « npm start ».';

const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answered'), result: z.unknown() }),
  z.object({ kind: z.literal('failed'), errorMessage: z.string() }),
]);

try {
  await runNight();
} catch (error) {
  console.error(error instanceof Halt ? error.message : error);
  process.exitCode = 1;
}

async function runNight(): Promise<void> {
  const night = await askNight(await findWorld());
  if (night.kind === 'failed') throw new Halt(`La nuit a échoué : ${night.errorMessage}`);
  for (const line of describeNight(night.result)) console.log(line);
}

/** By its data; by its port when no data were named. */
async function findWorld(): Promise<string> {
  const holder = await findHolder(dataFolderAt(readDataFolder(process.env)).lock);
  if (holder) return holder.url;
  const { PORT, CASIERS_DATA } = process.env;
  if (CASIERS_DATA && !PORT) throw new Halt(nobody);
  return `http://${loopback}:${readPort(PORT)}`;
}

async function askNight(url: string): Promise<z.output<typeof answer>> {
  try {
    const response = await fetch(new URL('/local/night', url), {
      method: 'POST',
      headers: { accept: 'application/json' },
    });
    return answer.parse(await response.json());
  } catch {
    throw new Halt(nobody);
  }
}
