import * as z from 'zod';
import { describeRun } from './pages/pages.tsx';
import { Halt } from './shared/data-folder.ts';
import { findLocalEnvironment, notRunning } from './shared/find-local-environment.ts';
import { errorCode, requestLocal } from './shared/http-client.ts';

const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answered'), result: z.unknown() }),
  z.object({ kind: z.literal('failed'), errorMessage: z.string() }),
]);

/** Runs the nightly digest of the local environment; returns French lines about it. Throws a `Halt` that says what failed. */
export async function requestNightlyDigest(
  environment: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  const url = new URL('/local/night', await findLocalEnvironment(environment));
  const { status, body } = await post(url);
  const answer = answerSchema.safeParse(parseJson(body)).data;
  if (!answer) throw new Halt(`${url.origin} a refusé de lancer la nuit (${status}) : ${body}`);
  if (answer.kind === 'failed') throw new Halt(`La nuit a échoué : ${answer.errorMessage}`);
  return describeRun(answer.result);
}

async function post(url: URL) {
  try {
    return await requestLocal(url, { method: 'POST', headers: { accept: 'application/json' } });
  } catch (error) {
    if (errorCode(error) === 'ECONNREFUSED') throw new Halt(notRunning);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Halt(`${url.origin} n’a pas répondu : ${reason}`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
