import { beforeEach, describe, expect, test } from 'vitest';
import { damageIdFrom } from '../../functions/adapters/node/crypto.ts';
import {
  makeFollowUpDamage,
  makeMoveDamage,
  makeReportDamage,
} from '../../functions/use-cases/damages.ts';
import { crochepierre, durand, damage as report } from '../shared/examples.ts';
import { makeWorld, type World } from '../shared/world.ts';

const { uai } = crochepierre;
const education = { name: 'Hélène Roux', boundTo: [], education: true };

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});

async function reported(opening = 'a') {
  const outcome = await makeReportDamage({ ...world, damageIdFrom })(
    { uai, by: durand, door: 'web', opening, despiteOverlap: true },
    report,
  );
  if (outcome.kind !== 'reported') throw new Error(outcome.kind);
  return outcome.damage;
}

describe('a night', () => {
  test('of damages only is news, told once', async () => {
    await reported();
    world.setClock('2026-01-15T01:00:00.000Z');
    expect(await world.spendNight()).toMatchObject({ kind: 'gathered', changes: 0, damages: 1 });
    expect(world.sent[0]?.subject).toBe('Casiers des collèges\u00a0: 1 signalement');
    world.setClock('2026-01-15T01:05:00.000Z');
    expect(await world.spendNight()).toMatchObject({ kind: 'nothing-new', damages: 0 });
    expect(world.sent).toHaveLength(1);
  });

  test('tells a damage reported before any campaign, the first night of all', async () => {
    world = await makeWorld({ now: '2025-11-03T08:00:00.000Z' });
    await reported();
    world.setClock('2025-11-04T01:00:00.000Z');
    expect(await world.spendNight()).toMatchObject({ kind: 'gathered', damages: 1 });
  });

  test('that missed another tells its damages too', async () => {
    await reported('a');
    await world.spendNight();
    world.setClock('2026-01-15T10:00:00.000Z');
    await reported('b');
    world.setClock('2026-01-20T01:00:00.000Z');
    expect(await world.spendNight()).toMatchObject({ damages: 1 });
  });

  test('tells that a damage is still broken, and nothing of what the service did itself', async () => {
    const damage = await reported();
    await world.spendNight();
    world.setClock('2026-01-15T10:00:00.000Z');
    const act = { uai, id: damage.id, door: 'web' } as const;
    await makeMoveDamage(world)({
      ...act,
      by: education,
      opening: 'b',
      seenVersion: 1,
      move: 'repaired',
      note: '',
    });
    world.setClock('2026-01-16T01:00:00.000Z');
    expect((await world.spendNight()).kind).toBe('nothing-new');
    world.setClock('2026-01-16T10:00:00.000Z');
    await makeFollowUpDamage(world)(
      { ...act, by: durand, opening: 'c', seenVersion: 2 },
      { answer: 'still-broken', comment: 'La porte pend.' },
    );
    world.setClock('2026-01-17T01:00:00.000Z');
    await world.spendNight();
    expect(world.sent[1]?.text).toContain('Toujours abîmé, D-0470678G-');
  });
});
