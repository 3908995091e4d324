import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findHolder, Halt, takeLock } from '../../../../infra/local/shared/data-folder.ts';
import { closeServer, listenOn } from '../../../../infra/local/shared/http.ts';
import { createDataFolder } from '../local-environment.ts';

let folder: string;
let lock: string;
let says: unknown;
const server = createServer((_, response) => response.end(JSON.stringify(says)));
let url: string;

beforeEach(async () => {
  folder = createDataFolder();
  lock = join(folder, 'lock.json');
  says = { pid: process.pid };
  url = `http://127.0.0.1:${await listenOn(server, 0)}`;
});
afterEach(async () => {
  await closeServer(server);
  rmSync(folder, { recursive: true });
});

test('held by a world that answers, it is refused and told where', async () => {
  await takeLock(lock, { pid: process.pid, url });
  const second = takeLock(lock, { pid: process.pid, url: 'http://127.0.0.1:1' });
  await expect(second).rejects.toThrow(Halt);
  await expect(second).rejects.toThrow(url);
});

test('let go, it is free', async () => {
  const letGo = await takeLock(lock, { pid: process.pid, url });
  letGo();
  expect(existsSync(lock)).toBe(false);
});

test.each([
  ['nobody has the number any more', () => ({ pid: 2 ** 22 + 1, url })],
  ['another program has the number', () => ({ pid: process.pid, url: 'http://127.0.0.1:9' })],
])('left by a killed world, it is taken over: %s', async (_, left) => {
  writeFileSync(lock, JSON.stringify(left()));
  expect(await findHolder(lock)).toBeUndefined();
  await takeLock(lock, { pid: process.pid, url });
});

test('left by a killed world whose port and number others have, it is taken over', async () => {
  writeFileSync(lock, JSON.stringify({ pid: process.pid, url }));
  says = { hello: 'another program' };
  expect(await findHolder(lock)).toBeUndefined();
});

test('a lock file that was cut short counts for nothing', async () => {
  writeFileSync(lock, '{"pid":');
  expect(await findHolder(lock)).toBeUndefined();
  await takeLock(lock, { pid: process.pid, url });
});
