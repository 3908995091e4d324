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
const twice = button({ action_id: 'a' });
const focus = typedInput({ focus_on_load: true });
const other = option('autre');
const boxes = { type: 'checkboxes', options: options(2), initial_options: [other] };
const day = (initial_date: string) => modal(input({ type: 'datepicker', initial_date }));
const only = option('a');

/** What Slack refuses whatever its size: where, and in which words. */
const wrongs: readonly (readonly [string, object, string, RegExp])[] = [
  ['an empty text', message(words(0)), '/blocks/0/text/text', /more than 0/],
  ['a section without text', message(section({})), '/blocks/0', /either `fields` or `text`/],
  ['an unknown block', message({ type: 'banner' }), '/blocks/0/type', /unsupported/],
  [
    'an element out of its place',
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
  ['two blocks of one name', message(named, named), '/blocks/1/block_id', /already/],
  [
    'two buttons of one name',
    message(actions(twice, twice)),
    '/blocks/0/elements/1/action_id',
    /already/,
  ],
  [
    'an input that cannot be sent',
    { ...modal(typedInput()), submit: undefined },
    '/submit',
    /required/,
  ],
  [
    'a first choice that is not offered',
    modal(select({ options: options(2), initial_option: other })),
    '/blocks/0/element/initial_option',
    /one of/,
  ],
  [
    'a first choice in other words',
    modal(select({ options: [only], initial_option: { ...only, text: plain('A') } })),
    '/blocks/0/element/initial_option',
    /one of/,
  ],
  [
    'a ticked box that is not there',
    modal(input(boxes)),
    '/blocks/0/element/initial_options',
    /among/,
  ],
  ['a select of nothing', modal(select({})), '/blocks/0/element', /either `options` or/],
  [
    'a select of options and of groups',
    modal(select({ options: options(1), option_groups: [group(1)] })),
    '/blocks/0/element',
    /either `options` or/,
  ],
  ['a table in a modal', modal(table(1, 1)), '/blocks/0', /messages only/],
  ['two tables', message(table(1, 1), table(1, 1)), '/blocks', /only_one_table/],
  ['markdown in a Home', home({ type: 'markdown', text: 'x' }), '/blocks/0', /messages only/],
  ['files in a message', message(input({ type: 'file_input' })), '/blocks/0/element', /modals/],
  ['two fields that want the focus', modal(focus, focus), '/blocks', /focus_on_load/],
  [
    'a first number out of bounds',
    modal(number({ initial_value: '9', max_value: '8' })),
    '/blocks/0/element/initial_value',
    /between/,
  ],
  [
    'a first number in letters',
    modal(number({ initial_value: 'neuf' })),
    '/blocks/0/element/initial_value',
    /number/,
  ],
  ['a day written as in French', day('02/01/2026'), '/blocks/0/element/initial_date', /YYYY/],
  ['nothing for a screen reader', { blocks: [divider] }, '/text', /screen readers/],
  ['a view that says nothing', home(), '/blocks', /no fewer/],
];

describe('refused', () => {
  test.each(wrongs)('%s', (_, drawn, path, what) => {
    const problems = blockKitProblems(drawn);
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(problems[0]?.what).toMatch(what);
  });
});

test('a modal of every kind of field is taken', () => {
  const chosen = option('choix 1');
  const offered = { options: options(3), initial_option: chosen };
  const several = { options: options(3), initial_options: [chosen] };
  const view = modal(
    section({ text: bold, accessory: button({ style: 'primary' }) }),
    typedInput({ multiline: true, max_length: 500, initial_value: 'Couloir' }),
    number({ min_value: '0', max_value: '500', initial_value: '12' }),
    input({ type: 'email_text_input' }),
    input({ type: 'url_text_input' }),
    input({ type: 'datepicker', initial_date: '2026-01-05' }),
    input({ type: 'timepicker', initial_time: '08:30' }),
    select(offered),
    input({ type: 'multi_static_select', ...several }),
    input({ type: 'radio_buttons', options: [option('a', { text: bold })] }),
    input({ type: 'checkboxes', ...several }, { optional: true }),
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

test('all that is wrong is said at once, in the words of Slack', () => {
  const header = { type: 'header', text: plain(long(151)) };
  expect(blockKitProblems(message(header, words(0)))).toEqual([
    { path: '/blocks/0/text/text', what: 'must be less than 151 characters' },
    { path: '/blocks/1/text/text', what: 'must be more than 0 characters' },
  ]);
});
