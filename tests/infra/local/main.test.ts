import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeServer, listenOn } from '../../../infra/local/shared/http.ts';
import { jpegOf } from '../../adapters/images/sample-photos.ts';
import { bundleOf } from './assembly.ts';
import {
  createDataFolder,
  type LocalEnvironment,
  startLocalEnvironment,
  startProcess,
} from './local-environment.ts';

/*
 * `npm start` from the first start to Ctrl-C. A start takes seconds, so the tests share two, on the same data, and run in
 * this order. Each uses addresses of its own.
 */

const dataFolder = createDataFolder();
let environment: LocalEnvironment;
let refused: PromiseSettledResult<LocalEnvironment> | undefined;

beforeAll(async () => {
  const starts = await Promise.allSettled([0, 1].map(() => startLocalEnvironment({ dataFolder })));
  const [first, ...others] = starts.flatMap((start) =>
    start.status === 'fulfilled' ? [start.value] : [],
  );
  await Promise.all(others.map((other) => other.stop()));
  if (!first) throw new Error(JSON.stringify(starts.map(String)));
  environment = first;
  refused = starts.find(({ status }) => status === 'rejected');
});
afterAll(async () => {
  await environment?.stop();
  rmSync(dataFolder, { recursive: true });
});

interface ReceivedMail {
  readonly subject: string;
  readonly destination: { readonly to: readonly string[] };
}

async function mailsTo(address: string): Promise<ReceivedMail[]> {
  const headers = { accept: 'application/json' };
  const response = await fetch(environment.mailboxUrl, { headers });
  const listed = (await response.json()) as { mail: ReceivedMail }[];
  return listed
    .map(({ mail }) => mail)
    .filter(({ destination }) => destination.to.includes(address));
}

const codeMailsTo = async (address: string) =>
  (await mailsTo(address)).filter(({ subject }) => subject.includes('est votre code'));

const post = (path: string, fields: Record<string, string>, cookie = '') =>
  fetch(environment.url + path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { origin: environment.url, cookie },
    redirect: 'manual',
  });

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

describe('a local environment', () => {
  test('is one of two that were started at once on the same data; the other says so', () => {
    expect(refused).toMatchObject({ status: 'rejected' });
    expect(String(refused?.status === 'rejected' && refused.reason)).toContain(
      `Un monde local tourne déjà sur ces données, à l’adresse ${environment.url}`,
    );
  });

  test('lets a newcomer sign in with an address that /local shows and the code in the mailbox', async () => {
    const address = 'claire.durand@colleges.example.org';
    const page = await (await fetch(`${environment.url}/local`)).text();
    for (const mail of [
      address,
      'education@casiers.example.org',
      'ce.0470678g@colleges.example.org',
    ]) {
      expect(page).toContain(mail);
      // The people of the demo data receive no mail when they are added.
      expect(await mailsTo(mail)).toEqual([]);
    }

    const requested = await post('/connexion', { mail: address });
    await expect.poll(() => codeMailsTo(address), { timeout: 10_000 }).toHaveLength(1);
    const [mail] = await codeMailsTo(address);
    const code = mail?.subject.replace(/\D/g, '').slice(0, 6) ?? '';
    const entered = await post('/connexion/code', { code }, cookiesOf(requested));
    expect(entered.status).toBe(303);
  });

  test('answers with the functions that are deployed', async () => {
    const response = await fetch(`${environment.url}/health`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('application/json');
  });

  test('starts a killed function again at the next request', async () => {
    const functions = childrenOf(environment.child.pid);
    expect(functions.length).toBeGreaterThan(0);
    for (const pid of functions) process.kill(pid, 'SIGKILL');
    await expect.poll(async () => (await fetch(`${environment.url}/health`)).status).toBe(200);
  });

  test('loses no mail and sends none twice when a function is killed between the write and the mail', async () => {
    const addresses = ['omar.petit@colleges.example.org', 'education@casiers.example.org'];
    const codeMails = async () => (await Promise.all(addresses.map(codeMailsTo))).flat();
    const pid = await startedSignInCodes();
    process.kill(pid, 'SIGSTOP');
    for (const mail of addresses) await post('/connexion', { mail });
    expect(await codeMails()).toEqual([]);
    process.kill(pid, 'SIGKILL');
    await expect.poll(codeMails, { timeout: 15_000 }).toHaveLength(2);
    // Long enough for a second attempt.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    for (const address of addresses) expect(await codeMailsTo(address)).toHaveLength(1);
  }, 40_000);

  test('refuses a second one on the same data with its address', async () => {
    const second = startProcess([], { PORT: '0', CASIERS_DATA: dataFolder });
    expect(await second.ended).toBe(1);
    expect(second.output()).toBe(
      `Un monde local tourne déjà sur ces données, à l’adresse ${environment.url} : arrêtez-le, ou choisissez un autre dossier avec CASIERS_DATA.\n`,
    );
  });

  test('runs the nightly digest from the terminal and from the page', async () => {
    expect(await environment.runNightlyDigest()).toMatch(/\n$/);
    const response = await fetch(`${environment.url}/local/night`, { method: 'POST' });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('La nuit a tourné');
  });

  test('refuses to run the nightly digest for a page of another origin', async () => {
    const headers = { origin: 'https://elsewhere.example.org' };
    const response = await fetch(`${environment.url}/local/night`, { method: 'POST', headers });
    expect(response.status).toBe(403);
  });

  test('has pages under /local', async () => {
    for (const path of ['/local', '/local/courrier']) {
      expect((await fetch(environment.url + path)).status).toBe(200);
    }
    expect((await fetch(`${environment.url}/local/courrier/999`)).status).toBe(404);
  });

  test('stores a photo reported in Slack without its position and its camera', async () => {
    const page = await actInSlack('commande', { command: '/casiers', text: 'dégât' });
    const [, view = ''] = /name="view" value="(\w+)"/.exec(page) ?? [];
    const photo = jpegOf(6);
    expect(photo.toString('latin1')).toContain('SecretNorth');
    const reported = await actInSlack('fenetre', {
      ...{ view, do: 'submit' },
      'field:building%400:answer': 'Bâtiment B',
      'field:lockers%400:answer': '101-103',
      'field:maker%400:answer': 'old',
      'field:parts%400:answer': 'door',
      'field:dangerous%400:answer': 'false',
      'field:photos:photos': new File([new Uint8Array(photo)], 'IMG_0001.jpg', {
        type: 'image/jpeg',
      }),
    });
    expect(reported).toContain('Photos');
    expect(reported).toContain('dégât signalé');
    await expect.poll(readyPhotos, { timeout: 60_000 }).toHaveLength(1);
    const [ready] = readyPhotos();
    expect(ready?.toString('latin1')).not.toContain('Secret');
    expect(ready?.length).toBeGreaterThan(100);
  }, 90_000);

  test('that is killed between the write and the mail leaves no function behind; the next one sends the mail', async () => {
    const address = 'ce.0470103g@colleges.example.org';
    const stopped = await startedSignInCodes();
    process.kill(stopped, 'SIGSTOP');
    await post('/connexion', { mail: address });
    const functions = childrenOf(environment.child.pid).filter((pid) => pid !== stopped);
    const killed = environment;
    killed.child.kill('SIGKILL');
    await killed.ended;
    // A stopped process cannot end by itself.
    process.kill(stopped, 'SIGKILL');
    expect(functions.length).toBeGreaterThan(0);
    await expect.poll(() => functions.filter(isAlive), { timeout: 5000 }).toEqual([]);
    expect(readFileSync(join(dataFolder, 'lock.json'), 'utf8')).toContain(killed.url);

    environment = await startLocalEnvironment({ dataFolder });
    expect((await fetch(`${environment.url}/health`)).status).toBe(200);
    await expect.poll(() => codeMailsTo(address), { timeout: 15_000 }).toHaveLength(1);
  }, 60_000);

  test('ends with all its functions within seconds of Ctrl-C, and releases the data', async () => {
    const functions = childrenOf(environment.child.pid);
    expect(functions.length).toBeGreaterThan(0);
    environment.child.kill('SIGINT');
    expect(await environment.ended).toBe(0);
    expect(functions.filter(isAlive)).toEqual([]);
    expect(existsSync(join(dataFolder, 'lock.json'))).toBe(false);
  });
});

describe('a local environment that cannot start says why in one line', () => {
  const outputOf = async (args: string[], variables: Record<string, string>) => {
    const folder = createDataFolder();
    const started = startProcess(args, { PORT: '0', CASIERS_DATA: folder, ...variables });
    expect(await started.ended).toBe(1);
    rmSync(folder, { recursive: true, force: true });
    return started.output();
  };

  test('an unknown option', async () => {
    expect(await outputOf(['--frech'], {})).toMatch(/^Option inconnue : --frech\..*\n$/);
  });

  test('a port that is taken', async () => {
    const server = createServer();
    const port = String(await listenOn(server, 0));
    expect(await outputOf([], { PORT: port })).toMatch(
      new RegExp(`^Le port ${port} est déjà pris : .*\n$`),
    );
    await closeServer(server);
  });
});

function childrenOf(pid: number | undefined): number[] {
  return pgrep('-P', String(pid));
}

/** The process of the function that mails codes. It starts with the first challenge. */
async function startedSignInCodes(): Promise<number> {
  await post('/connexion', { mail: 'inconnu@colleges.example.org' });
  const bundle = await bundleOf('SignInCodes');
  const find = () => pgrep('-P', String(environment.child.pid), '-f', bundle);
  await expect.poll(find, { timeout: 10_000 }).toHaveLength(1);
  return find()[0] ?? 0;
}

function pgrep(...args: string[]): number[] {
  try {
    const output = execFileSync('pgrep', args, { encoding: 'utf8' });
    return output.trim().split('\n').map(Number);
  } catch {
    // Its exit code is 1 when no process matches.
    return [];
  }
}

/** A process that has ended can remain as a zombie in a container, where no init process collects it. */
function isAlive(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
    return !state.startsWith('Z');
  } catch {
    return false;
  }
}

async function actInSlack(action: string, fields: Readonly<Record<string, string | Blob>>) {
  const body = new FormData();
  for (const [field, value] of Object.entries(fields)) body.append(field, value);
  const url = `${environment.url}/local/slack/claire.durand/bot/${action}`;
  return (await fetch(url, { method: 'POST', body })).text();
}

/** The processed photos in the buckets. */
function readyPhotos(): readonly Buffer[] {
  return readdirSync(join(dataFolder, 'buckets'), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name.startsWith('ready'))
    .filter((file) => !file.name.endsWith('.headers'))
    .map((file) => readFileSync(join(file.parentPath, file.name)));
}
