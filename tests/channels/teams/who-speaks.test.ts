import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { durand } from '../../shared/examples.ts';
import { tenantId } from '../../shared/token-issuer.ts';
import { openScriptedDoor, type ScriptedDoor } from './scripted-talk.ts';
import { type Account, durandInTeams } from './teams-door.ts';

let door: ScriptedDoor;

beforeEach(async () => {
  door = await openScriptedDoor();
});
afterEach(() => door.close());

describe('who speaks', () => {
  const other = (changes: Partial<Account>): Account => {
    const account = { ...durandInTeams, ...changes };
    door.service.members.set(account.id, { ...account });
    return account;
  };

  test('is asked of Teams once a day', async () => {
    await door.say('bonjour');
    await door.say('bonjour');
    const asked = () => door.service.asked.filter((line) => line.startsWith('GET')).length;
    expect(asked()).toBe(1);
    door.world.setClock('2026-01-15T08:13:00.000Z');
    await door.say('bonjour');
    expect(asked()).toBe(2);
    const account = `${tenantId}/${durandInTeams.aadObjectId}`;
    expect(await door.world.contacts.find('teams', account)).toMatchObject({
      mail: durand.mail,
      address: JSON.stringify({ serviceUrl: door.service.url, tenantId, member: '29:durand' }),
    });
  });

  test('is known by the name they sign in with where they have no mailbox', async () => {
    door.service.members.set(durandInTeams.id, { ...durandInTeams, email: undefined });
    await door.say('bonjour');
    expect(door.heard).toMatchObject([{ speaker: { kind: 'known' } }]);
  });

  test.each([
    ['a guest', { userRole: 'guest' }],
    [
      'a guest by the name they sign in with',
      { userPrincipalName: 'x_y.org#EXT#@departement.org' },
    ],
  ])('is a stranger until a code has proved them: %s', async (_, changes) => {
    await door.say('bonjour', {}, other({ id: '29:guest', aadObjectId: 'guest', ...changes }));
    expect(door.heard).toMatchObject([{ speaker: { kind: 'stranger', mail: durand.mail } }]);
  });

  test('is a stranger whose mail nobody knows', async () => {
    const email = 'someone@colleges.example.org';
    await door.say('bonjour', {}, other({ id: '29:new', aadObjectId: 'new', email }));
    expect(door.heard).toMatchObject([{ speaker: { kind: 'stranger', mail: email } }]);
  });

  test.each([
    ['of another organisation', { tenantId: 'x' }, 'autre organisation'],
    ['who signed in nowhere', { userRole: 'anonymous' }, 'autre organisation'],
    ['without a mail', { email: '', userPrincipalName: '' }, 'adresse électronique'],
  ])('is not heard %s, and is told why', async (_, changes, why) => {
    await door.say('bonjour', {}, other({ id: '29:out', aadObjectId: 'out', ...changes }));
    expect(door.standing()).toEqual([expect.stringContaining(why)]);
    expect(door.heard).toEqual([]);
  });
});
