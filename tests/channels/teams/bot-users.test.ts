import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { durand } from '../../shared/examples.ts';
import { tenantId } from '../../shared/token-issuer.ts';
import { openScriptedTeams, type ScriptedTeams } from './scripted-bot.ts';
import { type Account, durandInTeams } from './teams-endpoint.ts';

let teams: ScriptedTeams;

beforeEach(async () => {
  teams = await openScriptedTeams();
});
afterEach(() => teams.close());

describe('the author of a message', () => {
  const other = (changes: Partial<Account>): Account => {
    const account = { ...durandInTeams, ...changes };
    teams.service.members.set(account.id, { ...account });
    return account;
  };

  test('is looked up in Teams once a day', async () => {
    await teams.say('bonjour');
    await teams.say('bonjour');
    const lookups = () => teams.service.asked.filter((line) => line.startsWith('GET')).length;
    expect(lookups()).toBe(1);
    teams.environment.setClock('2026-01-15T08:13:00.000Z');
    await teams.say('bonjour');
    expect(lookups()).toBe(2);
    const account = `${tenantId}/${durandInTeams.aadObjectId}`;
    expect(await teams.environment.chatUsers.find('teams', account)).toMatchObject({
      mail: durand.mail,
      address: JSON.stringify({ serviceUrl: teams.service.url, tenantId, member: '29:durand' }),
    });
  });

  test('is identified by their sign-in name when they have no mailbox', async () => {
    teams.service.members.set(durandInTeams.id, { ...durandInTeams, email: undefined });
    await teams.say('bonjour');
    expect(teams.intents).toMatchObject([{ botUser: { kind: 'linked' } }]);
  });

  test.each([
    ['a guest', { userRole: 'guest' }],
    [
      'a guest by the name they sign in with',
      { userPrincipalName: 'x_y.org#EXT#@departement.org' },
    ],
  ])('is unlinked until a code proves their mailbox: %s', async (_, changes) => {
    await teams.say('bonjour', {}, other({ id: '29:guest', aadObjectId: 'guest', ...changes }));
    expect(teams.intents).toMatchObject([{ botUser: { kind: 'unlinked', mail: durand.mail } }]);
  });

  test('is unlinked with an unknown mail', async () => {
    const email = 'someone@colleges.example.org';
    await teams.say('bonjour', {}, other({ id: '29:new', aadObjectId: 'new', email }));
    expect(teams.intents).toMatchObject([{ botUser: { kind: 'unlinked', mail: email } }]);
  });

  test.each([
    ['of another organisation', { tenantId: 'x' }, 'autre organisation'],
    ['who signed in nowhere', { userRole: 'anonymous' }, 'autre organisation'],
    ['without a mail', { email: '', userPrincipalName: '' }, 'adresse électronique'],
  ])('is refused %s, with the reason', async (_, changes, why) => {
    await teams.say('bonjour', {}, other({ id: '29:out', aadObjectId: 'out', ...changes }));
    expect(teams.spoken()).toEqual([expect.stringContaining(why)]);
    expect(teams.intents).toEqual([]);
  });
});
