import * as z from 'zod';
import { describeRun } from './pages/pages.tsx';
import { Halt } from './shared/data-folder.ts';
import { findLocalEnvironment, nobody } from './shared/find-local-environment.ts';

const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answered'), result: z.unknown() }),
  z.object({ kind: z.literal('failed'), errorMessage: z.string() }),
]);

try {
  await runNightlyDigest();
} catch (error) {
  console.error(error instanceof Halt ? error.message : error);
  process.exitCode = 1;
}

async function runNightlyDigest(): Promise<void> {
  const nightlyDigest = await requestNightlyDigest(await findLocalEnvironment(process.env));
  if (nightlyDigest.kind === 'failed')
    throw new Halt(`La nuit a échoué : ${nightlyDigest.errorMessage}`);
  for (const line of describeRun(nightlyDigest.result)) console.log(line);
}

async function requestNightlyDigest(url: string): Promise<z.output<typeof answer>> {
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
