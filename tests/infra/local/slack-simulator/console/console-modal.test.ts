import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fieldName, pressName } from '../../../../../infra/local/slack-simulator/console/fields.ts';
import { slackBotToken } from '../../../../shared/slack-environment.ts';
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
import { type Console, openConsole } from './console-desk.ts';

let desk: Console;

beforeEach(async () => {
  desk = await openConsole();
});
afterEach(() => desk.slack.close());

describe('a modal', () => {
  const answer1 = 'answer';
  const field = (name: string, block: { readonly element: object }) => ({
    ...named(name, block),
    element: { ...block.element, action_id: answer1 },
  });
  const fill = (fields: Readonly<Record<string, string | File>>, act = 'submit') =>
    desk.post('bot/fenetre', {
      view: desk.viewId(),
      do: act,
      ...Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [fieldName(name, answer1), value]),
      ),
    });

  test('of every kind of field is told to the app as Slack tells it', async () => {
    desk.app.view = modal(
      field('line', typedInput({ initial_value: 'déjà là' })),
      field('count', number({ min_value: '0' })),
      field('day', input({ type: 'datepicker' })),
      field('hour', input({ type: 'timepicker' }, { optional: true })),
      field('menu', select({ options: options(3) })),
      field('radio', input({ type: 'radio_buttons', options: options(2) })),
      field('boxes', input({ type: 'checkboxes', options: options(2) }, { optional: true })),
      field('photos', input({ type: 'file_input', filetypes: ['jpg'] })),
    );
    await desk.post('bot/commande', { text: '' });
    const sheet = (await desk.see()).querySelector('#fenetre');
    expect(sheet?.querySelectorAll('input:not([type=hidden]), select')).toHaveLength(10);
    await fill({
      line: 'couloir',
      count: '12',
      day: '2026-01-05',
      hour: '',
      menu: 'choix 1',
      radio: 'choix 0',
      photos: new File(['une photo'], 'porte.jpg', { type: 'image/jpeg' }),
    });
    const { values } = desk.app.told.at(-1).view.state;
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
    const headers = { authorization: `Bearer ${slackBotToken}` };
    const { url_private } = values.photos.answer.files[0];
    expect(await (await fetch(url_private, { headers })).text()).toBe('une photo');
    expect((await fetch(url_private)).status).toBe(401);
    expect(desk.slack.screen.modals('claire')).toEqual([]);
  });

  test('is stopped by Slack first, then by the app, and keeps what was typed', async () => {
    desk.app.view = modal(field('count', number({ max_value: '9' })), field('line', typedInput()));
    await desk.post('bot/commande', { text: '' });
    await fill({ count: '12', line: '' });
    const error = async (name: string) =>
      (await desk.see()).getElementById(`${name}-error`)?.textContent;
    expect(await error('count')).toBe('Slack attend un nombre, au plus 9.');
    expect(await error('line')).toMatch(/demande une réponse/);
    expect(desk.app.told.filter(({ type }) => type === 'view_submission')).toEqual([]);
    desk.app.answer = { response_action: 'errors', errors: { count: 'Pas tant' } };
    await fill({ count: '8', line: 'ici' });
    expect(await error('count')).toBe('Pas tant');
    expect(await error('line')).toBeUndefined();
    expect(
      (await desk.see()).querySelector('#fenetre input[type=number]')?.getAttribute('value'),
    ).toBe('8');
  });

  test('tells a button of it what stands in its fields, and closes', async () => {
    desk.app.view = modal(
      field('line', typedInput()),
      named('b', actions(button({ action_id: 'retour' }))),
    );
    await desk.post('bot/commande', { text: '' });
    await fill({ line: 'ici' }, pressName('b', 'retour'));
    expect(desk.app.told.at(-1)).toMatchObject({
      type: 'block_actions',
      actions: [{ action_id: 'retour' }],
      view: { state: { values: { line: { answer: { value: 'ici' } } } } },
    });
    await fill({}, 'close');
    expect((await desk.see()).querySelector('#fenetre')).toBeNull();
  });

  test('that Slack would refuse is in the log, with the place', async () => {
    desk.app.view = modal(section({}));
    await desk.post('bot/commande', { text: '' });
    const log = (await desk.see()).querySelector('#echanges')?.textContent;
    expect(log).toContain('Slack refuserait ceci');
    expect(log).toContain('must define either `fields` or `text` [json-pointer:/view/blocks/0]');
  });
});
