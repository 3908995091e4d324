import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type ChatConsumerDeps,
  consumeChatJobs,
} from '../../../functions/channels/chat/consumer.ts';
import { type NotificationJob, serializeChatJob } from '../../../functions/channels/chat/queue.ts';
import { forEveryone } from '../../../functions/content/model/notification.ts';
import { parseConfig } from '../../../functions/lambdas/wiring/config.ts';
import { buildTeamsOutbound } from '../../../functions/lambdas/wiring/teams-outbound.ts';
import { durand } from '../../shared/examples.ts';
import { cardOf, openTeamsService, type TeamsService } from '../../shared/teams-service.ts';
import { createTestEnvironment, type TestEnvironment } from '../../shared/test-environment.ts';
import { appId, tenantId } from '../../shared/token-issuer.ts';
import { checkCard } from './render/check-card.ts';

const account = `${tenantId}/durand`;
const educationChannel = '19:education@thread.tacv2';

let environment: TestEnvironment;
let service: TeamsService;
let secret: string;
let deps: ChatConsumerDeps;
const waits: number[] = [];

beforeEach(async () => {
  waits.length = 0;
  environment = await createTestEnvironment();
  service = await openTeamsService();
  const serviceUrl = service.url;
  const registration = { appId, tenantId, clientSecret: 'a secret' };
  secret = JSON.stringify({ ...registration, educationChannel, serviceUrl });
  const config = parseConfig('teams-outbound', {
    ...environment.environment,
    TEAMS_SECRET_ID: 'teams',
    TEAMS_ADDRESSES: JSON.stringify({ loginUrl: service.url, serviceOrigins: [service.url] }),
  });
  deps = buildTeamsOutbound(config, {
    ...{ table: environment.table, clock: environment.clock },
    fetchTeamsSecret: async () => secret,
    changeVisibility: async (_, seconds) => void waits.push(seconds),
    ...{ photos: environment.photos, fetch },
  });
  const address = JSON.stringify({ serviceUrl, tenantId, member: '29:durand' });
  const chatUser = {
    channel: 'teams',
    mail: durand.mail,
    name: durand.name,
    trusted: true,
  } as const;
  const knownAt = environment.clock.now().toISOString();
  await environment.chatUsers.save({ ...chatUser, account, knownAt, address, version: 0 });
});
afterEach(() => service.close());

const jobOf = (id: string, changes: Partial<Pick<NotificationJob, 'to' | 'subject'>> = {}) =>
  ({
    ...{ kind: 'notification', channel: 'teams', id, to: { kind: 'person', account } },
    notification: forEveryone({
      title: `Avis ${id}`,
      summary: `Résumé ${id}.`,
      sections: [{ title: 'Détail', text: 'Un détail.' }],
      actions: [{ label: 'Voir où on en est', intent: { kind: 'status' } }],
      footer: 'Le Département.',
    }),
    ...changes,
  }) as NotificationJob;

async function sendJob(post: NotificationJob, attempt = 1) {
  const record = {
    messageId: post.id,
    receiptHandle: post.id,
    body: serializeChatJob(post),
    attributes: { ApproximateReceiveCount: String(attempt) },
  };
  const { batchItemFailures } = await consumeChatJobs(deps, {
    Records: [record],
  } as unknown as SQSEvent);
  return batchItemFailures.length === 0 ? 'sent' : 'retry';
}

const postedTexts = () => service.posted.map((one) => cardOf(one)['speak']);

describe('a notification in Teams', () => {
  test('is a card in the conversation of the bot with that person', async () => {
    expect(await sendJob(jobOf('n1'))).toBe('sent');
    expect(service.posted).toMatchObject([
      { conversation: 'a:29:durand', activity: { type: 'message', summary: 'Résumé n1.' } },
    ]);
    for (const posted of service.posted) checkCard(cardOf(posted));
    expect(service.tokens).toHaveLength(1);
  });

  test('is sent once, however often the queue gives it', async () => {
    await sendJob(jobOf('n1'));
    await sendJob(jobOf('n1'), 2);
    expect(service.posted).toHaveLength(1);
  });

  test.each([502, 504])('is sent once though the answer was lost: %i', async (status) => {
    await sendJob(jobOf('n0'));
    service.troubles.push({ status, at: '/activities', isDone: true });
    expect(await sendJob(jobOf('n1'))).toBe('sent');
    expect(await sendJob(jobOf('n1'), 2)).toBe('sent');
    expect(postedTexts()).toEqual(['Résumé n0.', 'Résumé n1.']);
  });

  test('is sent after the pause that Teams asks for', async () => {
    service.troubles.push({ status: 429, retryAfter: 33 });
    expect(await sendJob(jobOf('n1'))).toBe('retry');
    expect(waits).toEqual([33]);
    expect(service.posted).toEqual([]);
    expect(await sendJob(jobOf('n1'), 2)).toBe('sent');
    expect(service.posted).toHaveLength(1);
  });

  test.each([412, 500, 503])(
    'is sent later when Teams cannot accept it now: %i',
    async (status) => {
      service.troubles.push({ status });
      expect(await sendJob(jobOf('n1'))).toBe('retry');
      expect(await sendJob(jobOf('n1'), 2)).toBe('sent');
      expect(service.posted).toHaveLength(1);
    },
  );

  test.each([403, 404])('is given up when the bot was removed: %i', async (status) => {
    service.troubles.push({ status });
    expect(await sendJob(jobOf('n1'))).toBe('sent');
    expect(service.posted).toEqual([]);
  });

  test('for a person who was forgotten meanwhile is not sent', async () => {
    const to = { kind: 'person', account: `${tenantId}/nobody` } as const;
    expect(await sendJob(jobOf('n1', { to }))).toBe('sent');
    expect(service.asked).toEqual([]);
  });
});

describe('a later notification of one thing', () => {
  const digestItem = (version: number, manner: 'change' | 'reply' = 'change') =>
    jobOf(`n${version}`, { subject: { reference: 'D-1', version, manner } });

  test('updates the message without an alert', async () => {
    await sendJob(digestItem(1));
    await sendJob(digestItem(2));
    expect(service.posted).toMatchObject([{ replaced: 1 }]);
    expect(postedTexts()).toEqual(['Résumé n2.']);
  });

  test('that people must notice is also a short reply', async () => {
    await sendJob(digestItem(1));
    await sendJob(digestItem(2, 'reply'));
    expect(postedTexts()).toEqual(['Résumé n2.', 'Résumé n2.']);
    expect(JSON.stringify(service.posted[1]?.activity)).not.toContain('Un détail.');
  });

  test('that comes late does not replace a newer one', async () => {
    await sendJob(digestItem(1));
    await sendJob(digestItem(3));
    await sendJob(digestItem(2));
    expect(postedTexts()).toEqual(['Résumé n3.']);
  });

  test('is a new message when the old one was removed', async () => {
    await sendJob(digestItem(1));
    service.posted.length = 0;
    await sendJob(digestItem(2));
    expect(postedTexts()).toEqual(['Résumé n2.']);
  });
});

describe('the nightly digest', () => {
  const digest = jobOf('digest-1', { to: { kind: 'education' } });

  test('is posted in the channel of the service Éducation', async () => {
    expect(await sendJob(digest)).toBe('sent');
    expect(service.posted).toMatchObject([{ conversation: educationChannel }]);
  });

  test.each(['{}', '{"appId":""}', 'x'])(
    'is sent by mail only without Teams: %s',
    async (empty) => {
      secret = empty;
      expect(await sendJob(digest)).toBe('sent');
      expect(service.asked).toEqual([]);
    },
  );
});
