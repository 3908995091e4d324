import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { challengeKey, damageKey, personKey } from '../../functions/adapters/dynamodb/keys.ts';
import { shortIdFrom } from '../../functions/adapters/node/crypto.ts';
import { newPerson } from '../../functions/domain/people/person.ts';
import { reportDamage } from '../../functions/use-cases/damages.ts';
import { newChallenge } from '../shared/challenges.ts';
import { crochepierre, durand, damage as report } from '../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';
import { recordOf } from './record-of.ts';

const { uai } = crochepierre;
let environment: TestEnvironment;
let logged: string[];
beforeEach(async () => {
  logged = [];
  vi.spyOn(console, 'error').mockImplementation((line) => logged.push(String(line)));
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

async function recordOfReport() {
  const command = { uai, by: durand, channel: 'web', idempotencyKey: 'a' } as const;
  await reportDamage(environment, command, report);
  return recordOf(environment, damageKey(uai, shortIdFrom('a')));
}

const consume = async () => {
  const { batchItemFailures } = await environment.consumeStream({
    Records: [await recordOfReport()],
  });
  return batchItemFailures.length;
};
const accounts = () =>
  environment.chatJobs.map(
    (job) => job.kind === 'notification' && job.to.kind === 'person' && job.to.account,
  );

describe('a notification about a damage', () => {
  test('is only mailed to a person without a chat account', async () => {
    await consume();
    expect(environment.sent).toHaveLength(1);
    expect(environment.chatJobs).toEqual([]);
  });

  test('is mailed, and enqueued for each Slack account', async () => {
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

  test('is not enqueued for an account that is not trusted', async () => {
    await addChatUser('T1/guest', { trusted: false });
    await consume();
    expect(environment.chatJobs).toEqual([]);
  });

  test('is enqueued for each account with the chat of the account', async () => {
    await addChatUser('T1/U1');
    await addChatUser('tenant/user', { channel: 'teams' });
    await consume();
    expect(environment.chatJobs.map(({ channel }) => channel).toSorted()).toEqual([
      'slack',
      'teams',
    ]);
  });

  test('is enqueued once, even when the stream repeats the record', async () => {
    await addChatUser('T1/U1');
    await consume();
    await consume();
    expect(environment.chatJobs).toHaveLength(1);
  });

  test('is mailed when the queue fails, and the failure is logged without a retry', async () => {
    await addChatUser('T1/U1');
    environment.faults.enqueue = () => new Error('no queue');
    expect(await consume()).toBe(0);
    expect(environment.sent).toHaveLength(1);
    expect(logged).toHaveLength(1);
  });

  test('is mailed when the chat accounts cannot be read', async () => {
    const item = {
      pk: `CHAT_USERS#${durand.mail}`,
      sk: 'CHAT_USER#slack#T1/U1',
      channel: 'broken',
    };
    await environment.table.put(item);
    expect(await consume()).toBe(0);
    expect(environment.sent).toHaveLength(1);
    // Once for each chat.
    expect(logged).toHaveLength(2);
  });

  test('is enqueued when the mail fails, and the mail is retried', async () => {
    await addChatUser('T1/U1');
    environment.faults.mail = () => new Error('refused');
    expect(await consume()).toBe(0);
    expect(environment.chatJobs).toHaveLength(1);
    environment.faults.mail = undefined;
    await environment.sendMails();
    expect(environment.sent).toHaveLength(1);
    expect(environment.chatJobs).toHaveLength(1);
  });
});

test('a sign-in code is sent by mail only', async () => {
  await addChatUser('T1/U1');
  const askedAt = environment.clock.now().toISOString();
  await environment.signIns.addChallenge(newChallenge('c', durand.mail, askedAt));
  await environment.consumeStream({ Records: [await recordOf(environment, challengeKey('c'))] });
  expect(environment.sent).toHaveLength(1);
  expect(environment.chatJobs).toEqual([]);
});

test('a code that links or verifies a chat account is sent by mail only', async () => {
  await addChatUser('T1/U1');
  const askedAt = environment.clock.now().toISOString();
  const account = { channel: 'slack', account: 'T1/U9' } as const;
  const accountLink = { ...account, mail: 'ines.leroy@colleges.example.org', name: 'Inès Leroy' };
  for (const [id, more] of Object.entries({ link: { uai }, verification: {} })) {
    await environment.signIns.addChallenge({
      ...newChallenge(id, durand.mail, askedAt),
      accountLink: { ...accountLink, ...more },
    });
    await environment.consumeStream({ Records: [await recordOf(environment, challengeKey(id))] });
  }
  expect(environment.sent.map(({ to }) => to)).toEqual([durand.mail, durand.mail]);
  expect(environment.chatJobs).toEqual([]);
});

test('a notification without a subject is enqueued without one', async () => {
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
