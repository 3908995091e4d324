import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createDataFolder,
  type LocalEnvironment,
  startLocalEnvironment,
} from './local-environment.ts';

/* The pages, the stream, the secret and the mailbox of a whole local world, and what a kill does to a mail under way. */

const durand = 'claire.durand@colleges.example.org';
let dataFolder: string;
let environment: LocalEnvironment;

beforeEach(async () => {
  dataFolder = createDataFolder();
  environment = await startLocalEnvironment({ dataFolder });
});
afterEach(async () => {
  await environment.stop();
  rmSync(dataFolder, { recursive: true });
});

interface ReceivedMail {
  readonly subject: string;
  readonly destination: { readonly to: readonly string[] };
}

async function mails(): Promise<ReceivedMail[]> {
  const headers = { accept: 'application/json' };
  const response = await fetch(environment.mailboxUrl, { headers });
  const listed = (await response.json()) as { mail: ReceivedMail }[];
  return listed.map(({ mail }) => mail);
}
const recipients = async () => (await mails()).flatMap(({ destination }) => destination.to);

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

/** Before any page was asked for, only the function that reads the stream is there. */
async function findJournal(): Promise<number> {
  const children = () =>
    execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number))
      .flatMap(([pid, parent]) => (pid && parent === environment.child.pid ? [pid] : []));
  await expect.poll(() => children(), { timeout: 10_000 }).not.toEqual([]);
  const [journal = 0] = children();
  return journal;
}

test('a newcomer signs in with an address that /local shows and the code of the mailbox', async () => {
  const page = await (await fetch(`${environment.url}/local`)).text();
  for (const mail of [
    durand,
    'education@casiers.example.org',
    'ce.0470678g@colleges.example.org',
  ]) {
    expect(page).toContain(mail);
  }
  // Those who were put there were not written to.
  expect(await recipients()).toEqual([]);

  const asked = await post('/connexion', { mail: durand });
  await expect.poll(recipients, { timeout: 10_000 }).toEqual([durand]);
  const [mail] = await mails();
  const code = mail?.subject.replace(/\D/g, '').slice(0, 6) ?? '';
  const entered = await post('/connexion/code', { code }, cookiesOf(asked));
  expect(entered.status).toBe(303);
});

test('a function that is killed between the write and the mail loses no mail and sends none twice', async () => {
  const journal = await findJournal();
  process.kill(journal, 'SIGSTOP');
  await post('/connexion', { mail: durand });
  await post('/connexion', { mail: 'omar.petit@colleges.example.org' });
  expect(await recipients()).toEqual([]);
  process.kill(journal, 'SIGKILL');
  const both = [durand, 'omar.petit@colleges.example.org'];
  await expect.poll(async () => (await recipients()).toSorted(), { timeout: 15_000 }).toEqual(both);
  // Long enough for a second attempt.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect((await recipients()).toSorted()).toEqual(both);
});

test('a world that is killed between the write and the mail sends it when it is started again', async () => {
  const journal = await findJournal();
  process.kill(journal, 'SIGSTOP');
  await post('/connexion', { mail: durand });
  environment.child.kill('SIGKILL');
  await environment.ended;
  process.kill(journal, 'SIGKILL');

  environment = await startLocalEnvironment({ dataFolder });
  await expect.poll(recipients, { timeout: 15_000 }).toEqual([durand]);
});
