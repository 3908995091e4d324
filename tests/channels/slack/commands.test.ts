import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSlack, textOf } from './slack-desk.ts';
import { makeSlackWorld, type SlackWorld } from './slack-world.ts';

let world: SlackWorld;
beforeEach(async () => {
  world = await makeSlackWorld();
});
afterEach(() => world.slack.close());

test('/casiers aide is answered in French, to whoever typed it only', async () => {
  const claire = openSlack(world, 'claire');
  expect(await claire.command('aide', 'general')).toMatchObject({ reply: { status: 200 } });
  const help = await claire.message('general');
  expect(help.isEphemeral).toBe(true);
  expect(textOf(help)).toContain('*besoin* : Déclarer vos besoins');
  expect(world.errors).toEqual([]);
});

test('/casiers dégât opens a window, whose steps lead to a report', async () => {
  const claire = openSlack(world, 'claire');
  await claire.command('dégât');
  expect(textOf(claire.modal())).toContain('Bâtiment');
  expect(world.slack.log.lines.filter(({ isWrong }) => isWrong)).toEqual([]);
  expect(world.errors).toEqual([]);
});
