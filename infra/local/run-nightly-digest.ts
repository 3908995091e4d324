import * as z from 'zod';
import { describeNight } from './pages/pages.tsx';
import { Halt } from './shared/data-folder.ts';
import { findWorld, nobody } from './shared/find-world.ts';

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
  const night = await askNight(await findWorld(process.env));
  if (night.kind === 'failed') throw new Halt(`La nuit a échoué : ${night.errorMessage}`);
  for (const line of describeNight(night.result)) console.log(line);
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
