import { afterEach, expect, test } from 'vitest';
import { botScopes } from '../../../functions/channels/slack/manifest.ts';
import { openSlack, textOf } from './slack-desk.ts';
import { createSlackEnvironment, type SlackEnvironment } from './slack-environment.ts';

let environment: SlackEnvironment;
afterEach(() => environment.slack.close());

const withScopes = async (scopes: readonly string[]) => {
  environment = await createSlackEnvironment({ scopes });
  return openSlack(environment, 'claire');
};
const without = (scope: string) => botScopes.filter((each) => each !== scope);
const missing = () =>
  environment.slack.log.lines.filter(({ outcome }) => outcome === 'missing_scope');

test('the scopes of the manifest suffice to identify people and to answer them anywhere', async () => {
  const claire = await withScopes(botScopes);
  await claire.command('aide');
  await claire.say('état');
  await claire.say(`@${environment.slack.workspace.bot.name} état`, 'general');
  await claire.openHome();
  expect(textOf(claire.home())).toContain('Crochepierre');
  expect(textOf(await claire.message('general'))).toContain('Crochepierre');
  expect(missing()).toEqual([]);
  expect(environment.errors).toEqual([]);
});

test.each(['users:read', 'chat:write'])('without %s, Slack refuses', async (scope) => {
  const claire = await withScopes(without(scope));
  await claire.say('état');
  expect(missing()).not.toEqual([]);
});

test('without users:read.email no person is identified', async () => {
  const claire = await withScopes(without('users:read.email'));
  await claire.command('état');
  expect(textOf(await claire.message())).toContain('Adresse électronique inconnue');
});
