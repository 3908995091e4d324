import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventRequest, signRequest } from '../../../infra/local/slack-simulator/sender.ts';
import { channelFor, memberOf } from '../../../infra/local/slack-simulator/workspace.ts';
import { campaign2026, crochepierre } from '../../shared/examples.ts';
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

const fromBot = async (where?: string) =>
  (await claire.messages(where)).filter(
    ({ user }) => user === environment.slack.workspace.bot.userId,
  );

/** An event as Slack sends it: from Claire in the direct conversation, unless changed. */
function send(event: object, id = 'Ev1') {
  const { workspace } = environment.slack;
  const envelope = {
    type: 'event_callback',
    team_id: workspace.team.id,
    event_id: id,
    authorizations: [{ team_id: workspace.team.id, enterprise_id: null, user_id: 'U1' }],
    event: {
      type: 'message',
      channel_type: 'im',
      channel: channelFor(workspace, 'claire').id,
      user: memberOf(workspace, 'claire').id,
      text: 'état',
      ts: '1768378320.000100',
      ...event,
    },
  };
  return environment.post(
    signRequest(eventRequest(envelope), slackSigningSecret, environment.clock.now()),
  );
}

describe('a direct message to the bot', () => {
  test('that is a sentence is answered by what was understood, and nothing is filed', async () => {
    await claire.say('Bonjour, il nous faut 12 casiers en 6e & merci');
    const [answer] = await fromBot();
    expect(textOf(answer)).toContain('12');
    expect(answer?.isEphemeral).toBe(false);
    expect(await environment.declarations.find(crochepierre.uai, campaign2026.id)).toBeUndefined();
    expect(environment.errors).toEqual([]);
  });

  test('that asks for a form is answered by a button, since a message cannot open a modal', async () => {
    await claire.say('besoin');
    const [answer] = await fromBot();
    expect(textOf(answer)).toContain('Déclaration de besoins en casiers');
    await claire.pressInMessage('Ouvrir le formulaire');
    expect(textOf(claire.modal())).toContain('Étape 1 sur 4');
  });

  test('with characters that Slack escapes is read as it was typed', async () => {
    await claire.say('zzz <b> & "fin"');
    expect(textOf(await fromBot())).toContain('zzz &lt;b&gt; &amp; "fin"');
    expect(textOf(await fromBot())).not.toContain('&amp;lt;');
  });

  test('is answered once, however often Slack sends it', async () => {
    for (let attempt = 0; attempt < 4; attempt += 1) expect((await send({})).status).toBe(200);
    expect(await fromBot()).toHaveLength(1);
    await send({}, 'Ev2');
    expect(await fromBot()).toHaveLength(2);
  });

  test('is answered once by two simultaneous runs: the other one asks for a retry', async () => {
    const statuses = (await Promise.all([send({}), send({})])).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 503]);
    expect((await send({})).status).toBe(200);
    expect(await fromBot()).toHaveLength(1);
  });

  test('is answered by a later attempt when Slack refused the answer', async () => {
    environment.slack.faults.plan({ kind: 'broken' }, { method: 'chat.postMessage', times: 2 });
    expect((await send({})).status).toBe(500);
    expect(await fromBot()).toEqual([]);
    expect((await send({})).status).toBe(200);
    expect(await fromBot()).toHaveLength(1);
  });

  test('is answered by a later attempt when the first one died', async () => {
    const at = environment.clock.now().toISOString();
    await environment.sendRecords.save({
      ...{
        notificationId: 'slack-event-Ev1',
        recipient: 'sender',
        state: 'sending',
        at,
        run: 'dead',
      },
      version: 0,
    });
    expect((await send({})).status).toBe(503);
    expect(environment.errors).toEqual([]);
    environment.setClock('2026-01-14T08:13:00.000Z');
    expect((await send({})).status).toBe(200);
    expect(await fromBot()).toHaveLength(1);
  });

  test('is answered when the service fails', async () => {
    await claire.say('aide');
    environment.faults.table = new Error('No table');
    await claire.command('état');
    environment.faults.table = undefined;
    expect(textOf(await claire.message())).toContain('Le service a un problème');
    expect(environment.errors).toHaveLength(1);
  });

  test.each([
    ['an edit', { subtype: 'message_changed', message: { text: 'état' }, hidden: true }],
    ['a deletion', { subtype: 'message_deleted', hidden: true }],
    ['a bot', { bot_id: 'B1' }],
    ['another app', { subtype: 'bot_message', bot_id: 'B2', user: undefined }],
    ['a channel, without a mention', { channel_type: 'channel' }],
    ['a group', { channel_type: 'mpim' }],
  ])('is ignored when it comes from %s', async (_, event) => {
    expect((await send(event)).status).toBe(200);
    expect(await fromBot()).toEqual([]);
    expect(environment.errors).toEqual([]);
  });

  test('in a thread is answered there', async () => {
    const root = await claire.say('aide');
    await environment.slack.client.say('claire', { text: 'état', threadTs: root });
    const answers = await fromBot();
    expect(answers.map(({ threadTs }) => threadTs)).toContain(root);
  });
});

describe('a mention in a channel', () => {
  test('is answered so that only its author sees it', async () => {
    await claire.say(`@${environment.slack.workspace.bot.name} état`, 'general');
    const [answer] = await fromBot('general');
    expect(answer?.isEphemeral).toBe(true);
    expect(textOf(answer)).toContain('Crochepierre');
    const omar = openSlack(environment, 'omar');
    expect((await omar.messages('general')).map(({ text }) => text)).toHaveLength(1);
    expect(environment.errors).toEqual([]);
  });

  test('by a bot, or in an edit, is ignored', async () => {
    const { id } = memberOf(environment.slack.workspace, 'claire');
    const mention = { type: 'app_mention', user: id, channel_type: undefined };
    await send({ ...mention, bot_id: 'B1' }, 'Ev3');
    await send({ ...mention, edited: { user: id, ts: '2' } }, 'Ev4');
    expect(await fromBot()).toEqual([]);
  });
});
