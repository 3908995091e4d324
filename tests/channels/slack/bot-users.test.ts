import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  eventRequest,
  formRequest,
  type SlackRequest,
  signRequest,
} from '../../../infra/local/slack-simulator/sender.ts';
import { memberOf } from '../../../infra/local/slack-simulator/workspace.ts';
import { crochepierre, durand, inspector } from '../../shared/examples.ts';
import { slackSigningSecret } from '../../shared/slack-environment.ts';
import { openSlack, textOf } from './slack-desk.ts';
import { createSlackEnvironment, type SlackEnvironment } from './slack-environment.ts';

let environment: SlackEnvironment;
beforeEach(async () => {
  environment = await createSlackEnvironment();
});
afterEach(() => environment.slack.close());

const idOf = (who: string) => memberOf(environment.slack.workspace, who).id;
const lookups = () =>
  environment.slack.log.lines.filter(({ what }) => what === 'users.info').length;
const send = (request: SlackRequest) =>
  environment.post(signRequest(request, slackSigningSecret, environment.clock.now()));

async function handleIntent(who: string) {
  const slack = openSlack(environment, who);
  await slack.command('état');
  return textOf(await slack.message());
}

describe('a member of the workspace', () => {
  test('is the person with their mail, and Slack is asked once a day', async () => {
    expect(await handleIntent('claire')).toContain('Crochepierre');
    await handleIntent('claire');
    expect(lookups()).toBe(1);
    environment.setClock('2026-01-15T08:13:00.000Z');
    await handleIntent('claire');
    expect(lookups()).toBe(2);
    const account = `${environment.slack.workspace.team.id}/${idOf('claire')}`;
    expect(await environment.chatUsers.find('slack', account)).toMatchObject({
      mail: durand.mail,
      trusted: true,
      knownAt: '2026-01-15T08:13:00.000Z',
      version: 2,
    });
  });

  test('acts for the collèges they are a member of today, not yesterday', async () => {
    await handleIntent('claire');
    const person = await environment.persons.find(durand.mail);
    if (person) await environment.persons.save({ ...person, memberOf: [] });
    expect(await handleIntent('claire')).not.toContain('André Crochepierre');
    expect(lookups()).toBe(1);
  });

  test('may have a mail in capitals', async () => {
    environment.slack.amend(idOf('claire'), {
      profile: { email: 'Claire.DURAND@colleges.example.org' },
    });
    expect(await handleIntent('claire')).toContain('Crochepierre');
  });

  test('who is not linked is greeted by name and told how to link the account', async () => {
    expect(await handleIntent('unlinked')).toContain('Sacha Inconnu');
    expect(await handleIntent('unlinked')).not.toContain('Crochepierre');
  });

  test('links the account with the code sent to the official mailbox of their collège', async () => {
    const sacha = openSlack(environment, 'unlinked');
    await sacha.command('rattachement');
    await sacha.submit({ 'Quel collège ?': 'Collège André Crochepierre, Villeneuve-sur-Lot' });
    const formState = JSON.parse(sacha.modal().private_metadata ?? '{}');
    const code = await environment.tokenSigner.codeOf(formState.id);
    await sacha.submit({ 'Code reçu': code });
    expect(await environment.persons.find('sacha@example.org')).toMatchObject({
      memberOf: [crochepierre.uai],
    });
    expect(await handleIntent('unlinked')).toContain('Crochepierre');
    expect(environment.errors).toEqual([]);
  });
});

describe('a guest', () => {
  test.each(['is_restricted', 'is_ultra_restricted'])(
    'with the mail of a known person (%s) is not that person until a code proves it',
    async (trait) => {
      environment.slack.amend(idOf('claire'), { [trait]: true });
      expect(await handleIntent('claire')).not.toContain('André Crochepierre');
      const account = `${environment.slack.workspace.team.id}/${idOf('claire')}`;
      expect(await environment.chatUsers.find('slack', account)).toMatchObject({ trusted: false });
    },
  );

  test('is that person once a code has proved it, also on the next day', async () => {
    environment.slack.amend(idOf('claire'), { is_restricted: true });
    await handleIntent('claire');
    const account = `${environment.slack.workspace.team.id}/${idOf('claire')}`;
    const chatUser = await environment.chatUsers.find('slack', account);
    if (chatUser) await environment.chatUsers.save({ ...chatUser, trusted: true });
    expect(await handleIntent('claire')).toContain('Crochepierre');
    environment.setClock('2026-01-16T08:12:00.000Z');
    expect(await handleIntent('claire')).toContain('Crochepierre');
  });

  test('with the mail of a known person proves it with a code sent to that mail', async () => {
    environment.slack.amend(idOf('claire'), { is_restricted: true });
    const claire = openSlack(environment, 'claire');
    await claire.command('rattachement');
    await claire.submit({ 'Quel collège ?': 'Collège André Crochepierre, Villeneuve-sur-Lot' });
    const { id } = JSON.parse(claire.modal().private_metadata ?? '{}');
    expect(await environment.signIns.findChallenge(id)).toMatchObject({ mail: durand.mail });
    await claire.submit({ 'Code reçu': await environment.tokenSigner.codeOf(id) });
    expect(await handleIntent('claire')).toContain('Crochepierre');
  });

  test('with an unknown mail is trusted after the code of a collège', async () => {
    const guest = openSlack(environment, 'guest');
    await guest.command('rattachement');
    await guest.submit({ 'Quel collège ?': 'Collège André Crochepierre, Villeneuve-sur-Lot' });
    const { id } = JSON.parse(guest.modal().private_metadata ?? '{}');
    await guest.submit({ 'Code reçu': await environment.tokenSigner.codeOf(id) });
    expect(await handleIntent('guest')).toContain('Crochepierre');
    const account = `${environment.slack.workspace.team.id}/${idOf('guest')}`;
    expect(await environment.chatUsers.find('slack', account)).toMatchObject({ trusted: true });
  });

  test('whose mail changes must prove it again', async () => {
    environment.slack.amend(idOf('claire'), { is_restricted: true });
    await handleIntent('claire');
    const account = `${environment.slack.workspace.team.id}/${idOf('claire')}`;
    const chatUser = await environment.chatUsers.find('slack', account);
    if (chatUser) await environment.chatUsers.save({ ...chatUser, trusted: true });
    const profile = { email: inspector.mail };
    environment.slack.amend(idOf('claire'), { is_restricted: true, profile });
    environment.setClock('2026-01-16T08:12:00.000Z');
    await handleIntent('claire');
    expect(await environment.chatUsers.find('slack', account)).toMatchObject({
      mail: inspector.mail,
      trusted: false,
    });
  });
});

describe('refused, with the reason:', () => {
  test.each([
    ['a member of another organisation', { is_stranger: true }, 'Réservé à votre organisation'],
    ['a member of another workspace', { team_id: 'T999' }, 'Réservé à votre organisation'],
    ['an account that is closed', { deleted: true }, 'Compte fermé'],
    ['a bot', { is_bot: true }, 'Pas de robot'],
    ['an account without a mail', { profile: {} }, 'Adresse électronique inconnue'],
  ])('%s', async (_, traits, title) => {
    environment.slack.amend(idOf('claire'), traits);
    expect(await handleIntent('claire')).toContain(title);
    const account = `${environment.slack.workspace.team.id}/${idOf('claire')}`;
    expect(await environment.chatUsers.find('slack', account)).toBeUndefined();
    expect(environment.errors).toEqual([]);
  });

  test('another workspace, without a call to Slack', async () => {
    const fields = { command: '/casiers', text: 'état', user_id: idOf('claire'), team_id: 'T999' };
    const { body } = await send(formRequest({ ...fields, trigger_id: 't' }));
    expect(textOf(JSON.parse(body))).toContain('Réservé à votre organisation');
    expect(lookups()).toBe(0);
  });

  test('an account that Slack does not know', async () => {
    const { id } = environment.slack.workspace.team;
    const fields = { command: '/casiers', text: 'état', user_id: 'U404', team_id: id };
    const { body } = await send(formRequest({ ...fields, trigger_id: 't' }));
    expect(textOf(JSON.parse(body))).toContain('Compte fermé');
  });

  test('an account in a modal too', async () => {
    environment.slack.amend(idOf('claire'), { is_stranger: true });
    const claire = openSlack(environment, 'claire');
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
    environment.stored.setting = { ...environment.stored.setting, workspaces: ['E1'] };
    environment.slack.amend(idOf('claire'), traits);
    for (const team_id of ['T1', 'T2']) {
      const { body } = await send(formRequest({ ...fields(), team_id }));
      expect(textOf(JSON.parse(body))).toContain('Crochepierre');
    }
    expect(lookups()).toBe(1);
    expect(await environment.chatUsers.listOf(durand.mail)).toMatchObject([
      { account: `E1/${idOf('claire')}` },
    ]);
  });

  test('is named in events too', async () => {
    environment.stored.setting = { ...environment.stored.setting, workspaces: ['E1'] };
    environment.slack.amend(idOf('claire'), traits);
    const event = { type: 'app_home_opened', user: idOf('claire'), tab: 'home', channel: 'D1' };
    const authorizations = [{ enterprise_id: 'E1', team_id: 'T1', is_enterprise_install: true }];
    const envelope = {
      type: 'event_callback',
      team_id: 'T1',
      enterprise_id: 'E1',
      event_id: 'Ev1',
    };
    await send(eventRequest({ ...envelope, authorizations, event }));
    expect(textOf(openSlack(environment, 'claire').home())).toContain('Crochepierre');
  });

  test('that is not ours is refused', async () => {
    const { body } = await send(formRequest({ ...fields(), team_id: 'T1' }));
    expect(textOf(JSON.parse(body))).toContain('Réservé à votre organisation');
  });
});

test('an account that Slack cannot describe now is asked to try again', async () => {
  environment.slack.faults.plan({ kind: 'broken' }, { method: 'users.info', times: 2 });
  expect(await handleIntent('claire')).toContain('Le service a un problème');
  expect(await handleIntent('claire')).toContain('Crochepierre');
  expect(environment.errors).toMatchObject([{ name: expect.stringContaining('SlackApiError') }]);
});
