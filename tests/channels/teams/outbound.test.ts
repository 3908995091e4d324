import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type NoticePost, writePost } from '../../../functions/channels/chat/queue.ts';
import { readConfig } from '../../../functions/lambdas/wiring/config.ts';
import { wireTeamsNotices } from '../../../functions/lambdas/wiring/teams-outbound.ts';
import { durand } from '../../shared/examples.ts';
import { cardOf, openTeamsService, type TeamsService } from '../../shared/teams-service.ts';
import { appId, tenantId } from '../../shared/token-issuer.ts';
import { makeWorld, type World } from '../../shared/world.ts';
import { checkCard } from './render/check-card.ts';

const account = `${tenantId}/durand`;
const educationChannel = '19:education@thread.tacv2';

let world: World;
let service: TeamsService;
let secret: string;
let work: ReturnType<typeof wireTeamsNotices>;
const waits: number[] = [];

beforeEach(async () => {
  waits.length = 0;
  world = await makeWorld();
  service = await openTeamsService();
  const serviceUrl = service.url;
  const registration = { appId, tenantId, clientSecret: 'a secret' };
  secret = JSON.stringify({ ...registration, educationChannel, serviceUrl });
  const config = readConfig('teams-notices', {
    ...world.environment,
    TEAMS_SECRET_ID: 'teams',
    TEAMS_CLOUD: JSON.stringify({ loginUrl: service.url, serviceOrigins: [service.url] }),
  });
  work = wireTeamsNotices(config, {
    ...{ table: world.table, clock: world.clock },
    fetchTeamsSecret: async () => secret,
    putBack: async (_, seconds) => void waits.push(seconds),
    ...{ photos: world.photos, fetch },
  });
  const address = JSON.stringify({ serviceUrl, tenantId, member: '29:durand' });
  const known = { door: 'teams', mail: durand.mail, name: durand.name, trusted: true } as const;
  const knownAt = world.clock.now().toISOString();
  await world.contacts.save({ ...known, account, knownAt, address, version: 0 });
});
afterEach(() => service.close());

const postOf = (id: string, changes: Partial<NoticePost> = {}): NoticePost => ({
  ...{ kind: 'notice', door: 'teams', id, to: { kind: 'person', account } },
  notice: {
    title: `Avis ${id}`,
    summary: `Résumé ${id}.`,
    sections: [{ title: 'Détail', text: 'Un détail.' }],
    actions: [{ label: 'Voir où on en est', ask: { kind: 'standing' } }],
    footer: 'Le Département.',
  },
  ...changes,
});

async function tell(post: NoticePost, attempt = 1) {
  const record = {
    messageId: post.id,
    receiptHandle: post.id,
    body: writePost(post),
    attributes: { ApproximateReceiveCount: String(attempt) },
  };
  const { batchItemFailures } = await work({ Records: [record] } as unknown as SQSEvent);
  return batchItemFailures.length === 0 ? 'done' : 'later';
}

const standing = () => service.posted.map((one) => cardOf(one)['speak']);

describe('a notice in Teams', () => {
  test('comes as a card into the conversation of the bot with that person, wherever they met', async () => {
    expect(await tell(postOf('n1'))).toBe('done');
    expect(service.posted).toMatchObject([
      { conversation: 'a:29:durand', activity: { type: 'message', summary: 'Résumé n1.' } },
    ]);
    for (const posted of service.posted) checkCard(cardOf(posted));
    expect(service.tokens).toHaveLength(1);
  });

  test('is said once, however often it comes off the queue', async () => {
    await tell(postOf('n1'));
    await tell(postOf('n1'), 2);
    expect(service.posted).toHaveLength(1);
  });

  test.each([502, 504])('is said once though its answer got lost: %i', async (status) => {
    await tell(postOf('n0'));
    service.troubles.push({ status, at: '/activities', isDone: true });
    expect(await tell(postOf('n1'))).toBe('done');
    expect(await tell(postOf('n1'), 2)).toBe('done');
    expect(standing()).toEqual(['Résumé n0.', 'Résumé n1.']);
  });

  test('waits as long as Teams asks, then comes', async () => {
    service.troubles.push({ status: 429, retryAfter: 33 });
    expect(await tell(postOf('n1'))).toBe('later');
    expect(waits).toEqual([33]);
    expect(service.posted).toEqual([]);
    expect(await tell(postOf('n1'), 2)).toBe('done');
    expect(service.posted).toHaveLength(1);
  });

  test.each([412, 500, 503])('comes later where Teams cannot take it now: %i', async (status) => {
    service.troubles.push({ status });
    expect(await tell(postOf('n1'))).toBe('later');
    expect(await tell(postOf('n1'), 2)).toBe('done');
    expect(service.posted).toHaveLength(1);
  });

  test.each([403, 404])('is given up where the bot was taken away: %i', async (status) => {
    service.troubles.push({ status });
    expect(await tell(postOf('n1'))).toBe('done');
    expect(service.posted).toEqual([]);
  });

  test('of somebody who was forgotten meanwhile is told to nobody', async () => {
    const to = { kind: 'person', account: `${tenantId}/nobody` } as const;
    expect(await tell(postOf('n1', { to }))).toBe('done');
    expect(service.asked).toEqual([]);
  });
});

describe('news of one thing', () => {
  const news = (version: number, manner: 'change' | 'reply' = 'change') =>
    postOf(`n${version}`, { subject: { reference: 'D-1', version, manner } });

  test('changes the card that is there, and rings nobody', async () => {
    await tell(news(1));
    await tell(news(2));
    expect(service.posted).toMatchObject([{ replaced: 1 }]);
    expect(standing()).toEqual(['Résumé n2.']);
  });

  test('that must be heard is also said below, in short', async () => {
    await tell(news(1));
    await tell(news(2, 'reply'));
    expect(standing()).toEqual(['Résumé n2.', 'Résumé n2.']);
    expect(JSON.stringify(service.posted[1]?.activity)).not.toContain('Un détail.');
  });

  test('that comes late does not undo what is newer', async () => {
    await tell(news(1));
    await tell(news(3));
    await tell(news(2));
    expect(standing()).toEqual(['Résumé n3.']);
  });

  test('begins a new card where somebody removed the old one', async () => {
    await tell(news(1));
    service.posted.length = 0;
    await tell(news(2));
    expect(standing()).toEqual(['Résumé n2.']);
  });
});

describe('the digest of the night', () => {
  const digest = postOf('digest-1', { to: { kind: 'education' } });

  test('comes into the channel of the service Éducation', async () => {
    expect(await tell(digest)).toBe('done');
    expect(service.posted).toMatchObject([{ conversation: educationChannel }]);
  });

  test.each(['{}', '{"appId":""}', 'x'])('comes by mail only without Teams: %s', async (empty) => {
    secret = empty;
    expect(await tell(digest)).toBe('done');
    expect(service.asked).toEqual([]);
  });
});
