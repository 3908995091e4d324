import { afterEach, beforeEach, expect, test } from 'vitest';
import { slackNames } from '../../../functions/channels/slack/manifest.ts';
import { payloadRequest, signRequest } from '../../../infra/local/slack-simulator/sender.ts';
import { crochepierre } from '../../shared/examples.ts';
import { slackSigningSecret } from '../../shared/slack-world.ts';
import { openSlack, textOf } from './slack-desk.ts';
import { makeSlackWorld, type SlackWorld } from './slack-world.ts';

let world: SlackWorld;
let claire: ReturnType<typeof openSlack>;
beforeEach(async () => {
  world = await makeSlackWorld();
  claire = openSlack(world, 'claire');
});
afterEach(() => world.slack.close());

const { report, declare } = slackNames.shortcuts;

/** A shortcut of any place, whose trigger comes from a command that was just typed. */
async function use(callback_id: string) {
  await claire.command('aide');
  const typed = new URLSearchParams(world.requests.at(-1)?.body);
  const payload = payloadRequest({
    type: 'shortcut',
    callback_id,
    trigger_id: typed.get('trigger_id'),
    team: { id: typed.get('team_id') },
    user: { id: typed.get('user_id'), team_id: typed.get('team_id') },
  });
  return world.post(signRequest(payload, slackSigningSecret, world.clock.now()));
}

test.each([
  [report, 'Bâtiment'],
  [declare, 'Étape 1 sur 4'],
])('the shortcut %s opens its window from anywhere', async (callbackId, question) => {
  expect((await use(callbackId)).status).toBe(200);
  expect(textOf(claire.modal())).toContain(question);
  expect(world.errors).toEqual([]);
});

test('a shortcut of no app of ours is none', async () => {
  expect((await use('of-another-app')).status).toBe(404);
});

test('a message that tells of a damage fills in the report, and says all of it again', async () => {
  const text = 'Portes cassées bâtiment B, casiers 101-103 : bord coupant & « urgent »';
  await claire.say(text, 'general');
  await claire.shortcut(slackNames.shortcuts.reportMessage, await claire.message('general'));
  const drawn = JSON.stringify(claire.modal());
  for (const read of ['"101-103"', 'bord coupant & «']) expect(drawn).toContain(read);
  expect(await world.damages.listOf(crochepierre.uai)).toEqual([]);
});

test('a message without words opens an empty report', async () => {
  await claire.say('x', 'general');
  const message = await claire.message('general');
  await claire.shortcut(slackNames.shortcuts.reportMessage, { ...message, text: '' });
  expect(textOf(claire.modal())).toContain('Bâtiment');
});
