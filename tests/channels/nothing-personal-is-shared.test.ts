import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { damageKey, declarationKey, deliveryKey } from '../../functions/adapters/dynamodb/keys.ts';
import { notificationMessage } from '../../functions/channels/slack/render/notification.ts';
import { notificationCard } from '../../functions/channels/teams/render/notification-card.ts';
import { recordOf } from '../lambdas/record-of.ts';
import { campaign2026, crochepierre, inspector, lambert, petit } from '../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';
import { tenantId } from '../shared/token-issuer.ts';
import { intentsAbout, personalIn, plantContacts, sentences } from './personal-data.ts';
import { openSlack } from './slack/slack-desk.ts';
import { createSlackEnvironment, type SlackEnvironment } from './slack/slack-environment.ts';
import {
  type Account,
  durandInTeams,
  openTeamsEndpoint,
  type TeamsInbound,
} from './teams/teams-endpoint.ts';

test('the search finds what is personal', () => {
  expect(personalIn({ a: 'x/lien/abc', b: ['a.b@c.example.org'], c: '05 53 00 00 00' })).toEqual([
    'x/lien/abc'.slice(1),
    'a.b@c.example.org',
    '05 53 00 00 00',
  ]);
  expect(personalIn({ text: 'Claire Durand' })).toEqual(['Claire Durand']);
});

describe('in Teams', () => {
  let environment: TestEnvironment;
  let teams: TeamsInbound;
  beforeEach(async () => {
    environment = await createTestEnvironment();
    teams = await openTeamsEndpoint(environment);
  });
  afterEach(() => teams.close());

  const account = (id: string, changes: Partial<Account>): Account => ({
    ...{ id: `29:${id}`, aadObjectId: id, name: id, tenantId },
    ...changes,
  });
  const users = [
    ['a member of one collège', durandInTeams],
    ['a member of several', account('omar', { name: petit.name, email: petit.mail })],
    ['a member of another collège', account('paul', { name: lambert.name, email: lambert.mail })],
    ['the service Éducation', account('lucie', { name: inspector.name, email: inspector.mail })],
    ['an unlinked user', account('nina', { name: 'Nina Roy', email: 'nina.roy@example.org' })],
    ['a guest', account('guest', { name: petit.name, email: petit.mail, userRole: 'guest' })],
    ['an outsider', account('out', { email: 'out@example.org', tenantId: 'other' })],
  ] as const;
  const places = [
    { conversationType: 'channel', id: '19:team@thread.tacv2;messageid=17' },
    { conversationType: 'groupChat', id: '19:group@thread.v2' },
  ] as const;
  const shared = () =>
    teams.service.posted.filter(({ conversation }) => conversation.startsWith('19:'));

  test.each(users)('everybody is told nothing personal by the requests of %s', async (_, user) => {
    const planted = await plantContacts(environment);
    teams.service.members.set(user.id, { ...user });
    for (const conversation of places) {
      await teams.send(
        teams.activity({ type: 'installationUpdate', action: 'add', conversation }, user),
      );
      const replyToId = shared().at(-1)?.id;
      for (const text of sentences) {
        const { status } = await teams.say(text, { conversation }, user);
        expect([text, status, personalIn(shared())]).toEqual([text, 200, []]);
      }
      for (const intent of intentsAbout(planted)) {
        const press = { verb: 'intent', data: { intent } };
        const { body } = await teams.press(press, { conversation, replyToId }, user);
        const form = body.value.actions?.find((one: { verb?: string }) => one.verb === 'next');
        if (form) await teams.press(form, { conversation, replyToId }, user);
        expect([intent, personalIn(shared())]).toEqual([intent, []]);
      }
    }
    // Every request was answered, and no button changed a card for everybody.
    expect(shared()).toHaveLength(places.length * (sentences.length + 1));
    expect(shared().filter(({ replaced }) => replaced > 0)).toEqual([]);
  });
});

describe('in Slack', () => {
  let environment: SlackEnvironment;
  beforeEach(async () => {
    environment = await createSlackEnvironment();
  });
  afterEach(() => environment.slack.close());

  test.each(['claire', 'omar', 'education', 'guest', 'unlinked'])(
    'everybody is told nothing personal by the requests of %s',
    async (handle) => {
      const planted = await plantContacts(environment);
      const user = openSlack(environment, handle);
      const other = openSlack(environment, handle === 'claire' ? 'omar' : 'claire');
      const { bot } = environment.slack.workspace;
      const seenByOthers = async () => [
        ...(await other.messages('general')).filter((one) => one.user === bot.userId),
        ...(await other.messages()).filter((one) => one.user === bot.userId),
      ];
      for (const text of sentences) {
        await user.say(`@casiers47 ${text}`, 'general');
        await user.command(text, 'general');
        expect([text, personalIn(await seenByOthers())]).toEqual([text, []]);
      }
      await user.say('@casiers47 aide', 'general');
      for (const intent of intentsAbout(planted)) {
        const pressed = { action_id: 'intent:0', value: JSON.stringify(intent) };
        await environment.slack.client.pressInMessage(handle, await user.message('general'), {
          ...{ type: 'button', block_id: 'b' },
          ...pressed,
        });
        expect([intent, personalIn(await seenByOthers())]).toEqual([intent, []]);
      }
      expect(await seenByOthers()).toEqual([]);
    },
  );
});

test('the channel of the service Éducation is told nothing personal by notifications and digests', async () => {
  const environment = await createTestEnvironment();
  const { damage, delivery } = await plantContacts(environment);
  const { uai } = crochepierre;
  for (const key of [
    damageKey(uai, damage.id),
    deliveryKey(uai, delivery.id),
    declarationKey(uai, campaign2026.id),
  ]) {
    await environment.consumeStream({ Records: [await recordOf(environment, key)] });
  }
  environment.setClock('2026-01-15T03:00:00.000Z');
  await environment.runNightlyDigest();
  const shared = environment.chatJobs.flatMap((job) =>
    job.kind === 'notification' && job.to.kind === 'education' ? [job.notification] : [],
  );
  const titles = shared.map(({ title }) => title);
  expect(titles).toContainEqual(expect.stringContaining('Danger signalé'));
  expect(titles).toContainEqual(expect.stringContaining('Recensement 2026'));
  for (const notification of shared) {
    expect(personalIn(notification)).toEqual([]);
    expect(personalIn(notificationCard(notification))).toEqual([]);
    expect(personalIn(notificationMessage(notification))).toEqual([]);
  }
  // The mail of the digest, which one officer reads, does say whom to call.
  expect(environment.sent.map(({ text }) => text).join()).toContain('05 53 00 00 00');
});
