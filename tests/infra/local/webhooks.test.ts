import { afterEach, beforeEach, expect, test } from 'vitest';
import { type HookedWorld, startHookedWorld } from './hooked-world.ts';
import { killAndTell } from './kill-and-tell.ts';

let world: HookedWorld;
beforeEach(async () => {
  world = await startHookedWorld();
});
afterEach(() => world.stop());

test('nothing is lost, and nothing has two ids, when what sends is killed again and again', {
  timeout: 120_000,
}, async () => {
  const told = await killAndTell(world, { times: 10, names: ['Webhooks'], patienceSeconds: 90 });
  expect(
    { ...told, kills: told.kills > 0, heard: told.heard >= 10 },
    world.said.join('\n'),
  ).toEqual({
    kills: true,
    lost: [],
    doubled: [],
    heard: true,
  });
});
