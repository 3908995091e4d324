import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  eventRequest,
  formRequest,
  type SlackRequest,
  signRequest,
} from '../../../infra/local/slack-simulator/sender.ts';
import { memberOf } from '../../../infra/local/slack-simulator/workspace.ts';
import { crochepierre, durand, inspector } from '../../shared/examples.ts';
import { slackSigningSecret } from '../../shared/slack-world.ts';
import { openSlack, textOf } from './slack-desk.ts';
import { makeSlackWorld, type SlackWorld } from './slack-world.ts';

let world: SlackWorld;
beforeEach(async () => {
  world = await makeSlackWorld();
});
afterEach(() => world.slack.close());

const idOf = (who: string) => memberOf(world.slack.workspace, who).id;
const asked = () => world.slack.log.lines.filter(({ what }) => what === 'users.info').length;
const send = (request: SlackRequest) =>
  world.post(signRequest(request, slackSigningSecret, world.clock.now()));

async function hear(who: string) {
  const slack = openSlack(world, who);
  await slack.command('état');
  return textOf(await slack.message());
}

describe('somebody of the workspace', () => {
  test('is who their mail says, and Slack is asked once a day', async () => {
    expect(await hear('claire')).toContain('Crochepierre');
    await hear('claire');
    expect(asked()).toBe(1);
    world.setClock('2026-01-15T08:13:00.000Z');
    await hear('claire');
    expect(asked()).toBe(2);
    const account = `${world.slack.workspace.team.id}/${idOf('claire')}`;
    expect(await world.contacts.find('slack', account)).toMatchObject({
      mail: durand.mail,
      trusted: true,
      knownAt: '2026-01-15T08:13:00.000Z',
      version: 2,
    });
  });

  test('is bound as the counter knows at that moment, and not as it did yesterday', async () => {
    await hear('claire');
    const person = await world.persons.find(durand.mail);
    if (person) await world.persons.save({ ...person, boundTo: [] });
    expect(await hear('claire')).not.toContain('André Crochepierre');
    expect(asked()).toBe(1);
  });

  test('has a mail in capitals all the same', async () => {
    world.slack.amend(idOf('claire'), { profile: { email: 'Claire.DURAND@colleges.example.org' } });
    expect(await hear('claire')).toContain('Crochepierre');
  });

  test('whom nobody knows is told how to become known, by their name', async () => {
    expect(await hear('stranger')).toContain('Sacha Inconnu');
    expect(await hear('stranger')).not.toContain('Crochepierre');
  });

  test('becomes known by the code that is mailed to the official mailbox of their collège', async () => {
    const sacha = openSlack(world, 'stranger');
    await sacha.command('rattachement');
    await sacha.submit({ 'Quel collège ?': 'Collège André Crochepierre, Villeneuve-sur-Lot' });
    const bookmark = JSON.parse(sacha.modal().private_metadata ?? '{}');
    const code = await world.seals.codeOf(bookmark.id);
    await sacha.submit({ 'Code à 6 chiffres': code });
    expect(await world.persons.find('sacha@example.org')).toMatchObject({
      boundTo: [crochepierre.uai],
    });
    expect(await hear('stranger')).toContain('Crochepierre');
    expect(world.errors).toEqual([]);
  });
});

describe('a guest', () => {
  test.each(['is_restricted', 'is_ultra_restricted'])(
    'whose mail is somebody’s (%s) is not that person before a code has proved it',
    async (trait) => {
      world.slack.amend(idOf('claire'), { [trait]: true });
      expect(await hear('claire')).not.toContain('André Crochepierre');
      const account = `${world.slack.workspace.team.id}/${idOf('claire')}`;
      expect(await world.contacts.find('slack', account)).toMatchObject({ trusted: false });
    },
  );

  test('is that person once a code has proved it, and stays so the next day', async () => {
    world.slack.amend(idOf('claire'), { is_restricted: true });
    await hear('claire');
    const account = `${world.slack.workspace.team.id}/${idOf('claire')}`;
    const contact = await world.contacts.find('slack', account);
    if (contact) await world.contacts.save({ ...contact, trusted: true });
    expect(await hear('claire')).toContain('Crochepierre');
    world.setClock('2026-01-16T08:12:00.000Z');
    expect(await hear('claire')).toContain('Crochepierre');
  });

  test('whose mail is somebody’s proves it by a code that is sent there', async () => {
    world.slack.amend(idOf('claire'), { is_restricted: true });
    const claire = openSlack(world, 'claire');
    await claire.command('rattachement');
    await claire.submit({ 'Quel collège ?': 'Collège André Crochepierre, Villeneuve-sur-Lot' });
    const { id } = JSON.parse(claire.modal().private_metadata ?? '{}');
    expect(await world.signIns.findChallenge(id)).toMatchObject({ mail: durand.mail });
    await claire.submit({ 'Code à 6 chiffres': await world.seals.codeOf(id) });
    expect(await hear('claire')).toContain('Crochepierre');
  });

  test('whom nobody knows is trusted once the code of a collège was typed', async () => {
    const guest = openSlack(world, 'guest');
    await guest.command('rattachement');
    await guest.submit({ 'Quel collège ?': 'Collège André Crochepierre, Villeneuve-sur-Lot' });
    const { id } = JSON.parse(guest.modal().private_metadata ?? '{}');
    await guest.submit({ 'Code à 6 chiffres': await world.seals.codeOf(id) });
    expect(await hear('guest')).toContain('Crochepierre');
    const account = `${world.slack.workspace.team.id}/${idOf('guest')}`;
    expect(await world.contacts.find('slack', account)).toMatchObject({ trusted: true });
  });

  test('whose mail changes must prove it again', async () => {
    world.slack.amend(idOf('claire'), { is_restricted: true });
    await hear('claire');
    const account = `${world.slack.workspace.team.id}/${idOf('claire')}`;
    const contact = await world.contacts.find('slack', account);
    if (contact) await world.contacts.save({ ...contact, trusted: true });
    const profile = { email: inspector.mail };
    world.slack.amend(idOf('claire'), { is_restricted: true, profile });
    world.setClock('2026-01-16T08:12:00.000Z');
    await hear('claire');
    expect(await world.contacts.find('slack', account)).toMatchObject({
      mail: inspector.mail,
      trusted: false,
    });
  });
});

describe('not heard, and told why:', () => {
  test.each([
    ['somebody of another organisation', { is_stranger: true }, 'Réservé à votre organisation'],
    ['somebody of another workspace', { team_id: 'T999' }, 'Réservé à votre organisation'],
    ['an account that is closed', { deleted: true }, 'Compte fermé'],
    ['a bot', { is_bot: true }, 'Pas de robot'],
    ['an account without a mail', { profile: {} }, 'Adresse électronique inconnue'],
  ])('%s', async (_, traits, title) => {
    world.slack.amend(idOf('claire'), traits);
    expect(await hear('claire')).toContain(title);
    const account = `${world.slack.workspace.team.id}/${idOf('claire')}`;
    expect(await world.contacts.find('slack', account)).toBeUndefined();
    expect(world.errors).toEqual([]);
  });

  test('a whole workspace that is none of ours, and Slack is not even asked', async () => {
    const fields = { command: '/casiers', text: 'état', user_id: idOf('claire'), team_id: 'T999' };
    const { body } = await send(formRequest({ ...fields, trigger_id: 't' }));
    expect(textOf(JSON.parse(body))).toContain('Réservé à votre organisation');
    expect(asked()).toBe(0);
  });

  test('an account that Slack does not know', async () => {
    const { id } = world.slack.workspace.team;
    const fields = { command: '/casiers', text: 'état', user_id: 'U404', team_id: id };
    const { body } = await send(formRequest({ ...fields, trigger_id: 't' }));
    expect(textOf(JSON.parse(body))).toContain('Compte fermé');
  });

  test('anybody, in a window as well', async () => {
    world.slack.amend(idOf('claire'), { is_stranger: true });
    const claire = openSlack(world, 'claire');
    await claire.command('dégât');
    expect(textOf(claire.modal())).toContain('Réservé à votre organisation');
  });
});

describe('an Enterprise organisation', () => {
  const traits = {
    team_id: 'T1',
    enterprise_user: {
      id: 'W1',
      enterprise_id: 'E1',
      enterprise_name: 'Département',
      teams: ['T1'],
    },
  };
  const fields = () => ({
    ...{ command: '/casiers', text: 'état', trigger_id: 't', enterprise_id: 'E1' },
    user_id: idOf('claire'),
  });

  test('has the same person in each of its workspaces', async () => {
    world.stored.setting = { ...world.stored.setting, workspaces: ['E1'] };
    world.slack.amend(idOf('claire'), traits);
    for (const team_id of ['T1', 'T2']) {
      const { body } = await send(formRequest({ ...fields(), team_id }));
      expect(textOf(JSON.parse(body))).toContain('Crochepierre');
    }
    expect(asked()).toBe(1);
    expect(await world.contacts.listOf(durand.mail)).toMatchObject([
      { account: `E1/${idOf('claire')}` },
    ]);
  });

  test('is told by events too', async () => {
    world.stored.setting = { ...world.stored.setting, workspaces: ['E1'] };
    world.slack.amend(idOf('claire'), traits);
    const event = { type: 'app_home_opened', user: idOf('claire'), tab: 'home', channel: 'D1' };
    const authorizations = [{ enterprise_id: 'E1', team_id: 'T1', is_enterprise_install: true }];
    const envelope = {
      type: 'event_callback',
      team_id: 'T1',
      enterprise_id: 'E1',
      event_id: 'Ev1',
    };
    await send(eventRequest({ ...envelope, authorizations, event }));
    expect(textOf(openSlack(world, 'claire').home())).toContain('Crochepierre');
  });

  test('that is none of ours is not heard', async () => {
    const { body } = await send(formRequest({ ...fields(), team_id: 'T1' }));
    expect(textOf(JSON.parse(body))).toContain('Réservé à votre organisation');
  });
});

test('when Slack does not say who somebody is, they are asked to try again', async () => {
  world.slack.faults.plan({ kind: 'broken' }, { method: 'users.info', times: 2 });
  expect(await hear('claire')).toContain('Le service a un problème');
  expect(await hear('claire')).toContain('Crochepierre');
  expect(world.errors).toMatchObject([{ name: expect.stringContaining('SlackFault') }]);
});
