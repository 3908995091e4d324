import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createDataFolder,
  type LocalEnvironment,
  startLocalEnvironment,
  startProcess,
} from './local-environment.ts';

describe('a local world that runs', () => {
  let environment: LocalEnvironment;

  beforeAll(async () => {
    environment = await startLocalEnvironment();
  });
  afterAll(() => environment?.stop());

  test('answers with the functions that would be deployed', async () => {
    const response = await fetch(`${environment.url}/health`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('application/json');
  });

  test('a function that was killed is started afresh by the next request', async () => {
    await fetch(`${environment.url}/health`);
    const functions = childrenOf(environment.child.pid);
    expect(functions.length).toBeGreaterThan(0);
    for (const pid of functions) process.kill(pid, 'SIGKILL');
    await expect.poll(async () => (await fetch(`${environment.url}/health`)).status).toBe(200);
  });

  test('a second one on the same data is told where the first is', async () => {
    const second = startProcess([], { PORT: '0', CASIERS_DATA: environment.dataFolder });
    expect(await second.ended).toBe(1);
    expect(second.said()).toBe(
      `Un monde local tourne déjà sur ces données, à l’adresse ${environment.url} : arrêtez-le, ou choisissez un autre dossier avec CASIERS_DATA.\n`,
    );
  });

  test('runs its night from the keyboard and from the page', async () => {
    expect(await environment.runNightlyDigest()).toMatch(/\n$/);
    const response = await fetch(`${environment.url}/local/night`, { method: 'POST' });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('La nuit a tourné');
  });

  test('a page from elsewhere cannot run the night', async () => {
    const headers = { origin: 'https://elsewhere.example.org' };
    const response = await fetch(`${environment.url}/local/night`, { method: 'POST', headers });
    expect(response.status).toBe(403);
  });

  test('the pages under /local are there', async () => {
    for (const path of ['/local', '/local/courrier']) {
      expect((await fetch(environment.url + path)).status).toBe(200);
    }
    expect((await fetch(`${environment.url}/local/courrier/999`)).status).toBe(404);
  });
});

test('of two that start at once on the same data, one runs and the other says so', async () => {
  const dataFolder = createDataFolder();
  const both = [0, 1].map(() => startProcess([], { PORT: '0', CASIERS_DATA: dataFolder }));
  const texts = /Casiers 47 est prêt|tourne déjà/;
  const said = await Promise.all(both.map(({ waitFor }) => waitFor(texts)));
  expect(said.map(([found]) => found).toSorted()).toEqual(['Casiers 47 est prêt', 'tourne déjà']);
  for (const { child } of both) child.kill('SIGINT');
  await Promise.all(both.map(({ ended }) => ended));
  rmSync(dataFolder, { recursive: true });
});

describe('ending a local world', () => {
  test('Ctrl-C ends everything within seconds, and lets go of the data', async () => {
    const environment = await startLocalEnvironment();
    await fetch(`${environment.url}/health`);
    const functions = childrenOf(environment.child.pid);
    environment.child.kill('SIGINT');
    expect(await environment.ended).toBe(0);
    expect(functions.filter(isAlive)).toEqual([]);
    expect(existsSync(join(environment.dataFolder, 'lock.json'))).toBe(false);
    rmSync(environment.dataFolder, { recursive: true });
  });

  test('killed, it leaves no function behind, and the next one takes its data over', async () => {
    const dataFolder = createDataFolder();
    const killed = await startLocalEnvironment({ dataFolder });
    await fetch(`${killed.url}/health`);
    const functions = childrenOf(killed.child.pid);
    killed.child.kill('SIGKILL');
    await killed.ended;
    await expect.poll(() => functions.filter(isAlive), { timeout: 5000 }).toEqual([]);
    expect(readFileSync(join(dataFolder, 'lock.json'), 'utf8')).toContain(killed.url);

    const next = await startLocalEnvironment({ dataFolder });
    expect((await fetch(`${next.url}/health`)).status).toBe(200);
    await next.stop();
    rmSync(dataFolder, { recursive: true });
  });
});

describe('a local world that cannot start says why in one line', () => {
  const tellsWhy = async (args: string[], variables: Record<string, string>) => {
    const dataFolder = createDataFolder();
    const refused = startProcess(args, { PORT: '0', CASIERS_DATA: dataFolder, ...variables });
    expect(await refused.ended).toBe(1);
    rmSync(dataFolder, { recursive: true, force: true });
    return refused.said();
  };

  test('an unknown option', async () => {
    expect(await tellsWhy(['--frech'], {})).toMatch(/^Option inconnue : --frech\..*\n$/);
  });

  test('a port that is taken', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const address = holder.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    expect(await tellsWhy([], { PORT: port })).toMatch(
      new RegExp(`^Le port ${port} est déjà pris : .*\n$`),
    );
    holder.close();
  });
});

function childrenOf(pid: number | undefined): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).split('\n');
  return lines
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (child && parent === pid ? [child] : []));
}

/** One that has ended may wait long to be buried, where nobody is there to do it. */
function isAlive(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
    return !state.startsWith('Z');
  } catch {
    return false;
  }
}
