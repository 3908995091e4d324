import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { challengeKey, damageKey, personKey } from '../../functions/adapters/dynamodb/keys.ts';
import { damageIdFrom } from '../../functions/adapters/node/crypto.ts';
import { newPerson } from '../../functions/domain/people/person.ts';
import { makeReportDamage } from '../../functions/use-cases/damages.ts';
import { crochepierre, durand, damage as report } from '../shared/examples.ts';
import { makeWorld, type World } from '../shared/world.ts';
import { recordOf } from './record-of.ts';

/* What the journal tells by each voice: a mail always, a post for each account in a chat. */

const { uai } = crochepierre;
let world: World;
let reported: string[];
beforeEach(async () => {
  reported = [];
  vi.spyOn(console, 'error').mockImplementation((line) => reported.push(String(line)));
  world = await makeWorld();
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function addContact(account: string, over: object = {}) {
  const knownAt = world.clock.now().toISOString();
  const contact = { door: 'slack', name: durand.name, mail: durand.mail, trusted: true } as const;
  await world.contacts.save({ ...contact, account, knownAt, version: 0, ...over });
}

async function reportDamage() {
  const said = { uai, by: durand, door: 'web', opening: 'a' } as const;
  await makeReportDamage({ ...world, damageIdFrom })(said, report);
  return recordOf(world, damageKey(uai, damageIdFrom('a')));
}

const carry = async () => {
  const { batchItemFailures } = await world.carryJournal({ Records: [await reportDamage()] });
  return batchItemFailures.length;
};
const accounts = () =>
  world.posts.map((post) => post.kind === 'notice' && post.to.kind === 'person' && post.to.account);

describe('what happened to a damage', () => {
  test('is mailed to somebody without a chat, and put on no queue', async () => {
    await carry();
    expect(world.sent).toHaveLength(1);
    expect(world.posts).toEqual([]);
  });

  test('is mailed, and put on the queue of Slack for each account there', async () => {
    await addContact('T1/U1');
    await addContact('T1/U2');
    await carry();
    expect(world.sent).toHaveLength(1);
    expect(accounts().toSorted()).toEqual(['T1/U1', 'T1/U2']);
    expect(world.posts[0]).toMatchObject({
      door: 'slack',
      subject: { reference: `D-${uai}-${damageIdFrom('a')}`, version: 1, manner: 'change' },
      notice: { title: world.sent[0]?.subject },
    });
  });

  test('is told to no account that may not be theirs', async () => {
    await addContact('T1/guest', { trusted: false });
    await carry();
    expect(world.posts).toEqual([]);
  });

  test('is told to each account by the chat that it belongs to', async () => {
    await addContact('T1/U1');
    await addContact('tenant/user', { door: 'teams' });
    await carry();
    expect(world.posts.map(({ door }) => door).toSorted()).toEqual(['slack', 'teams']);
  });

  test('is put on the queue once, however often the stream tells it', async () => {
    await addContact('T1/U1');
    await carry();
    await carry();
    expect(world.posts).toHaveLength(1);
  });

  test('is mailed though the queue fails; that is reported and holds nothing up', async () => {
    await addContact('T1/U1');
    world.faults.post = () => new Error('no queue');
    expect(await carry()).toBe(0);
    expect(world.sent).toHaveLength(1);
    expect(reported).toHaveLength(1);
  });

  test('is mailed though nobody can tell who is in the chat', async () => {
    const item = { pk: `CONTACTS#${durand.mail}`, sk: 'CONTACT#slack#T1/U1', door: 'broken' };
    await world.table.put(item);
    expect(await carry()).toBe(0);
    expect(world.sent).toHaveLength(1);
    // Each chat says so for itself.
    expect(reported).toHaveLength(2);
  });

  test('is put on the queue though the mail fails, and the mail is tried again', async () => {
    await addContact('T1/U1');
    world.faults.mail = () => new Error('refused');
    expect(await carry()).toBe(1);
    expect(world.posts).toHaveLength(1);
    world.faults.mail = undefined;
    expect(await carry()).toBe(0);
    expect(world.sent).toHaveLength(1);
    expect(world.posts).toHaveLength(1);
  });
});

test('a code goes by mail and by nothing else', async () => {
  await addContact('T1/U1');
  const askedAt = world.clock.now().toISOString();
  const challenge = { id: 'c', mail: durand.mail, askedAt, triesLeft: 3, met: false, version: 0 };
  await world.signIns.saveChallenge(challenge);
  await world.carryJournal({ Records: [await recordOf(world, challengeKey('c'))] });
  expect(world.sent).toHaveLength(1);
  expect(world.posts).toEqual([]);
});

test('nor does a code for the collège, or for whoever an account says to be', async () => {
  await addContact('T1/U1');
  const asked = { askedAt: world.clock.now().toISOString(), triesLeft: 5, met: false, version: 0 };
  const binding = { mail: 'ines.leroy@colleges.example.org', name: 'Inès Leroy' };
  for (const [id, more] of Object.entries({ college: { uai }, proof: {} })) {
    const said = { ...asked, id, mail: durand.mail, binding: { ...binding, ...more } };
    await world.signIns.saveChallenge(said);
    await world.carryJournal({ Records: [await recordOf(world, challengeKey(id))] });
  }
  expect(world.sent.map(({ to }) => to)).toEqual([durand.mail, durand.mail]);
  expect(world.posts).toEqual([]);
});

test('what is news of no thing has no card', async () => {
  await addContact('T1/U1', { mail: 'nouveau@colleges.example.org' });
  const at = world.clock.now().toISOString();
  const entry = { at, who: 'D', door: 'web', what: 'bound', version: 1 } as const;
  const person = newPerson('nouveau@colleges.example.org', 'N');
  await world.persons.save({ ...person, boundTo: [uai], journal: [entry] });
  await world.carryJournal({ Records: [await recordOf(world, personKey('047', person.mail))] });
  expect(world.posts).toMatchObject([{ kind: 'notice', to: { account: 'T1/U1' } }]);
  expect(world.posts[0]).not.toHaveProperty('subject.reference');
});
