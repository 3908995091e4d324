import {
  ChangeMessageVisibilityCommand,
  SendMessageCommand,
  SQSClient,
  SQSServiceException,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createChangeVisibility } from '../../../functions/adapters/aws/clients.ts';
import { consumeChatJobs } from '../../../functions/channels/chat/consumer.ts';
import { buildSlackOutbound } from '../../../functions/lambdas/wiring/slack-outbound.ts';
import {
  broken,
  busyFor,
  nonsense,
  refusing,
  reset,
  silentFault,
} from '../../shared/faulty-slack.ts';
import {
  type NotificationsEnvironment,
  startNotificationsEnvironment,
} from './notifications-environment.ts';

let environment: NotificationsEnvironment;
let reported: string[];
beforeEach(async () => {
  reported = [];
  vi.spyOn(console, 'error').mockImplementation((line) => reported.push(String(line)));
  environment = await startNotificationsEnvironment();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await environment.stop();
});

const posts = () => environment.callsOf('chat.postMessage');

describe('Slack', () => {
  test.each([
    ['has a rate limit', busyFor('7'), 7],
    ['asks for a whole day', busyFor('86400'), 900],
    ['asks for no time at all', busyFor('0'), 1],
    ['says so in a 200', refusing('ratelimited'), 30],
  ])(
    'that %s gets the message again when it says, and nothing is logged',
    async (_, fault, seconds) => {
      await environment.reportDamage();
      environment.slack.faults.push(fault);
      expect(await environment.send()).toBe(0);
      expect(environment.waits).toEqual([seconds]);
      expect(reported).toEqual([]);
      expect(await environment.send()).toBe(1);
      expect(posts()).toHaveLength(1);
    },
  );

  test.each([
    ['breaks', broken],
    ['closes the connection', reset],
    ['answers with something else than JSON', nonsense],
    ['does not answer', silentFault],
    ['has a rate limit and does not say until when', busyFor('soon')],
    ['refuses the blocks', refusing('invalid_blocks')],
  ])('that %s gets the message again, after a longer pause each time', async (_, fault) => {
    await environment.reportDamage();
    environment.slack.faults.push(fault, fault);
    await environment.send();
    await environment.send();
    expect(environment.waits).toEqual([10, 30]);
    expect(reported).toHaveLength(2);
    expect(await environment.send()).toBe(1);
    expect(posts()).toHaveLength(1);
  });

  test.each([
    'user_not_found',
    'is_archived',
    'not_in_channel',
    'account_inactive',
    'channel_not_found',
  ])(
    'that no longer has the recipient (%s) is not tried again: the error is logged, and the mail was sent',
    async (code) => {
      await environment.reportDamage();
      environment.slack.faults.push(refusing(code));
      expect(await environment.send()).toBe(1);
      expect(environment.waits).toEqual([]);
      expect(reported).toHaveLength(1);
      expect(posts()).toEqual([]);
      expect(environment.sent).toHaveLength(1);
    },
  );

  test('that refuses our token is tried once with the renewed secret, then later', async () => {
    await environment.reportDamage();
    environment.slack.state.token = 'xoxb-another';
    expect(await environment.send()).toBe(0);
    expect(environment.waits).toEqual([10]);
    expect(JSON.parse(reported[0] ?? '')).toMatchObject({ level: 'error' });
    expect(reported[0]).not.toContain('xoxb');
  });

  test('that fails between the update and the reply shows no notification twice, and loses none', async () => {
    const id = await environment.reportDamage();
    await environment.send();
    await environment.updateDamageStatus(id, 'repaired', 1);
    environment.slack.faults.push((method, response) => {
      // The update succeeds and its answer is lost.
      expect(method).toBe('chat.update');
      void response.socket?.resetAndDestroy();
    });
    await environment.send();
    await environment.send();
    expect(environment.callsOf('chat.update')).toHaveLength(1);
    expect(posts()).toHaveLength(2);
  });
});

test('a notification that fails does not delay the others', async () => {
  await environment.reportDamage();
  await environment.reportDamage();
  environment.slack.faults.push(broken);
  expect(await environment.send()).toBe(1);
  expect(posts()).toHaveLength(1);
});

test('an unknown message on the queue is retried until it is a failure, and logged', async () => {
  const message = { QueueUrl: environment.queue.url, MessageBody: '{"kind":"notice"}' };
  await environment.queue.client.send(new SendMessageCommand(message));
  expect(await environment.send()).toBe(0);
  expect(environment.waits).toEqual([10]);
  expect(reported[0]).toContain('ZodError');
});

test('a job comes back even when its visibility cannot be changed', async () => {
  await environment.reportDamage();
  environment.slack.faults.push(busyFor('7'));
  const client = new SQSClient({ region: 'eu-west-3' });
  const fault = { name: 'InternalError', $fault: 'server', $metadata: {}, message: 'a' } as const;
  mockClient(client).on(ChangeMessageVisibilityCommand).rejects(new SQSServiceException(fault));
  const changeVisibility = createChangeVisibility(client, environment.queue.url);
  const deps = buildSlackOutbound(environment.config, { ...environment.clients, changeVisibility });

  expect(await environment.send((event) => consumeChatJobs(deps, event))).toBe(0);
  expect(reported).toHaveLength(1);
  expect(await environment.send()).toBe(1);
});
