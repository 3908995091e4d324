import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  challengeKey,
  declarationKey,
  type Key,
  personKey,
} from '../../functions/adapters/dynamodb/keys.ts';
import {
  makeAskCorrection,
  makeFileDeclaration,
  makeWithdrawDeclaration,
} from '../../functions/use-cases/declarations.ts';
import { makeBindPerson, makeJoinEducation } from '../../functions/use-cases/people.ts';
import { makeAskCode } from '../../functions/use-cases/sign-in.ts';
import { crochepierre, durand, inspector, mailbox, needs, petit } from '../shared/examples.ts';
import { makeWorld, type World } from '../shared/world.ts';
import { recordOf } from './record-of.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});

const carry = (...Records: DynamoDBRecord[]) => world.carryJournal({ Records });
const nothingFailed = { batchItemFailures: [] };

async function askCode(mail: string): Promise<Key> {
  const ask = makeAskCode({ ...world, newId: () => 'challenge' });
  const outcome = await ask({ mail, address: '192.0.2.1' });
  if (outcome.kind !== 'asked') throw new Error(outcome.kind);
  return challengeKey(outcome.challengeId);
}

const command = {
  uai: crochepierre.uai,
  campaignId: '2026',
  door: 'web',
  opening: 'a',
} as const;

async function fileNeeds(): Promise<Key> {
  const filing = { kind: 'needs', needs } as const;
  await makeFileDeclaration(world)({ ...command, by: durand, seenVersion: 0 }, filing);
  return declarationKey(crochepierre.uai, '2026');
}

describe('a code that was asked for', () => {
  test('is mailed to the mailbox that is known, in its subject', async () => {
    const record = await recordOf(world, await askCode(durand.mail));
    expect(await carry(record)).toEqual(nothingFailed);
    const code = await world.seals.codeOf('challenge');
    expect(world.sent.map(({ to, subject }) => [to, subject])).toEqual([
      [durand.mail, `${code.slice(0, 3)} ${code.slice(3)} est votre code de connexion`],
    ]);
  });

  test('is mailed to nobody when nobody is known there', async () => {
    const record = await recordOf(world, await askCode('personne@ailleurs.example.org'));
    expect(await carry(record)).toEqual(nothingFailed);
    expect(world.sent).toEqual([]);
  });

  test('is nowhere in the table', async () => {
    const record = await recordOf(world, await askCode(durand.mail));
    const code = await world.seals.codeOf('challenge');
    expect(JSON.stringify(record)).not.toContain(code);
  });
});

describe('a declaration that was filed', () => {
  test('is acknowledged to whoever filed it, with its answers', async () => {
    await carry(await recordOf(world, await fileNeeds()));
    expect(world.sent).toHaveLength(1);
    expect(world.sent[0]).toMatchObject({ to: durand.mail });
    expect(world.sent[0]?.subject).toContain('2026-0470678G');
    expect(world.sent[0]?.text).toContain('Bâtiment B, 1er étage');
    expect(world.sent[0]?.text).toContain('https://casiers.example.org/declarations/2026-0470678G');
  });

  test('is acknowledged once, however often the stream says it', async () => {
    const record = await recordOf(world, await fileNeeds());
    await carry(record, record);
    await carry(record);
    expect(world.sent).toHaveLength(1);
  });

  test('is told to its author when it must be corrected, with what to correct', async () => {
    const key = await fileNeeds();
    const before = await recordOf(world, key);
    const correction = 'Précisez le bâtiment.';
    const ask = { ...command, opening: 'b', by: inspector, seenVersion: 1 };
    await makeAskCorrection(world)(ask, correction);
    const OldImage = before.dynamodb?.NewImage;
    await carry(await recordOf(world, key, { ...(OldImage && { OldImage }) }));
    expect(world.sent).toHaveLength(1);
    expect(world.sent[0]?.subject).toContain('Une correction vous est demandée');
    expect(world.sent[0]?.text).toContain(correction);
  });
});

test('a declaration that was withdrawn is told to whoever filed it and to whoever withdrew it', async () => {
  const key = await fileNeeds();
  const OldImage = (await recordOf(world, key)).dynamodb?.NewImage;
  const withdraw = makeWithdrawDeclaration(world);
  await withdraw({ ...command, opening: 'b', by: petit, seenVersion: 1 });
  await carry(await recordOf(world, key, { ...(OldImage && { OldImage }) }));
  expect(world.sent.map(({ to }) => to).sort()).toEqual([durand.mail, petit.mail]);
  for (const { subject, text } of world.sent) {
    expect(subject).toBe('Déclaration retirée\u00a0: 2026-0470678G');
    expect(text).toContain('Omar Petit a retiré votre réponse au Recensement 2026');
  }
});

test('somebody who was bound to a collège is told so', async () => {
  const mail = 'ines.garcia@colleges.example.org';
  const bind = { uai: crochepierre.uai, mail, by: mailbox, opening: 'a' };
  await makeBindPerson(world)(bind, 'Inès Garcia');
  await carry(await recordOf(world, personKey('047', mail)));
  expect(world.sent[0]).toMatchObject({ to: mail });
  expect(world.sent[0]?.text).toContain('Collège André Crochepierre');
});

test('somebody who joins the service Éducation is told so', async () => {
  const mail = 'helene.roux@casiers.example.org';
  await makeJoinEducation(world)({ mail, by: inspector, opening: 'a' }, 'Hélène Roux');
  await carry(await recordOf(world, personKey('047', mail)));
  expect(world.sent[0]).toMatchObject({ to: mail });
  expect(world.sent[0]?.text).toContain('tous les collèges');
});

test('whoever was deleted since is written to no more', async () => {
  const record = await recordOf(world, await fileNeeds());
  const person = await world.persons.find(durand.mail);
  if (person) await world.persons.remove(person);
  expect(await carry(record)).toEqual(nothingFailed);
  expect(world.sent).toEqual([]);
});

describe('a mail that cannot be sent', () => {
  test('is asked for again, with all that came after it', async () => {
    const [first, second] = [
      await recordOf(world, await fileNeeds()),
      await recordOf(world, await askCode(durand.mail)),
    ];
    world.faults.mail = () => new Error('SES is down');
    expect(await carry(first, second)).toEqual({
      batchItemFailures: [{ itemIdentifier: first.dynamodb?.SequenceNumber }],
    });
    world.faults.mail = undefined;
    expect(await carry(first, second)).toEqual(nothingFailed);
    expect(world.sent).toHaveLength(2);
  });
});

test('a mail whose run died before it said that it went is sent once that run has surely ended', async () => {
  const record = await recordOf(world, await askCode(durand.mail));
  const noticeId = 'code-challenge';
  const recipient = `mail:${durand.mail}`;
  const at = world.clock.now().toISOString();
  await world.sends.save({ noticeId, recipient, state: 'sending', at, run: 'dead', version: 0 });

  expect((await carry(record)).batchItemFailures).toHaveLength(1);
  expect(world.sent).toEqual([]);
  world.setClock(new Date(Date.parse(at) + 61_000).toISOString());
  expect(await carry(record)).toEqual(nothingFailed);
  expect(world.sent).toHaveLength(1);
});

test('what nobody announces passes in silence', async () => {
  const session = { NewImage: marshall({ pk: 'SESSION#a', sk: 'SESSION', version: 1 }) };
  const gone = { OldImage: marshall({ pk: 'SESSION#a', sk: 'SESSION' }) };
  const records = [{ dynamodb: session }, { dynamodb: gone }] as DynamoDBRecord[];
  expect(await carry(...records)).toEqual(nothingFailed);
  expect(world.sent).toEqual([]);
});
