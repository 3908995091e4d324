import {
  ChangeMessageVisibilityCommand,
  SendMessageCommand,
  SQSClient,
  SQSServiceException,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makePutBack } from '../../../functions/channels/chat/queue.ts';
import { wireSlackNotices } from '../../../functions/lambdas/wiring/slack-outbound.ts';
import { broken, busyFor, nonsense, refusing, reset, silent } from '../../shared/faulty-slack.ts';
import { type NoticesWorld, startNoticesWorld } from './notices-world.ts';

let world: NoticesWorld;
let reported: string[];
beforeEach(async () => {
  reported = [];
  vi.spyOn(console, 'error').mockImplementation((line) => reported.push(String(line)));
  world = await startNoticesWorld();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await world.stop();
});

const posts = () => world.said('chat.postMessage');

describe('Slack', () => {
  test.each([
    ['has too much to do', busyFor('7'), 7],
    ['asks for a whole day', busyFor('86400'), 900],
    ['asks for no time at all', busyFor('0'), 1],
    ['says so in a 200', refusing('ratelimited'), 30],
  ])(
    'that %s gets the post again when it said, and nothing is reported',
    async (_, fault, seconds) => {
      await world.reportDamage();
      world.slack.faults.push(fault);
      expect(await world.tell()).toBe(0);
      expect(world.waits).toEqual([seconds]);
      expect(reported).toEqual([]);
      expect(await world.tell()).toBe(1);
      expect(posts()).toHaveLength(1);
    },
  );

  test.each([
    ['breaks', broken],
    ['cuts the line', reset],
    ['answers what is no answer', nonsense],
    ['does not answer', silent],
    ['is busy without a word of when to come back', busyFor('soon')],
    ['finds fault with what we say', refusing('invalid_blocks')],
  ])('that %s gets the post again, and each failure is waited for longer', async (_, fault) => {
    await world.reportDamage();
    world.slack.faults.push(fault, fault);
    await world.tell();
    await world.tell();
    expect(world.waits).toEqual([10, 30]);
    expect(reported).toHaveLength(2);
    expect(await world.tell()).toBe(1);
    expect(posts()).toHaveLength(1);
  });

  test.each([
    'user_not_found',
    'is_archived',
    'not_in_channel',
    'account_inactive',
    'channel_not_found',
  ])(
    'that has nobody there any more (%s) is asked no more: it is reported, and they have the mail',
    async (code) => {
      await world.reportDamage();
      world.slack.faults.push(refusing(code));
      expect(await world.tell()).toBe(1);
      expect(world.waits).toEqual([]);
      expect(reported).toHaveLength(1);
      expect(posts()).toEqual([]);
      expect(world.sent).toHaveLength(1);
    },
  );

  test('that refuses our token is asked once more with the secret as it is now, then waited for', async () => {
    await world.reportDamage();
    world.slack.state.token = 'xoxb-another';
    expect(await world.tell()).toBe(0);
    expect(world.waits).toEqual([10]);
    expect(JSON.parse(reported[0] ?? '')).toMatchObject({ level: 'error' });
    expect(reported[0]).not.toContain('xoxb');
  });

  test('that fails between the card and its thread shows no news twice, and loses none', async () => {
    const id = await world.reportDamage();
    await world.tell();
    await world.moveDamage(id, 'repaired', 1);
    world.slack.faults.push((method, response) => {
      // The change goes through and its answer is lost.
      expect(method).toBe('chat.update');
      void response.socket?.resetAndDestroy();
    });
    await world.tell();
    await world.tell();
    expect(world.said('chat.update')).toHaveLength(1);
    expect(posts()).toHaveLength(2);
  });
});

test('one that cannot be told holds up no other', async () => {
  await world.reportDamage();
  await world.reportDamage();
  world.slack.faults.push(broken);
  expect(await world.tell()).toBe(1);
  expect(posts()).toHaveLength(1);
});

test('what is on the queue and is no post of ours ends among the failures, and is reported', async () => {
  const message = { QueueUrl: world.queue.url, MessageBody: '{"kind":"notice"}' };
  await world.queue.client.send(new SendMessageCommand(message));
  expect(await world.tell()).toBe(0);
  expect(world.waits).toEqual([10]);
  expect(reported[0]).toContain('ZodError');
});

test('a queue that cannot be told when to come back gives the post again all the same', async () => {
  await world.reportDamage();
  world.slack.faults.push(busyFor('7'));
  const client = new SQSClient({ region: 'eu-west-3' });
  const fault = { name: 'InternalError', $fault: 'server', $metadata: {}, message: 'a' } as const;
  mockClient(client).on(ChangeMessageVisibilityCommand).rejects(new SQSServiceException(fault));
  const putBack = makePutBack(client, world.queue.url);
  const work = wireSlackNotices(world.config, { ...world.engines, putBack });

  expect(await world.tell(work)).toBe(0);
  expect(reported).toHaveLength(1);
  expect(await world.tell()).toBe(1);
});
