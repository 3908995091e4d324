import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Halt } from '../shared/data-folder.ts';
import { findLocalEnvironment, notRunning } from '../shared/find-local-environment.ts';
import { requestLocal } from '../shared/http-client.ts';
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

/** Runs the playground for the local environment until it is stopped. */
async function runTeams(localEnvironment: string): Promise<void> {
  await requestLocal(new URL('/local/teams/openid', localEnvironment)).catch(() => {
    throw new Halt(notRunning);
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
      // In a process group of its own, so that the processes that npx starts can be stopped too.
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        // The playground reports its start to Microsoft unless this is set too.
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
      const listening = /Listening on (\d+)/.exec(chunk.toString())?.[1];
      if (!listening) return;
      if (listening === String(port)) console.log(`Teams est prêt : http://127.0.0.1:${port}`);
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
