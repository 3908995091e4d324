import { createServer } from 'node:http';
import { afterEach, expect, test, vi } from 'vitest';
import { sqsClient } from '../../../functions/adapters/aws/clients.ts';
import { createChatQueue } from '../../../functions/channels/chat/queue.ts';
import { closeServer, listenOn, loopback } from '../../../infra/local/shared/http.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('enqueueing fails after a few seconds when the queue does not answer', async () => {
  const server = createServer(() => undefined);
  const url = `http://${loopback}:${await listenOn(server, 0)}`;
  for (const [name, value] of Object.entries({
    ...{ AWS_ENDPOINT_URL_SQS: url, AWS_REGION: 'eu-west-3' },
    ...{ AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
  })) {
    vi.stubEnv(name, value);
  }
  const enqueue = createChatQueue(sqsClient(), `${url}/000000000000/chat-jobs`);
  const photo = { uai: '0470678G', damageId: 'a', photoId: 'b' } as never;
  const began = Date.now();
  await expect(enqueue({ kind: 'photo', channel: 'slack', photo, file: 'F1' })).rejects.toThrow();
  expect(Date.now() - began).toBeLessThan(8000);
  await closeServer(server);
});
