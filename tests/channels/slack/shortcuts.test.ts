import { afterEach, beforeEach, expect, test } from 'vitest';
import { slackNames } from '../../../functions/channels/slack/manifest.ts';
import { payloadRequest, signRequest } from '../../../infra/local/slack-simulator/sender.ts';
import { crochepierre } from '../../shared/examples.ts';
import { slackSigningSecret } from '../../shared/slack-environment.ts';
import { openSlack, textOf } from './slack-desk.ts';
import { createSlackEnvironment, type SlackEnvironment } from './slack-environment.ts';

let environment: SlackEnvironment;
let claire: ReturnType<typeof openSlack>;
beforeEach(async () => {
  environment = await createSlackEnvironment();
  claire = openSlack(environment, 'claire');
});
afterEach(() => environment.slack.close());

const { report, declare } = slackNames.shortcuts;

/** A global shortcut, with the trigger of a command. */
async function use(callback_id: string) {
  await claire.command('aide');
  const input = new URLSearchParams(environment.requests.at(-1)?.body);
  const payload = payloadRequest({
    type: 'shortcut',
    callback_id,
    trigger_id: input.get('trigger_id'),
    team: { id: input.get('team_id') },
    user: { id: input.get('user_id'), team_id: input.get('team_id') },
  });
  return environment.post(signRequest(payload, slackSigningSecret, environment.clock.now()));
}

test.each([
  [report, 'Bâtiment'],
  [declare, 'Étape 1 sur 4'],
])('the global shortcut %s opens its modal', async (callbackId, question) => {
  expect((await use(callbackId)).status).toBe(200);
  expect(textOf(claire.modal())).toContain(question);
  expect(environment.errors).toEqual([]);
});

test('an unknown shortcut is not found', async () => {
  expect((await use('of-another-app')).status).toBe(404);
});

test('a message about a damage fills in the report, with the whole text as description', async () => {
  const text = 'Portes cassées bâtiment B, casiers 101-103 : bord coupant & « urgent »';
  await claire.say(text, 'general');
  await claire.shortcut(slackNames.shortcuts.reportMessage, await claire.message('general'));
  const modal = JSON.stringify(claire.modal());
  for (const read of ['"101-103"', 'bord coupant & «']) expect(modal).toContain(read);
  expect(await environment.damages.listOf(crochepierre.uai)).toEqual([]);
});

test('a message without text opens an empty report', async () => {
  await claire.say('x', 'general');
  const message = await claire.message('general');
  await claire.shortcut(slackNames.shortcuts.reportMessage, { ...message, text: '' });
  expect(textOf(claire.modal())).toContain('Bâtiment');
});
