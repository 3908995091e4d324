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

describe('who speaks', () => {
  const other = (changes: Partial<Account>): Account => {
    const account = { ...durandInTeams, ...changes };
    teams.service.members.set(account.id, { ...account });
    return account;
  };

  test('is asked of Teams once a day', async () => {
    await teams.say('bonjour');
    await teams.say('bonjour');
    const asked = () => teams.service.asked.filter((line) => line.startsWith('GET')).length;
    expect(asked()).toBe(1);
    teams.world.setClock('2026-01-15T08:13:00.000Z');
    await teams.say('bonjour');
    expect(asked()).toBe(2);
    const account = `${tenantId}/${durandInTeams.aadObjectId}`;
    expect(await teams.world.chatUsers.find('teams', account)).toMatchObject({
      mail: durand.mail,
      address: JSON.stringify({ serviceUrl: teams.service.url, tenantId, member: '29:durand' }),
    });
  });

  test('is known by the name they sign in with where they have no mailbox', async () => {
    teams.service.members.set(durandInTeams.id, { ...durandInTeams, email: undefined });
    await teams.say('bonjour');
    expect(teams.heard).toMatchObject([{ botUser: { kind: 'linked' } }]);
  });

  test.each([
    ['a guest', { userRole: 'guest' }],
    [
      'a guest by the name they sign in with',
      { userPrincipalName: 'x_y.org#EXT#@departement.org' },
    ],
  ])('is a stranger until a code has proved them: %s', async (_, changes) => {
    await teams.say('bonjour', {}, other({ id: '29:guest', aadObjectId: 'guest', ...changes }));
    expect(teams.heard).toMatchObject([{ botUser: { kind: 'unlinked', mail: durand.mail } }]);
  });

  test('is a stranger whose mail nobody knows', async () => {
    const email = 'someone@colleges.example.org';
    await teams.say('bonjour', {}, other({ id: '29:new', aadObjectId: 'new', email }));
    expect(teams.heard).toMatchObject([{ botUser: { kind: 'unlinked', mail: email } }]);
  });

  test.each([
    ['of another organisation', { tenantId: 'x' }, 'autre organisation'],
    ['who signed in nowhere', { userRole: 'anonymous' }, 'autre organisation'],
    ['without a mail', { email: '', userPrincipalName: '' }, 'adresse électronique'],
  ])('is not heard %s, and is told why', async (_, changes, why) => {
    await teams.say('bonjour', {}, other({ id: '29:out', aadObjectId: 'out', ...changes }));
    expect(teams.status()).toEqual([expect.stringContaining(why)]);
    expect(teams.heard).toEqual([]);
  });
});
