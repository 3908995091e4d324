import type { DynamoDBRecord } from 'aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import { damageKey } from '../../functions/adapters/dynamodb/keys.ts';
import { damageIdFrom } from '../../functions/adapters/node/crypto.ts';
import {
  makeFollowUpDamage,
  makeMoveDamage,
  makeReportDamage,
} from '../../functions/use-cases/damages.ts';
import { crochepierre, durand, inspector, damage as report } from '../shared/examples.ts';
import { makeWorld, type World } from '../shared/world.ts';
import { recordOf } from './record-of.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});

const carry = (...Records: DynamoDBRecord[]) => world.carryJournal({ Records });

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
    await carry(await recordOf(world, damageKey(uai, id)));
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
    const OldImage = (await recordOf(world, damageKey(uai, id))).dynamodb?.NewImage;
    expect((await change()).kind).toBe('done');
    await carry(await recordOf(world, damageKey(uai, id), { ...(OldImage && { OldImage }) }));
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
