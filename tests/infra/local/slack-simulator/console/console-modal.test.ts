import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  buttonName,
  fieldName,
} from '../../../../../infra/local/slack-simulator/console/fields.ts';
import {
  actions,
  button,
  input,
  modal,
  named,
  number,
  options,
  section,
  select,
  typedInput,
} from '../block-kit/samples.ts';
import { sampleBotToken } from '../sample-app.ts';
import { type Console, openConsole } from './test-console.ts';

let testConsole: Console;

beforeEach(async () => {
  testConsole = await openConsole();
});
afterEach(() => testConsole.slack.close());

describe('a modal', () => {
  const actionId = 'answer';
  const field = (name: string, block: { readonly element: object }) => ({
    ...named(name, block),
    element: { ...block.element, action_id: actionId },
  });
  const fill = (fields: Readonly<Record<string, string | File>>, act = 'submit') =>
    testConsole.post('bot/fenetre', {
      view: testConsole.viewId(),
      do: act,
      ...Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [fieldName(name, actionId), value]),
      ),
    });

  test('sends every kind of field to the app as Slack does', async () => {
    testConsole.app.view = modal(
      field('line', typedInput({ initial_value: 'déjà là' })),
      field('count', number({ min_value: '0' })),
      field('day', input({ type: 'datepicker' })),
      field('hour', input({ type: 'timepicker' }, { optional: true })),
      field('menu', select({ options: options(3) })),
      field('radio', input({ type: 'radio_buttons', options: options(2) })),
      field('boxes', input({ type: 'checkboxes', options: options(2) }, { optional: true })),
      field('photos', input({ type: 'file_input', filetypes: ['jpg'] })),
    );
    await testConsole.post('bot/commande', { command: '/perdu', text: '' });
    const form = (await testConsole.show()).querySelector('#fenetre');
    expect(form?.querySelectorAll('input:not([type=hidden]), select')).toHaveLength(10);
    await fill({
      line: 'couloir',
      count: '12',
      day: '2026-01-05',
      hour: '',
      menu: 'choix 1',
      radio: 'choix 0',
      photos: new File(['une photo'], 'porte.jpg', { type: 'image/jpeg' }),
    });
    const { values } = testConsole.app.received.at(-1).view.state;
    expect(values).toMatchObject({
      line: { answer: { type: 'plain_text_input', value: 'couloir' } },
      count: { answer: { value: '12' } },
      day: { answer: { selected_date: '2026-01-05' } },
      hour: { answer: { selected_time: null } },
      menu: { answer: { selected_option: { value: 'choix 1' } } },
      radio: { answer: { selected_option: { value: 'choix 0' } } },
      boxes: { answer: { selected_options: [] } },
      photos: { answer: { files: [{ name: 'porte.jpg', mimetype: 'image/jpeg' }] } },
    });
    const headers = { authorization: `Bearer ${sampleBotToken}` };
    const { url_private } = values.photos.answer.files[0];
    expect(await (await fetch(url_private, { headers })).text()).toBe('une photo');
    expect((await fetch(url_private)).status).toBe(401);
    expect(testConsole.slack.screen.modals('claire')).toEqual([]);
  });

  test('is checked by Slack, then by the app, and keeps the typed values', async () => {
    testConsole.app.view = modal(
      field('count', number({ max_value: '9' })),
      field('line', typedInput()),
    );
    await testConsole.post('bot/commande', { command: '/perdu', text: '' });
    await fill({ count: '12', line: '' });
    const error = async (name: string) =>
      (await testConsole.show()).getElementById(`${name}-error`)?.textContent;
    expect(await error('count')).toBe('Slack attend un nombre, au plus 9.');
    expect(await error('line')).toMatch(/demande une réponse/);
    expect(testConsole.app.received.filter(({ type }) => type === 'view_submission')).toEqual([]);
    testConsole.app.answer = { response_action: 'errors', errors: { count: 'Pas tant' } };
    await fill({ count: '8', line: 'ici' });
    expect(await error('count')).toBe('Pas tant');
    expect(await error('line')).toBeUndefined();
    expect(
      (await testConsole.show())
        .querySelector('#fenetre input[type=number]')
        ?.getAttribute('value'),
    ).toBe('8');
  });

  test('sends the values of its fields with a button, and closes', async () => {
    testConsole.app.view = modal(
      field('line', typedInput()),
      named('b', actions(button({ action_id: 'retour' }))),
    );
    await testConsole.post('bot/commande', { command: '/perdu', text: '' });
    await fill({ line: 'ici' }, buttonName('b', 'retour'));
    expect(testConsole.app.received.at(-1)).toMatchObject({
      type: 'block_actions',
      actions: [{ action_id: 'retour' }],
      view: { state: { values: { line: { answer: { value: 'ici' } } } } },
    });
    await fill({}, 'close');
    expect((await testConsole.show()).querySelector('#fenetre')).toBeNull();
  });

  test('that Slack refuses is in the log, with the place', async () => {
    testConsole.app.view = modal(section({}));
    await testConsole.post('bot/commande', { command: '/perdu', text: '' });
    const log = (await testConsole.show()).querySelector('#echanges')?.textContent;
    expect(log).toContain('Slack refuserait ceci');
    expect(log).toContain('must define either `fields` or `text` [json-pointer:/view/blocks/0]');
  });
});
