import { afterAll, beforeAll, expect, test } from 'vitest';
import { killWhileSending } from './kill-and-check.ts';
import { startWebhookEnvironment, type WebhookEnvironment } from './webhook-environment.ts';

let environment: WebhookEnvironment;
beforeAll(async () => {
  environment = await startWebhookEnvironment();
});
afterAll(() => environment.stop());

test('no event is lost and none has two ids when the function that sends them is killed repeatedly', {
  timeout: 120_000,
}, async () => {
  const result = await killWhileSending(environment, {
    times: 10,
    names: ['WebhooksOutbound'],
    timeoutSeconds: 90,
  });
  expect(
    { ...result, kills: result.kills > 0, received: result.received >= 10 },
    environment.logLines.join('\n'),
  ).toEqual({
    kills: true,
    lost: [],
    doubled: [],
    received: true,
  });
});
