import { describe, expect, test } from 'vitest';
import { blockKitProblems } from '../../../../../infra/local/slack-simulator/block-kit/rules.ts';
import {
  actions,
  button,
  context,
  divider,
  group,
  home,
  image,
  input,
  long,
  message,
  modal,
  mrkdwn,
  number,
  option,
  options,
  plain,
  section,
  select,
  table,
  typedInput,
  words,
} from './samples.ts';

const bold = mrkdwn('*gras*');
const named = { ...divider, block_id: 'a' };
const sameButton = button({ action_id: 'a' });
const focus = typedInput({ focus_on_load: true });
const other = option('autre');
const boxes = { type: 'checkboxes', options: options(2), initial_options: [other] };
const day = (initial_date: string) => modal(input({ type: 'datepicker', initial_date }));
const single = option('a');

/** Content that Slack refuses whatever its size, with the place and the text of the problem. */
const refusals: readonly (readonly [string, object, string, RegExp])[] = [
  ['an empty text', message(words(0)), '/blocks/0/text/text', /more than 0/],
  ['a section without text', message(section({})), '/blocks/0', /either `fields` or `text`/],
  ['an unknown block', message({ type: 'banner' }), '/blocks/0/type', /unsupported/],
  [
    'an element that its block does not accept',
    message(actions({ type: 'plain_text_input' })),
    '/blocks/0/elements/0/type',
    /unsupported/,
  ],
  [
    'an unknown property',
    message(actions(button({ disabled: true }))),
    '/blocks/0/elements/0',
    /additional property: disabled/,
  ],
  ['a missing property', message({ type: 'header' }), '/blocks/0/text', /missing required/],
  ['a bold header', message({ type: 'header', text: bold }), '/blocks/0/text/type', /plain_text/],
  [
    'a bold button',
    message(actions(button({ text: bold }))),
    '/blocks/0/elements/0/text/type',
    /plain_text/,
  ],
  [
    'a bold option of a select',
    modal(select({ options: [option('a', { text: bold })] })),
    '/blocks/0/element/options/0/text/type',
    /plain_text/,
  ],
  ['two blocks with the same id', message(named, named), '/blocks/1/block_id', /already/],
  [
    'two buttons with the same id',
    message(actions(sameButton, sameButton)),
    '/blocks/0/elements/1/action_id',
    /already/,
  ],
  [
    'an input without a submit button',
    { ...modal(typedInput()), submit: undefined },
    '/submit',
    /required/,
  ],
  [
    'an initial option that is not an option',
    modal(select({ options: options(2), initial_option: other })),
    '/blocks/0/element/initial_option',
    /one of/,
  ],
  [
    'an initial option with another text',
    modal(select({ options: [single], initial_option: { ...single, text: plain('A') } })),
    '/blocks/0/element/initial_option',
    /one of/,
  ],
  [
    'an initial checkbox that is not an option',
    modal(input(boxes)),
    '/blocks/0/element/initial_options',
    /among/,
  ],
  ['a select without options', modal(select({})), '/blocks/0/element', /either `options` or/],
  [
    'a select with options and groups',
    modal(select({ options: options(1), option_groups: [group(1)] })),
    '/blocks/0/element',
    /either `options` or/,
  ],
  ['a table in a modal', modal(table(1, 1)), '/blocks/0', /messages only/],
  ['two tables', message(table(1, 1), table(1, 1)), '/blocks', /only_one_table/],
  ['markdown in a Home', home({ type: 'markdown', text: 'x' }), '/blocks/0', /messages only/],
  [
    'a file input in a message',
    message(input({ type: 'file_input' })),
    '/blocks/0/element',
    /modals/,
  ],
  ['two fields with the initial focus', modal(focus, focus), '/blocks', /focus_on_load/],
  [
    'an initial number out of bounds',
    modal(number({ initial_value: '9', max_value: '8' })),
    '/blocks/0/element/initial_value',
    /between/,
  ],
  [
    'an initial number in letters',
    modal(number({ initial_value: 'neuf' })),
    '/blocks/0/element/initial_value',
    /number/,
  ],
  ['a date in French notation', day('02/01/2026'), '/blocks/0/element/initial_date', /YYYY/],
  ['a message without a text for screen readers', { blocks: [divider] }, '/text', /screen readers/],
  ['a view without blocks', home(), '/blocks', /no fewer/],
];

describe('refused', () => {
  test.each(refusals)('%s', (_, content, path, text) => {
    const problems = blockKitProblems(content);
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(problems[0]?.text).toMatch(text);
  });
});

test('a modal with every kind of field is valid', () => {
  const chosen = option('choix 1');
  const oneChosen = { options: options(3), initial_option: chosen };
  const someChosen = { options: options(3), initial_options: [chosen] };
  const view = modal(
    section({ text: bold, accessory: button({ style: 'primary' }) }),
    typedInput({ multiline: true, max_length: 500, initial_value: 'Couloir' }),
    number({ min_value: '0', max_value: '500', initial_value: '12' }),
    input({ type: 'email_text_input' }),
    input({ type: 'url_text_input' }),
    input({ type: 'datepicker', initial_date: '2026-01-05' }),
    input({ type: 'timepicker', initial_time: '08:30' }),
    select(oneChosen),
    input({ type: 'multi_static_select', ...someChosen }),
    input({ type: 'radio_buttons', options: [option('a', { text: bold })] }),
    input({ type: 'checkboxes', ...someChosen }, { optional: true }),
    input({ type: 'users_select' }),
    input({ type: 'file_input', filetypes: ['jpg', 'png'], max_files: 3 }),
    context(bold, image({})),
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] }],
    },
  );
  expect(blockKitProblems(view)).toEqual([]);
});

test('all problems are listed at once, in the wording of Slack', () => {
  const header = { type: 'header', text: plain(long(151)) };
  expect(blockKitProblems(message(header, words(0)))).toEqual([
    { path: '/blocks/0/text/text', text: 'must be less than 151 characters' },
    { path: '/blocks/1/text/text', text: 'must be more than 0 characters' },
  ]);
});
