import { rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { requestNightlyDigest } from '../../../infra/local/request-nightly-digest.ts';
import { closeServer, listenOn } from '../../../infra/local/shared/http.ts';
import { listenOnBlockedPort } from '../../shared/blocked-port.ts';
import { createDataFolder } from './local-environment.ts';

let dataFolder: string;
let server: Server;

beforeEach(() => {
  dataFolder = createDataFolder();
});
afterEach(async () => {
  await closeServer(server);
  rmSync(dataFolder, { recursive: true });
});

async function start(
  listener: RequestListener,
  listen = (created: Server) => listenOn(created, 0),
): Promise<string> {
  server = createServer(listener);
  return String(await listen(server));
}

const request = (port: string) => requestNightlyDigest({ PORT: port, CASIERS_DATA: dataFolder });

const answerWith =
  (status: number, content: unknown): RequestListener =>
  (_, response) =>
    void response.writeHead(status).end(JSON.stringify(content));

const nothingNew = { kind: 'answered', result: { kind: 'nothing-new', results: [] } };

test('the run is described', async () => {
  const port = await start(answerWith(200, nothingNew));
  expect(await request(port)).toEqual([
    'Rien de nouveau depuis le dernier récapitulatif : rien n’est envoyé.',
  ]);
});

test('a local environment on a port that fetch blocks is reached', async () => {
  const port = await start(answerWith(200, nothingNew), listenOnBlockedPort);
  expect(await request(port)).toHaveLength(1);
});

test('a port on which nothing listens means that no local environment is running', async () => {
  const port = await start(answerWith(200, nothingNew));
  await closeServer(server);
  await expect(request(port)).rejects.toThrow(/^Aucun monde local ne tourne/);
});

test('a digest that failed is reported with its error', async () => {
  const port = await start(answerWith(500, { kind: 'failed', errorMessage: 'Task timed out' }));
  await expect(request(port)).rejects.toThrow('La nuit a échoué : Task timed out');
});

test('a refusal is reported with its status and its text', async () => {
  const port = await start(answerWith(503, { message: 'Le monde local démarre.' }));
  await expect(request(port)).rejects.toThrow(
    `http://127.0.0.1:${port} a refusé de lancer la nuit (503) : {"message":"Le monde local démarre."}`,
  );
});

test('a connection that breaks is reported as such', async () => {
  const port = await start((incoming) => void incoming.socket.destroy());
  await expect(request(port)).rejects.toThrow(
    `http://127.0.0.1:${port} n’a pas répondu : socket hang up`,
  );
});
