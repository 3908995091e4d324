import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Halt } from '../shared/data-folder.ts';
import { findLocalEnvironment, nobody } from '../shared/find-local-environment.ts';
import { playground, playgroundPort, playgroundSettings, serviceUrl } from './playground.ts';

const folder = mkdtempSync(join(tmpdir(), 'casiers-teams-'));

try {
  await runTeams(await findLocalEnvironment(process.env));
} catch (error) {
  console.error(error instanceof Halt ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Until somebody stops it: the playground, in front of the local world that runs. */
async function runTeams(localEnvironment: string): Promise<void> {
  await fetch(`${localEnvironment}/local/teams/openid`).catch(() => {
    throw new Halt(nobody);
  });
  const port = playgroundPort(Number(new URL(localEnvironment).port));
  writeFileSync(join(folder, '.m365agentsplayground.yml'), playgroundSettings(process.argv[2]));
  console.log(`Le banc d’essai de Microsoft (${playground}) se charge…`);
  const child = spawn(
    'npx',
    [
      ...['--yes', '--prefer-offline', playground, 'start', '-c', 'msteams', '-p', String(port)],
      ...['-e', `${localEnvironment}/local/teams/messages`, '--service-url', serviceUrl(port)],
      '--disable-telemetry',
    ],
    {
      cwd: folder,
      // With a group of its own: what npx starts would outlive it.
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        // Without it too, it tells Microsoft that it was started.
        APPLICATION_INSIGHTS_NO_STATSBEAT: '1',
        TEAMSAPPTESTER_BROWSER: 'none',
      },
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stop(child));
  }
  await untilEnded(child, port);
}

function stop({ pid }: ChildProcess): void {
  if (pid) process.kill(-pid, 'SIGTERM');
}

function untilEnded(child: ChildProcess, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      const told = /Listening on (\d+)/.exec(chunk.toString())?.[1];
      if (!told) return;
      if (told === String(port)) console.log(`Teams est prêt : http://127.0.0.1:${port}`);
      else {
        stop(child);
        reject(new Halt(`Le port ${port} est déjà pris : arrêtez le programme qui l’occupe.`));
      }
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code) reject(new Halt(`Le banc d’essai s’est arrêté (code ${code}).`));
      else resolve();
    });
  });
}
