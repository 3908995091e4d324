import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buttonName } from '../../../../../infra/local/slack-simulator/console/fields.ts';
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
import { type Console, openConsole } from './test-console.ts';

let testConsole: Console;

beforeEach(async () => {
  testConsole = await openConsole();
});
afterEach(() => testConsole.slack.close());

test('a command and a message reach the app', async () => {
  expect((await testConsole.post('bot/commande', { command: '/perdu', text: 'clé' })).status).toBe(
    303,
  );
  await testConsole.post('general/message', { text: '@objetstrouves bonjour' });
  expect(testConsole.app.received.map(({ text, event }) => text ?? event.type)).toEqual([
    'clé',
    'app_mention',
  ]);
  const page = await testConsole.show('general');
  expect(page.querySelector('.message')?.textContent).toContain('@Objets trouvés bonjour');
});

test('HTML in a message is shown as text', async () => {
  await testConsole.post('bot/message', { text: '<script>alert(1)</script> & *gras*' });
  const page = await testConsole.show();
  expect(page.querySelector('.message script')).toBeNull();
  expect(page.querySelector('.message')?.textContent).toContain('<script>alert(1)</script> & gras');
});

test('the commands and shortcuts of the manifest are offered', async () => {
  await testConsole.post('bot/message', { text: 'Une clé perdue' });
  const page = await testConsole.show();
  const values = (selector: string) =>
    page.querySelectorAll(selector).map((element) => element.getAttribute('value'));
  expect(values('input[name=command]')).toEqual(['/perdu', '/trouvé']);
  expect(values('.message button[name=shortcut]')).toEqual(['claim']);
  expect(values('form.row button[name=shortcut]')).toEqual(['lost']);
  const [message] = await testConsole.slack.screen.messages('claire');
  await testConsole.post('bot/raccourci', { message: message?.ts ?? '', shortcut: 'claim' });
  expect(testConsole.app.received.at(-1)).toMatchObject({
    type: 'message_action',
    callback_id: 'claim',
    message: { text: 'Une clé perdue' },
  });
  await testConsole.post('bot/raccourci', { shortcut: 'lost' });
  expect(testConsole.app.received.at(-1)).toMatchObject({ type: 'shortcut', callback_id: 'lost' });
});

describe('a message with blocks', () => {
  const content = message(
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
    const [first] = await testConsole.slack.screen.messages('claire');
    return testConsole.post('bot/bouton', {
      message: first?.ts ?? '',
      do: buttonName('choix', action),
    });
  };
  beforeEach(async () => {
    await testConsole.api('chat.postMessage', {
      channel: memberOf(testConsole.slack.workspace, 'claire').id,
      ...content,
    });
  });

  test('is shown', async () => {
    const shown = (await testConsole.show()).querySelector('.message');
    expect(shown?.querySelector('h3')?.textContent).toBe('Titre');
    expect(shown?.querySelector('p strong + a, strong')).not.toBeNull();
    expect(shown?.querySelector('a')?.getAttribute('href')).toBe('https://x.example.org');
    expect(shown?.textContent).toContain('& la suite');
    expect(shown?.querySelectorAll('td')).toHaveLength(4);
    expect(shown?.querySelector('details.confirm')?.textContent).toContain('Vraiment ?');
  });

  test('sends the pressed button to the app', async () => {
    await press('voir');
    expect(testConsole.app.received.at(-1)).toMatchObject({
      type: 'block_actions',
      actions: [{ block_id: 'choix', action_id: 'voir', type: 'button', value: '42' }],
    });
    await press('inventé');
    expect(testConsole.app.received).toHaveLength(1);
  });

  test('leads to the page of a link button, and the app receives the action', async () => {
    expect((await press('page')).headers.get('location')).toBe('https://x.example.org/page');
    expect(testConsole.app.received).toHaveLength(1);
  });
});

test('the Home shows the view that the app published', async () => {
  await testConsole.post('accueil/ouvrir');
  expect(testConsole.app.received.at(-1).event.type).toBe('app_home_opened');
  expect((await testConsole.show('accueil')).textContent).toContain('n’y a rien publié');
  const view = home(divider, named('b', actions(button({ action_id: 'voir' }))));
  await testConsole.api('views.publish', {
    user_id: memberOf(testConsole.slack.workspace, 'claire').id,
    view,
  });
  expect((await testConsole.show('accueil')).querySelector('.sheet hr')).not.toBeNull();
  const { id = '' } = testConsole.slack.screen.home('claire') ?? {};
  await testConsole.post('accueil/bouton', { view: id, do: buttonName('b', 'voir') });
  expect(testConsole.app.received.at(-1)).toMatchObject({
    type: 'block_actions',
    view: { type: 'home' },
  });
});

test('a post from another origin is refused', async () => {
  const headers = { origin: 'http://elsewhere.example.org' };
  const body = new URLSearchParams({ command: '/perdu', text: 'clé' });
  const posted = await testConsole.pages.request('/claire/bot/commande', {
    method: 'POST',
    headers,
    body,
  });
  expect(posted.status).toBe(403);
  expect(testConsole.app.received).toEqual([]);
});
