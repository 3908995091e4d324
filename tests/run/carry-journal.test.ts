import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import { damageIdFrom } from '../../functions/run/damage-id-from.ts';
import {
  challengeKey,
  damageKey,
  declarationKey,
  type Key,
  personKey,
} from '../../functions/store/keys.ts';
import { makeAskCode } from '../../functions/use-cases/ask-code.ts';
import { makeAskCorrection } from '../../functions/use-cases/ask-correction.ts';
import { makeBindPerson } from '../../functions/use-cases/bind-person.ts';
import { makeFileDeclaration } from '../../functions/use-cases/file-declaration.ts';
import { makeFollowUpDamage } from '../../functions/use-cases/follow-up-damage.ts';
import { makeMoveDamage } from '../../functions/use-cases/move-damage.ts';
import { makeReportDamage } from '../../functions/use-cases/report-damage.ts';
import { makeWithdrawDeclaration } from '../../functions/use-cases/withdraw-declaration.ts';
import {
  crochepierre,
  durand,
  inspector,
  mailbox,
  needs,
  petit,
  damage as report,
} from '../examples.ts';
import { makeWorld, type World } from '../world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});

/** What the stream would say of an item that was just written. */
async function recordOf(key: Key, over: Partial<DynamoDBRecord['dynamodb']> = {}) {
  const { Item } = await world.client.send(
    new GetItemCommand({ TableName: world.tableName, Key: marshall(key) }),
  );
  return { dynamodb: { NewImage: Item, SequenceNumber: key.pk, ...over } } as DynamoDBRecord;
}

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
    const record = await recordOf(await askCode(durand.mail));
    expect(await carry(record)).toEqual(nothingFailed);
    const code = await world.seals.codeOf('challenge');
    expect(world.sent.map(({ to, subject }) => [to, subject])).toEqual([
      [durand.mail, `${code.slice(0, 3)} ${code.slice(3)} est votre code de connexion`],
    ]);
  });

  test('is mailed to nobody when nobody is known there', async () => {
    const record = await recordOf(await askCode('personne@ailleurs.example.org'));
    expect(await carry(record)).toEqual(nothingFailed);
    expect(world.sent).toEqual([]);
  });

  test('is nowhere in the table', async () => {
    const record = await recordOf(await askCode(durand.mail));
    const code = await world.seals.codeOf('challenge');
    expect(JSON.stringify(record)).not.toContain(code);
  });
});

describe('a declaration that was filed', () => {
  test('is acknowledged to whoever filed it, with its answers', async () => {
    await carry(await recordOf(await fileNeeds()));
    expect(world.sent).toHaveLength(1);
    expect(world.sent[0]).toMatchObject({ to: durand.mail });
    expect(world.sent[0]?.subject).toContain('2026-0470678G');
    expect(world.sent[0]?.text).toContain('Bâtiment B, 1er étage');
    expect(world.sent[0]?.text).toContain('https://casiers.example.org/declarations/2026-0470678G');
  });

  test('is acknowledged once, however often the stream says it', async () => {
    const record = await recordOf(await fileNeeds());
    await carry(record, record);
    await carry(record);
    expect(world.sent).toHaveLength(1);
  });

  test('is told to its author when it must be corrected, with what to correct', async () => {
    const key = await fileNeeds();
    const before = await recordOf(key);
    const correction = 'Précisez le bâtiment.';
    const ask = { ...command, opening: 'b', by: inspector, seenVersion: 1 };
    await makeAskCorrection(world)(ask, correction);
    const OldImage = before.dynamodb?.NewImage;
    await carry(await recordOf(key, { ...(OldImage && { OldImage }) }));
    expect(world.sent).toHaveLength(1);
    expect(world.sent[0]?.subject).toContain('Une correction vous est demandée');
    expect(world.sent[0]?.text).toContain(correction);
  });
});

test('a declaration that was withdrawn is told to whoever filed it and to whoever withdrew it', async () => {
  const key = await fileNeeds();
  const OldImage = (await recordOf(key)).dynamodb?.NewImage;
  const withdraw = makeWithdrawDeclaration(world);
  await withdraw({ ...command, opening: 'b', by: petit, seenVersion: 1 });
  await carry(await recordOf(key, { ...(OldImage && { OldImage }) }));
  expect(world.sent.map(({ to }) => to).sort()).toEqual([durand.mail, petit.mail]);
  for (const { subject, text } of world.sent) {
    expect(subject).toBe('Déclaration retirée\u00a0: 2026-0470678G');
    expect(text).toContain('Omar Petit a retiré votre réponse au Recensement 2026');
  }
});

describe('a damage', () => {
  const { uai } = crochepierre;
  const said = { by: durand, door: 'web', opening: 'a' } as const;

  async function reportDamage(over: Partial<typeof report> = {}) {
    const file = makeReportDamage({ ...world, damageIdFrom });
    const outcome = await file({ ...said, uai }, { ...report, ...over });
    if (outcome.kind !== 'reported') throw new Error(outcome.kind);
    return outcome.damage;
  }

  test('that was reported is acknowledged to whoever reported it', async () => {
    const { id } = await reportDamage({ dangerous: true, made: 'made-in-47' });
    await carry(await recordOf(damageKey(uai, id)));
    expect(world.sent.map(({ to, subject }) => [to, subject])).toEqual([
      [durand.mail, `Dégât signalé\u00a0: D-${uai}-${id}`],
    ]);
    const text = world.sent[0]?.text ?? '';
    for (const words of [
      'tenez les élèves à l’écart',
      'une demande de SAV',
      '13 casiers\u00a0: 101-112, 115',
      `https://casiers.example.org/degats/D-${uai}-${id}`,
    ]) {
      expect(text).toContain(words);
    }
  });

  async function changed(id: string, change: () => Promise<{ kind: string }>) {
    const OldImage = (await recordOf(damageKey(uai, id))).dynamodb?.NewImage;
    expect((await change()).kind).toBe('done');
    await carry(await recordOf(damageKey(uai, id), { ...(OldImage && { OldImage }) }));
  }

  test('that the service Éducation moves is told to whoever reported it, with its words', async () => {
    const { id } = await reportDamage();
    const move = { ...said, uai, id, by: inspector, opening: 'b', seenVersion: 1 };
    const note = 'L’équipe passe mardi.';
    await changed(id, () =>
      makeMoveDamage(world)({ ...move, move: 'planned', note, day: '2026-02-03' }),
    );
    expect(world.sent[0]).toMatchObject({
      to: durand.mail,
      subject: `Réparation prévue\u00a0: D-${uai}-${id}`,
    });
    expect(world.sent[0]?.text).toContain('Réparation prévue le 3 février 2026');
    expect(world.sent[0]?.text).toContain(note);
  });

  test('that the collège answers is told to nobody: the night does', async () => {
    const { id } = await reportDamage();
    const answer = { answer: 'still-broken', comment: '' } as const;
    const act = { ...said, uai, id, opening: 'b', seenVersion: 1 };
    await changed(id, () => makeFollowUpDamage(world)(act, answer));
    expect(world.sent).toEqual([]);
  });
});

test('somebody who was bound to a collège is told so', async () => {
  const mail = 'ines.garcia@colleges.example.org';
  const bind = { uai: crochepierre.uai, mail, by: mailbox, opening: 'a' };
  await makeBindPerson(world)(bind, 'Inès Garcia');
  await carry(await recordOf(personKey('047', mail)));
  expect(world.sent[0]).toMatchObject({ to: mail });
  expect(world.sent[0]?.text).toContain('Collège André Crochepierre');
});

describe('a mail that cannot be sent', () => {
  test('is asked for again, with all that came after it', async () => {
    const [first, second] = [
      await recordOf(await fileNeeds()),
      await recordOf(await askCode(durand.mail)),
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
  const record = await recordOf(await askCode(durand.mail));
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
