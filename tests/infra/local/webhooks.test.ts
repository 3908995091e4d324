import { afterEach, beforeEach, expect, test } from 'vitest';
import { killAndTell } from './kill-and-check.ts';
import { startWebhookEnvironment, type WebhookEnvironment } from './webhook-environment.ts';

let environment: WebhookEnvironment;
beforeEach(async () => {
  environment = await startWebhookEnvironment();
});
afterEach(() => environment.stop());

test('nothing is lost, and nothing has two ids, when what sends is killed again and again', {
  timeout: 120_000,
}, async () => {
  const told = await killAndTell(environment, {
    times: 10,
    names: ['WebhooksOutbound'],
    patienceSeconds: 90,
  });
  expect(
    { ...told, kills: told.kills > 0, heard: told.heard >= 10 },
    environment.said.join('\n'),
  ).toEqual({
    kills: true,
    lost: [],
    doubled: [],
    heard: true,
  });
});
