import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { challengeKey, damageKey, personKey } from '../../functions/adapters/dynamodb/keys.ts';
import { shortIdFrom } from '../../functions/adapters/node/crypto.ts';
import { newPerson } from '../../functions/domain/people/person.ts';
import { reportDamage } from '../../functions/use-cases/damages.ts';
import { crochepierre, durand, damage as report } from '../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';
import { recordOf } from './record-of.ts';

/* What the journal tells by each voice: a mail always, a post for each account in a chat. */

const { uai } = crochepierre;
let environment: TestEnvironment;
let reported: string[];
beforeEach(async () => {
  reported = [];
  vi.spyOn(console, 'error').mockImplementation((line) => reported.push(String(line)));
  environment = await createTestEnvironment();
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function addChatUser(account: string, over: object = {}) {
  const knownAt = environment.clock.now().toISOString();
  const chatUser = {
    channel: 'slack',
    name: durand.name,
    mail: durand.mail,
    trusted: true,
  } as const;
  await environment.chatUsers.save({ ...chatUser, account, knownAt, version: 0, ...over });
}

async function reportedRecord() {
  const said = { uai, by: durand, channel: 'web', idempotencyKey: 'a' } as const;
  await reportDamage(environment, said, report);
  return recordOf(environment, damageKey(uai, shortIdFrom('a')));
}

const consume = async () => {
  const { batchItemFailures } = await environment.consumeStream({
    Records: [await reportedRecord()],
  });
  return batchItemFailures.length;
};
const accounts = () =>
  environment.chatJobs.map(
    (post) => post.kind === 'notification' && post.to.kind === 'person' && post.to.account,
  );

describe('what happened to a damage', () => {
  test('is mailed to somebody without a chat, and put on no queue', async () => {
    await consume();
    expect(environment.sent).toHaveLength(1);
    expect(environment.chatJobs).toEqual([]);
  });

  test('is mailed, and put on the queue of Slack for each account there', async () => {
    await addChatUser('T1/U1');
    await addChatUser('T1/U2');
    await consume();
    expect(environment.sent).toHaveLength(1);
    expect(accounts().toSorted()).toEqual(['T1/U1', 'T1/U2']);
    expect(environment.chatJobs[0]).toMatchObject({
      channel: 'slack',
      subject: { reference: `D-${uai}-${shortIdFrom('a')}`, version: 1, manner: 'change' },
      notification: { title: environment.sent[0]?.subject },
    });
  });

  test('is told to no account that may not be theirs', async () => {
    await addChatUser('T1/guest', { trusted: false });
    await consume();
    expect(environment.chatJobs).toEqual([]);
  });

  test('is told to each account by the chat that it belongs to', async () => {
    await addChatUser('T1/U1');
    await addChatUser('tenant/user', { channel: 'teams' });
    await consume();
    expect(environment.chatJobs.map(({ channel }) => channel).toSorted()).toEqual([
      'slack',
      'teams',
    ]);
  });

  test('is put on the queue once, however often the stream tells it', async () => {
    await addChatUser('T1/U1');
    await consume();
    await consume();
    expect(environment.chatJobs).toHaveLength(1);
  });

  test('is mailed though the queue fails; that is reported and holds nothing up', async () => {
    await addChatUser('T1/U1');
    environment.faults.post = () => new Error('no queue');
    expect(await consume()).toBe(0);
    expect(environment.sent).toHaveLength(1);
    expect(reported).toHaveLength(1);
  });

  test('is mailed though nobody can tell who is in the chat', async () => {
    const item = { pk: `CONTACTS#${durand.mail}`, sk: 'CHAT_USER#slack#T1/U1', channel: 'broken' };
    await environment.table.put(item);
    expect(await consume()).toBe(0);
    expect(environment.sent).toHaveLength(1);
    // Each chat says so for itself.
    expect(reported).toHaveLength(2);
  });

  test('is put on the queue though the mail fails, and the mail is tried again', async () => {
    await addChatUser('T1/U1');
    environment.faults.mail = () => new Error('refused');
    expect(await consume()).toBe(1);
    expect(environment.chatJobs).toHaveLength(1);
    environment.faults.mail = undefined;
    expect(await consume()).toBe(0);
    expect(environment.sent).toHaveLength(1);
    expect(environment.chatJobs).toHaveLength(1);
  });
});

test('a code goes by mail and by nothing else', async () => {
  await addChatUser('T1/U1');
  const askedAt = environment.clock.now().toISOString();
  const challenge = { id: 'c', mail: durand.mail, askedAt, triesLeft: 3, met: false, version: 0 };
  await environment.signIns.saveChallenge(challenge);
  await environment.consumeStream({ Records: [await recordOf(environment, challengeKey('c'))] });
  expect(environment.sent).toHaveLength(1);
  expect(environment.chatJobs).toEqual([]);
});

test('nor does a code for the collège, or for whoever an account says to be', async () => {
  await addChatUser('T1/U1');
  const asked = {
    askedAt: environment.clock.now().toISOString(),
    triesLeft: 5,
    met: false,
    version: 0,
  };
  const accountLink = { mail: 'ines.leroy@colleges.example.org', name: 'Inès Leroy' };
  for (const [id, more] of Object.entries({ college: { uai }, 'must-deliver': {} })) {
    const said = { ...asked, id, mail: durand.mail, accountLink: { ...accountLink, ...more } };
    await environment.signIns.saveChallenge(said);
    await environment.consumeStream({ Records: [await recordOf(environment, challengeKey(id))] });
  }
  expect(environment.sent.map(({ to }) => to)).toEqual([durand.mail, durand.mail]);
  expect(environment.chatJobs).toEqual([]);
});

test('what is news of no thing has no card', async () => {
  await addChatUser('T1/U1', { mail: 'nouveau@colleges.example.org' });
  const at = environment.clock.now().toISOString();
  const entry = { at, who: 'D', channel: 'web', what: 'member-added', version: 1 } as const;
  const person = newPerson('nouveau@colleges.example.org', 'N');
  await environment.persons.save({ ...person, memberOf: [uai], journal: [entry] });
  await environment.consumeStream({
    Records: [await recordOf(environment, personKey('047', person.mail))],
  });
  expect(environment.chatJobs).toMatchObject([{ kind: 'notification', to: { account: 'T1/U1' } }]);
  expect(environment.chatJobs[0]).not.toHaveProperty('subject.reference');
});
