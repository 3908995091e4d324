import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reportDamage } from '../../../functions/use-cases/damages.ts';
import { campaign2026, crochepierre, damage, durand, inspector } from '../../shared/examples.ts';
import { cardOf } from '../../shared/teams-service.ts';
import { createTestEnvironment, type TestEnvironment } from '../../shared/test-environment.ts';
import { appId } from '../../shared/token-issuer.ts';
import { personInTeams } from './person-in-teams.ts';
import { openTeamsEndpoint, type TeamsInbound } from './teams-endpoint.ts';

let environment: TestEnvironment;
let teams: TeamsInbound;
beforeEach(async () => {
  environment = await createTestEnvironment();
  teams = await openTeamsEndpoint(environment);
});
afterEach(() => teams.close());

const thread = '19:team@thread.tacv2;messageid=1700000000000';
const places = [
  ['a channel', { conversationType: 'channel', id: thread }],
  ['a group', { conversationType: 'groupChat', id: '19:group@thread.v2' }],
  ['a conversation of an unknown type', { id: '19:other@thread.v2' }],
] as const;
const inChannel = { conversation: places[0][1] };

const personal = 'a:29:durand';
const postedIn = (conversation: string) =>
  teams.service.posted.filter((one) => one.conversation === conversation);
const textIn = (conversation: string) => JSON.stringify(postedIn(conversation));

/** Teams answers so to a bot that writes to a person who has not installed the app. */
const refuse = () => teams.service.troubles.push({ status: 403, at: 'POST /v3/conversations' });
const installed = () =>
  teams.send(
    teams.activity({
      ...{ type: 'installationUpdate', action: 'add' },
      conversation: { conversationType: 'personal', id: personal },
    }),
  );

describe('a request in a shared place', () => {
  test.each(places)(
    '%s, for a form, is answered in private, with one line in the thread',
    async (_, conversation) => {
      await teams.say('besoin', { conversation });
      expect(textIn(personal)).toContain('/lien/');
      expect(textIn(personal)).toContain('lockersInService');
      expect(postedIn(conversation.id).map((one) => cardOf(one)['speak'])).toEqual([
        'Je vous réponds en privé.',
      ]);
      expect(textIn(conversation.id)).not.toContain('/lien/');
      expect(textIn(conversation.id)).not.toContain('formState');
    },
  );

  test('that anybody may read is answered in the thread', async () => {
    await teams.say('aide', inChannel);
    expect(textIn(thread)).toContain('Ce que vous pouvez écrire');
    expect(postedIn(personal)).toEqual([]);
  });

  test('that was not understood does not repeat a contact to everybody', async () => {
    await teams.say('zut, appelez le 06 12 34 56 78 ou zoe.petit@example.org', inChannel);
    expect(textIn(thread)).toContain('[numéro masqué] ou [adresse masquée]');
  });

  test('is answered once, although the line in the thread is refused', async () => {
    teams.service.troubles.push({ status: 400, at: thread });
    const message = teams.activity({ type: 'message', text: 'besoin', ...inChannel });
    expect(await teams.send(message)).toMatchObject({ status: 200 });
    expect(await teams.send(message)).toMatchObject({ status: 200 });
    expect(postedIn(personal)).toHaveLength(1);
    expect(teams.errors).toMatchObject([{ name: 'ConnectorError400' }]);
  });
});

describe('a person who has not installed the app', () => {
  test('is given the link to the chat of the bot, and nothing personal is shown', async () => {
    refuse();
    expect(await teams.say('besoin', inChannel)).toMatchObject({ status: 200 });
    const [line, ...others] = postedIn(thread).map(cardOf);
    expect(others).toEqual([]);
    expect(line?.['speak']).toContain('votre demande vous y attend');
    expect(line?.['actions']).toEqual([
      {
        type: 'Action.OpenUrl',
        title: 'Ouvrir la conversation',
        url: `https://teams.microsoft.com/l/chat/0/0?users=${encodeURIComponent(`28:${appId}`)}`,
      },
    ]);
    expect(JSON.stringify(teams.service.posted)).not.toContain('/lien/');
    expect(teams.errors).toEqual([]);
  });

  test('finds the request there at the first contact, once', async () => {
    refuse();
    await teams.say('besoin', inChannel);
    await installed();
    expect(postedIn(personal).map((one) => cardOf(one)['speak'])).toEqual([
      expect.stringContaining('Écrivez ce dont votre collège a besoin'),
      expect.stringContaining('Déclaration de besoins en casiers'),
    ]);
    await installed();
    await teams.say('bonjour', { conversation: { conversationType: 'personal', id: personal } });
    expect(textIn(personal).match(/lockersInService/g)).toHaveLength(2);
    const [user] = await environment.chatUsers.listOf(durand.mail);
    expect(user?.keptRequest).toBeUndefined();
  });

  test('finds it with the first message too, and not after a week', async () => {
    const conversation = { conversationType: 'personal', id: personal };
    refuse();
    await teams.say('dégât', inChannel);
    await teams.say('aide', { conversation });
    expect(textIn(personal)).toContain('Signaler un dégât');
    refuse();
    await teams.say('besoin', inChannel);
    environment.setClock('2026-01-23T08:12:00.000Z');
    await teams.say('aide', { conversation });
    expect(textIn(personal)).not.toContain('lockersInService');
  });

  test('is answered as before when the connector refuses for another reason', async () => {
    teams.service.troubles.push({ status: 400, at: 'POST /v3/conversations' });
    expect(await teams.say('besoin', inChannel)).toMatchObject({ status: 500 });
    expect(postedIn(thread)).toEqual([]);
  });
});

describe('a button of a card in a shared place', () => {
  async function hello() {
    const added = { type: 'installationUpdate', action: 'add', ...inChannel };
    await teams.send(teams.activity(added));
    return personInTeams(teams, undefined, inChannel);
  }
  const unchanged = () => expect(postedIn(thread)).toMatchObject([{ id: 'm1', replaced: 0 }]);

  test.each(['Ouvrir le menu', 'Déclarer un besoin', 'Signaler un dégât', 'Aide'])(
    '%s answers the person who pressed it alone',
    async (title) => {
      const claire = await hello();
      const card = claire.read();
      const shown = await claire.press(card, title);
      expect(shown.speak).not.toBe(card.speak);
      unchanged();
    },
  );

  test('that is refused answers that person alone', async () => {
    const claire = await hello();
    const { body } = await teams.press(
      { verb: 'intent', data: { intent: { kind: 'damage', uai: crochepierre.uai, id: 'AAAAAA' } } },
      { ...inChannel, replyToId: 'm1' },
    );
    expect(body.value.speak).toContain('n’est pas à votre collège');
    expect(claire.read().speak).toContain('Écrivez ce dont votre collège a besoin');
    unchanged();
  });

  test('leads to what is filed, and the card of another subject stays as it is', async () => {
    const claire = await hello();
    let card = await claire.press(claire.read(), 'Ouvrir le menu');
    card = await claire.press(card, 'Déclarer un état néant');
    card = await claire.press(card, 'Déposer l’état néant');
    expect(card.speak).toContain('le Département a bien reçu');
    expect(await environment.declarations.find(crochepierre.uai, campaign2026.id)).toMatchObject({
      state: 'filed',
    });
    unchanged();
  });
});

describe('the card of a damage in the channel of the service', () => {
  const education = '19:education@thread.tacv2';
  const inEducation = {
    conversation: { conversationType: 'channel', id: `${education};messageid=9` },
  };
  const officer = {
    ...{ id: '29:lucie', aadObjectId: '44444444-4444-4444-8444-444444444444' },
    ...{ name: inspector.name, email: inspector.mail },
  };

  /** Reports a damage whose card is posted in the channel, beside another card. */
  async function posted() {
    const command = { uai: crochepierre.uai, by: durand, channel: 'web' } as const;
    const outcome = await reportDamage(environment, { ...command, idempotencyKey: 'a' }, damage);
    if (outcome.kind !== 'reported') throw new Error(outcome.kind);
    const { id } = outcome.damage;
    for (const message of ['card', 'other']) {
      const content = { body: [], actions: [], speak: message };
      const activity = { attachments: [{ content }] };
      teams.service.posted.push({ conversation: education, id: message, activity, replaced: 0 });
    }
    await environment.postedMessages.save({
      ...{ recipient: 'teams:education', reference: `D-${crochepierre.uai}-${id}` },
      place: { channel: education, message: 'card' },
      ...{ shown: 1, version: 0 },
    });
    return id;
  }

  const press = (action: object, replyToId: string) =>
    teams.press(action, { ...inEducation, replyToId }, officer);

  /** Plans the repair in the form that the button opens for the officer alone. */
  async function plan(id: string, replyToId: string) {
    teams.service.members.set(officer.id, officer);
    const intent = { kind: 'update-damage-status', uai: crochepierre.uai, id };
    const opened = await press({ verb: 'intent', data: { intent } }, replyToId);
    expect(postedIn(education).map(({ replaced }) => replaced)).toEqual([0, 0]);
    const [send] = opened.body.value.actions;
    const refused = await press(send, replyToId);
    expect(refused.body.value.speak).toContain('à corriger');
    expect(postedIn(education).map(({ replaced }) => replaced)).toEqual([0, 0]);
    const data = {
      ...send.data,
      statusUpdate: 'planned',
      day: '2026-02-03',
      note: 'Zoé, 06 12 34 56 78',
    };
    return press({ ...send, data }, replyToId);
  }

  test('shows everybody what an officer wrote from it, and nobody’s name', async () => {
    const id = await posted();
    const { body } = await plan(id, 'card');
    expect(body.value.speak).toContain('C’est fait');
    const [card, other] = postedIn(education);
    expect(card).toMatchObject({ replaced: 1 });
    expect(other).toMatchObject({ replaced: 0 });
    const text = JSON.stringify(card);
    expect(text).toContain('Réparation prévue');
    for (const personalPart of [inspector.name, durand.name, '06 12', 'Zoé', '@', '/lien/']) {
      expect(JSON.stringify(card?.activity)).not.toContain(personalPart);
    }
  });

  test('is not touched by what was written from another card', async () => {
    const id = await posted();
    const { body } = await plan(id, 'other');
    expect(body.value.speak).toContain('C’est fait');
    expect(postedIn(education).map(({ replaced }) => replaced)).toEqual([0, 0]);
  });
});
