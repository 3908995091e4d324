import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  challengeKey,
  declarationKey,
  type Key,
  personKey,
} from '../../functions/adapters/dynamodb/keys.ts';
import {
  fileDeclaration,
  requestCorrection,
  withdrawDeclaration,
} from '../../functions/use-cases/declarations.ts';
import { MailRefused } from '../../functions/use-cases/mail.ts';
import { addMember, joinEducation } from '../../functions/use-cases/people.ts';
import { requestCode } from '../../functions/use-cases/sign-in.ts';
import { crochepierre, durand, inspector, mailbox, needs, petit } from '../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';
import { recordOf } from './record-of.ts';

let environment: TestEnvironment;
beforeEach(async () => {
  environment = await createTestEnvironment();
});

const consume = (...Records: DynamoDBRecord[]) => environment.consumeStream({ Records });
const nothingFailed = { batchItemFailures: [] };

async function askCode(mail: string): Promise<Key> {
  const deps = { ...environment, newToken: () => 'challenge' };
  const outcome = await requestCode(deps, { mail, address: '192.0.2.1' });
  if (outcome.kind !== 'requested') throw new Error(outcome.kind);
  return challengeKey(outcome.challengeId);
}

const command = {
  uai: crochepierre.uai,
  campaignId: '2026',
  channel: 'web',
  idempotencyKey: 'a',
} as const;

async function fileNeeds(): Promise<Key> {
  const filing = { kind: 'needs', needs } as const;
  await fileDeclaration(environment, { ...command, by: durand, expectedVersion: 0 }, filing);
  return declarationKey(crochepierre.uai, '2026');
}

describe('a sign-in code', () => {
  test('is mailed to a known person, in the subject', async () => {
    const record = await recordOf(environment, await askCode(durand.mail));
    expect(await consume(record)).toEqual(nothingFailed);
    const code = await environment.tokenSigner.codeOf('challenge');
    expect(environment.sent.map(({ to, subject }) => [to, subject])).toEqual([
      [durand.mail, `${code.slice(0, 3)} ${code.slice(3)} est votre code de connexion`],
    ]);
  });

  test('is not mailed to an unknown mailbox', async () => {
    const record = await recordOf(environment, await askCode('personne@ailleurs.example.org'));
    expect(await consume(record)).toEqual(nothingFailed);
    expect(environment.sent).toEqual([]);
  });

  test('is not in the table', async () => {
    const record = await recordOf(environment, await askCode(durand.mail));
    const code = await environment.tokenSigner.codeOf('challenge');
    expect(JSON.stringify(record)).not.toContain(code);
  });
});

describe('a declaration that was filed', () => {
  test('is acknowledged to the person who filed it, with the answers', async () => {
    await consume(await recordOf(environment, await fileNeeds()));
    expect(environment.sent).toHaveLength(1);
    expect(environment.sent[0]).toMatchObject({ to: durand.mail });
    expect(environment.sent[0]?.subject).toContain('2026-0470678G');
    expect(environment.sent[0]?.text).toContain('Bâtiment B, 1er étage');
    expect(environment.sent[0]?.text).toContain(
      'https://casiers.example.org/declarations/2026-0470678G',
    );
  });

  test('is acknowledged once, even when the stream repeats the record', async () => {
    const record = await recordOf(environment, await fileNeeds());
    await consume(record, record);
    await consume(record);
    expect(environment.sent).toHaveLength(1);
  });

  test('is notified to its author when a correction is asked, with what to correct', async () => {
    const key = await fileNeeds();
    const before = await recordOf(environment, key);
    const correction = 'Précisez le bâtiment.';
    const request = { ...command, idempotencyKey: 'b', by: inspector, expectedVersion: 1 };
    await requestCorrection(environment, request, correction);
    const OldImage = before.dynamodb?.NewImage;
    await consume(await recordOf(environment, key, { ...(OldImage && { OldImage }) }));
    expect(environment.sent).toHaveLength(1);
    expect(environment.sent[0]?.subject).toContain('Une correction vous est demandée');
    expect(environment.sent[0]?.text).toContain(correction);
  });
});

test('a declaration that was withdrawn is notified to the people who filed and withdrew it', async () => {
  const key = await fileNeeds();
  const OldImage = (await recordOf(environment, key)).dynamodb?.NewImage;
  await withdrawDeclaration(environment, {
    ...command,
    idempotencyKey: 'b',
    by: petit,
    expectedVersion: 1,
  });
  await consume(await recordOf(environment, key, { ...(OldImage && { OldImage }) }));
  expect(environment.sent.map(({ to }) => to).sort()).toEqual([durand.mail, petit.mail]);
  for (const { subject, text } of environment.sent) {
    expect(subject).toBe('Déclaration retirée\u00a0: 2026-0470678G');
    expect(text).toContain('Omar Petit a retiré votre réponse au Recensement 2026');
  }
});

test('a person who becomes a member of a collège is notified', async () => {
  const mail = 'ines.garcia@colleges.example.org';
  const command = { uai: crochepierre.uai, mail, by: mailbox, idempotencyKey: 'a' };
  await addMember(environment, command, 'Inès Garcia');
  await consume(await recordOf(environment, personKey('047', mail)));
  expect(environment.sent[0]).toMatchObject({ to: mail });
  expect(environment.sent[0]?.text).toContain('Collège André Crochepierre');
});

test('a person who joins the service Éducation is notified', async () => {
  const mail = 'helene.roux@casiers.example.org';
  await joinEducation(environment, { mail, by: inspector, idempotencyKey: 'a' }, 'Hélène Roux');
  await consume(await recordOf(environment, personKey('047', mail)));
  expect(environment.sent[0]).toMatchObject({ to: mail });
  expect(environment.sent[0]?.text).toContain('tous les collèges');
});

test('a person who was deleted since is not notified', async () => {
  const record = await recordOf(environment, await fileNeeds());
  const person = await environment.persons.find(durand.mail);
  if (person) await environment.persons.remove(person);
  expect(await consume(record)).toEqual(nothingFailed);
  expect(environment.sent).toEqual([]);
});

describe('a mail that cannot be sent', () => {
  const mail = 'ines.garcia@colleges.example.org';

  async function twoNotices() {
    const bind = { uai: crochepierre.uai, mail, by: mailbox, idempotencyKey: 'a' };
    await addMember(environment, bind, 'Inès Garcia');
    return [
      await recordOf(environment, await fileNeeds()),
      await recordOf(environment, personKey('047', mail)),
    ];
  }
  const recipients = () => environment.sent.map(({ to }) => to);

  test('for now waits on the queue by itself, and holds up no other', async () => {
    environment.faults.mail = ({ to }) => (to === durand.mail ? new Error('Timeout') : undefined);
    expect(await consume(...(await twoNotices()))).toEqual(nothingFailed);
    expect(recipients()).toEqual([mail]);
    environment.faults.mail = undefined;
    await environment.sendMails();
    expect(recipients()).toEqual([mail, durand.mail]);
    await environment.sendMails();
    expect(environment.sent).toHaveLength(2);
  });

  test('ever is not tried again', async () => {
    environment.faults.mail = ({ to }) =>
      to === durand.mail ? new MailRefused('address') : undefined;
    expect(await consume(...(await twoNotices()))).toEqual(nothingFailed);
    expect(environment.mailJobs).toEqual([]);
    expect(recipients()).toEqual([mail]);
  });

  test('ever is recorded on the person, who gets no further mail, code or notice', async () => {
    let attempts = 0;
    environment.faults.mail = () => {
      attempts += 1;
      return new MailRefused('address');
    };
    await consume(await recordOf(environment, await fileNeeds()));
    const { mailRefusedAt } = (await environment.persons.find(durand.mail)) ?? {};
    expect(mailRefusedAt).toBe(environment.clock.now().toISOString());
    await withdrawDeclaration(environment, {
      ...command,
      idempotencyKey: 'b',
      by: durand,
      expectedVersion: 1,
    });
    await consume(await recordOf(environment, declarationKey(crochepierre.uai, '2026')));
    expect(await consume(await recordOf(environment, await askCode(durand.mail)))).toEqual(
      nothingFailed,
    );
    expect(attempts).toBe(1);
  });

  test('in this stage says nothing of the address', async () => {
    environment.faults.mail = () => new MailRefused('message');
    await consume(await recordOf(environment, await fileNeeds()));
    expect((await environment.persons.find(durand.mail))?.mailRefusedAt).toBeUndefined();
  });

  test('says in the log which record, which kind of message and which reason, and no address', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    environment.faults.mail = () => new MailRefused('address');
    await consume(...(await twoNotices()));
    const lines = logged.mock.calls.map(([line]) => JSON.parse(String(line)));
    logged.mockRestore();
    expect(lines).toMatchObject([
      {
        error: 'MailRefused address',
        record: `declaration ${crochepierre.uai} 2026`,
        version: 1,
        notification: 'filed',
      },
      { error: 'MailRefused address', version: 1, notification: 'member-added' },
    ]);
    expect(JSON.stringify(lines)).not.toContain('@colleges');
  });

  test('tells what the change was, even when the thing has changed since', async () => {
    environment.faults.mail = () => new Error('Timeout');
    await consume(await recordOf(environment, await fileNeeds()));
    await requestCorrection(
      environment,
      { ...command, idempotencyKey: 'b', by: inspector, expectedVersion: 1 },
      'Précisez le bâtiment.',
    );
    environment.faults.mail = undefined;
    await environment.sendMails();
    expect(environment.sent.map(({ subject }) => subject)).toEqual([
      expect.stringContaining('2026-0470678G'),
    ]);
    expect(environment.sent[0]?.text).not.toContain('Précisez le bâtiment.');
  });

  test('is on the queue as references, without what people wrote', async () => {
    environment.faults.mail = () => new Error('Timeout');
    await consume(await recordOf(environment, await fileNeeds()));
    expect(environment.mailJobs).toEqual([
      {
        notificationId: '2026-0470678G-1',
        mail: durand.mail,
        thing: `declaration ${crochepierre.uai} 2026`,
        version: 1,
      },
    ]);
  });

  test('because the queue is down says in the log which record of the stream failed', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    environment.faults.mailQueue = new Error('no queue');
    await consume(...(await twoNotices()));
    await consume(await recordOf(environment, personKey('047', mail)));
    const lines = logged.mock.calls.map(([line]) => JSON.parse(String(line)));
    logged.mockRestore();
    expect(lines).toMatchObject([
      { record: `COLLEGE#${crochepierre.uai} DECLARATION#2026`, sequenceNumber: expect.anything() },
      { record: 'PERSON' },
    ]);
    expect(lines[1].record).not.toContain('@');
  });

  test('because the queue is down makes Lambda retry the record', async () => {
    environment.faults.mailQueue = new Error('no queue');
    const record = await recordOf(environment, await fileNeeds());
    expect((await consume(record)).batchItemFailures).toHaveLength(1);
    environment.faults.mailQueue = undefined;
    expect(await consume(record)).toEqual(nothingFailed);
    expect(environment.sent).toHaveLength(1);
  });
});

test('a mail whose run died before it recorded the result is sent once the lease of that run has expired', async () => {
  const record = await recordOf(environment, await askCode(durand.mail));
  const notificationId = 'code-challenge';
  const recipient = `mail:${durand.mail}`;
  const at = environment.clock.now().toISOString();
  await environment.sendRecords.save({
    notificationId,
    recipient,
    state: 'sending',
    at,
    run: 'dead',
    version: 0,
  });

  expect((await consume(record)).batchItemFailures).toHaveLength(1);
  expect(environment.sent).toEqual([]);
  environment.setClock(new Date(Date.parse(at) + 61_000).toISOString());
  expect(await consume(record)).toEqual(nothingFailed);
  expect(environment.sent).toHaveLength(1);
});

test('records that concern no notification are skipped', async () => {
  const session = { NewImage: marshall({ pk: 'SESSION#a', sk: 'SESSION', version: 1 }) };
  const removed = { OldImage: marshall({ pk: 'SESSION#a', sk: 'SESSION' }) };
  const records = [{ dynamodb: session }, { dynamodb: removed }] as DynamoDBRecord[];
  expect(await consume(...records)).toEqual(nothingFailed);
  expect(environment.sent).toEqual([]);
});
