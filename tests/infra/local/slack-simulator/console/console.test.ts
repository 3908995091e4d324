import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { slackNames } from '../../../../../functions/channels/slack/manifest.ts';
import { shortcuts } from '../../../../../infra/local/slack-simulator/console/conversation.tsx';
import { pressName } from '../../../../../infra/local/slack-simulator/console/fields.ts';
import { memberOf } from '../../../../../infra/local/slack-simulator/workspace.ts';
import {
  actions,
  button,
  divider,
  home,
  message,
  mrkdwn,
  named,
  plain,
  section,
  table,
} from '../block-kit/samples.ts';
import { type Console, openConsole } from './console-desk.ts';

let desk: Console;

beforeEach(async () => {
  desk = await openConsole();
});
afterEach(() => desk.slack.close());

test('a command and a message are told to the app', async () => {
  expect((await desk.post('bot/commande', { text: 'besoin' })).status).toBe(303);
  await desk.post('general/message', { text: '@casiers47 bonjour' });
  expect(desk.app.told.map(({ text, event }) => text ?? event.type)).toEqual([
    'besoin',
    'app_mention',
  ]);
  const page = await desk.see('general');
  expect(page.querySelector('.message')?.textContent).toContain('@Casiers 47 bonjour');
});

test('what people write is shown as they wrote it, and does nothing', async () => {
  await desk.post('bot/message', { text: '<script>alert(1)</script> & *gras*' });
  const page = await desk.see();
  expect(page.querySelector('.message script')).toBeNull();
  expect(page.querySelector('.message')?.textContent).toContain('<script>alert(1)</script> & gras');
});

test('the shortcuts are those that the app knows', async () => {
  const { report, reportMessage, declare } = slackNames.shortcuts;
  expect(shortcuts.message.id).toBe(reportMessage);
  expect(shortcuts.everywhere.map(({ id }) => id).toSorted()).toEqual([declare, report].toSorted());
  await desk.post('bot/message', { text: 'Une porte cassée' });
  const [said] = await desk.slack.screen.messages('claire');
  await desk.post('bot/raccourci', { message: said?.ts ?? '', shortcut: reportMessage });
  expect(desk.app.told.at(-1)).toMatchObject({
    type: 'message_action',
    callback_id: reportMessage,
    message: { text: 'Une porte cassée' },
  });
  await desk.post('bot/raccourci', { shortcut: report });
  expect(desk.app.told.at(-1)).toMatchObject({ type: 'shortcut', callback_id: report });
});

describe('a card', () => {
  const card = message(
    { type: 'header', text: plain('Titre') },
    section({ text: mrkdwn('*Gras*, <https://x.example.org|un lien> &amp; la suite') }),
    table(2, 2),
    named(
      'choix',
      actions(
        button({ action_id: 'voir', value: '42' }),
        button({ action_id: 'page', url: 'https://x.example.org/page' }),
        button({ action_id: 'sûr', confirm: { text: plain('Vraiment ?') } }),
      ),
    ),
  );
  const press = async (action: string) => {
    const [shown] = await desk.slack.screen.messages('claire');
    return desk.post('bot/bouton', { message: shown?.ts ?? '', do: pressName('choix', action) });
  };
  beforeEach(async () => {
    await desk.api('chat.postMessage', {
      channel: memberOf(desk.slack.workspace, 'claire').id,
      ...card,
    });
  });

  test('is drawn', async () => {
    const drawn = (await desk.see()).querySelector('.message');
    expect(drawn?.querySelector('h3')?.textContent).toBe('Titre');
    expect(drawn?.querySelector('p strong + a, strong')).not.toBeNull();
    expect(drawn?.querySelector('a')?.getAttribute('href')).toBe('https://x.example.org');
    expect(drawn?.textContent).toContain('& la suite');
    expect(drawn?.querySelectorAll('td')).toHaveLength(4);
    expect(drawn?.querySelector('details.confirm')?.textContent).toContain('Vraiment ?');
  });

  test('tells the app what was pressed', async () => {
    await press('voir');
    expect(desk.app.told.at(-1)).toMatchObject({
      type: 'block_actions',
      actions: [{ block_id: 'choix', action_id: 'voir', type: 'button', value: '42' }],
    });
    await press('inventé');
    expect(desk.app.told).toHaveLength(1);
  });

  test('leads to a page, and the app hears of it', async () => {
    expect((await press('page')).headers.get('location')).toBe('https://x.example.org/page');
    expect(desk.app.told).toHaveLength(1);
  });
});

test('the Home shows what the app publishes', async () => {
  await desk.post('accueil/ouvrir');
  expect(desk.app.told.at(-1).event.type).toBe('app_home_opened');
  expect((await desk.see('accueil')).textContent).toContain('n’y a rien publié');
  const drawn = home(divider, named('b', actions(button({ action_id: 'voir' }))));
  await desk.api('views.publish', {
    user_id: memberOf(desk.slack.workspace, 'claire').id,
    view: drawn,
  });
  expect((await desk.see('accueil')).querySelector('.sheet hr')).not.toBeNull();
  const { id = '' } = desk.slack.screen.home('claire') ?? {};
  await desk.post('accueil/bouton', { view: id, do: pressName('b', 'voir') });
  expect(desk.app.told.at(-1)).toMatchObject({ type: 'block_actions', view: { type: 'home' } });
});

test('a page of elsewhere cannot post here', async () => {
  const headers = { origin: 'http://elsewhere.example.org' };
  const body = new URLSearchParams({ text: 'besoin' });
  const posted = await desk.pages.request('/claire/bot/commande', {
    method: 'POST',
    headers,
    body,
  });
  expect(posted.status).toBe(403);
  expect(desk.app.told).toEqual([]);
});
