import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findHolder, Halt, takeLock } from '../../../../infra/local/shared/data-folder.ts';
import { closeServer, listenOn } from '../../../../infra/local/shared/http.ts';
import { createDataFolder } from '../local-environment.ts';

let folder: string;
let lock: string;
let status: unknown;
const server = createServer((_, response) => response.end(JSON.stringify(status)));
let url: string;

beforeEach(async () => {
  folder = createDataFolder();
  lock = join(folder, 'lock.json');
  status = { pid: process.pid };
  url = `http://127.0.0.1:${await listenOn(server, 0)}`;
});
afterEach(async () => {
  await closeServer(server);
  rmSync(folder, { recursive: true });
});

test('a lock whose holder answers is refused with its address', async () => {
  await takeLock(lock, { pid: process.pid, url });
  const second = takeLock(lock, { pid: process.pid, url: 'http://127.0.0.1:1' });
  await expect(second).rejects.toThrow(Halt);
  await expect(second).rejects.toThrow(url);
});

test('a released lock is free', async () => {
  const release = await takeLock(lock, { pid: process.pid, url });
  release();
  expect(existsSync(lock)).toBe(false);
});

test.each([
  ['no process has its id', () => ({ pid: 2 ** 22 + 1, url })],
  ['another program has its id', () => ({ pid: process.pid, url: 'http://127.0.0.1:9' })],
])('the lock of a killed process is taken over: %s', async (_, left) => {
  writeFileSync(lock, JSON.stringify(left()));
  expect(await findHolder(lock)).toBeUndefined();
  await takeLock(lock, { pid: process.pid, url });
});

test('a lock is taken over when other programs have the port and the process id of its holder', async () => {
  writeFileSync(lock, JSON.stringify({ pid: process.pid, url }));
  status = { hello: 'another program' };
  expect(await findHolder(lock)).toBeUndefined();
});

test('an incomplete lock file is ignored', async () => {
  writeFileSync(lock, '{"pid":');
  expect(await findHolder(lock)).toBeUndefined();
  await takeLock(lock, { pid: process.pid, url });
});
