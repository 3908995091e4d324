import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSlack, textOf } from './slack-desk.ts';
import { createSlackEnvironment, type SlackEnvironment } from './slack-environment.ts';

let environment: SlackEnvironment;
beforeEach(async () => {
  environment = await createSlackEnvironment();
});
afterEach(() => environment.slack.close());

test('/casiers aide is answered in French, and only its author sees the answer', async () => {
  const claire = openSlack(environment, 'claire');
  expect(await claire.command('aide', 'general')).toMatchObject({ reply: { status: 200 } });
  const help = await claire.message('general');
  expect(help.isEphemeral).toBe(true);
  expect(textOf(help)).toContain('*besoin* : Déclarer vos besoins');
  expect(environment.errors).toEqual([]);
});

test('/casiers dégât opens a modal whose steps lead to a report', async () => {
  const claire = openSlack(environment, 'claire');
  await claire.command('dégât');
  expect(textOf(claire.modal())).toContain('Bâtiment');
  expect(environment.slack.log.lines.filter(({ isWrong }) => isWrong)).toEqual([]);
  expect(environment.errors).toEqual([]);
});
