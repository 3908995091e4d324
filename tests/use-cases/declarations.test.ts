import { expect, test } from 'vitest';
import { makeFileDeclaration } from '../../functions/use-cases/declarations.ts';
import { crochepierre, durand, jeanMoulin, needs } from '../shared/examples.ts';
import { makeWorld } from '../shared/world.ts';

const filing = { kind: 'needs', needs } as const;
const command = {
  uai: crochepierre.uai,
  campaignId: '2026',
  by: durand,
  door: 'web',
  opening: 'a',
  seenVersion: 0,
} as const;

test('nobody declares for a collège they are not bound to, whatever the door lets through', async () => {
  const world = await makeWorld();
  const fileDeclaration = makeFileDeclaration(world);
  expect(await fileDeclaration({ ...command, uai: jeanMoulin.uai }, filing)).toEqual({
    kind: 'not-yours',
  });
  const nobody = { name: 'Claire Durand', boundTo: [] };
  expect(await fileDeclaration({ ...command, by: nobody }, filing)).toEqual({ kind: 'not-yours' });
});

test('the same opening twice is one filing, even once the campaign has closed', async () => {
  const world = await makeWorld();
  const fileDeclaration = makeFileDeclaration(world);
  await fileDeclaration(command, filing);
  world.setClock('2026-05-01T08:00:00.000Z');
  expect(await fileDeclaration(command, filing)).toMatchObject({
    kind: 'done',
    declaration: { version: 1 },
  });
  const other = { ...command, opening: 'b', seenVersion: 1 };
  expect((await fileDeclaration(other, filing)).kind).toBe('campaign-not-open');
});

test('of two that file at the same moment, one is told that the other did', async () => {
  const world = await makeWorld();
  const fileDeclaration = makeFileDeclaration(world);
  const outcomes = await Promise.all([
    fileDeclaration(command, filing),
    fileDeclaration({ ...command, opening: 'b' }, filing),
  ]);
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['done', 'stale']);
});

test('needs that contradict each other are not filed', async () => {
  const world = await makeWorld();
  const contradictory = { ...needs, lockersUnusable: needs.lockersInService + 1 };
  expect(
    await makeFileDeclaration(world)(command, { kind: 'needs', needs: contradictory }),
  ).toMatchObject({ kind: 'contradictory' });
  expect(await world.declarations.find(crochepierre.uai, '2026')).toBeUndefined();
});
