import { fc, test as property } from '@fast-check/vitest';
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
  many,
  message,
  modal,
  mrkdwn,
  option,
  options,
  plain,
  section,
  select,
  table,
  typedInput,
  words,
} from './samples.ts';

const modalWith = (rest: object) => ({ ...modal(divider), ...rest });
const homeWith = (rest: object) => ({ ...home(divider), ...rest });
const buttonWith = (rest: object) => message(actions(button(rest)));
const confirmWith = (rest: object) => buttonWith({ confirm: { text: plain('x'), ...rest } });
const optionWith = (rest: object) => modal(select({ options: [option('a', rest)] }));
const groups = (...option_groups: object[]) => modal(select({ option_groups }));
const overflow = (count: number) => ({ type: 'overflow', options: options(count) });
const marked = (length: number) => ({ type: 'markdown', text: long(length) });

/** A modal of that size as JSON. */
function modalOfBytes(bytes: number): object {
  const last = plain('');
  const view = modal(
    ...many(81, () => section({ text: plain('x'.repeat(3000)) })),
    section({ text: last }),
    ...many(3, () => section({ text: plain('x') })),
  );
  last.text = 'x'.repeat(bytes - Buffer.byteLength(JSON.stringify(view)));
  return view;
}

/** The place of the problem, the maximum, and content of a given size. */
type Limit = readonly [string, number, (size: number) => object];

const button0 = '/blocks/0/elements/0';
const element = '/blocks/0/element';

const surfaces: readonly Limit[] = [
  ['/blocks', 50, (n) => message(...many(n, () => divider))],
  ['/blocks', 100, (n) => modal(...many(n, () => divider))],
  ['/blocks', 100, (n) => home(...many(n, () => divider))],
  ['/text', 40_000, (n) => ({ text: long(n) })],
  ['/title/text', 24, (n) => modalWith({ title: plain(long(n)) })],
  ['/submit/text', 24, (n) => modalWith({ submit: plain(long(n)) })],
  ['/close/text', 24, (n) => modalWith({ close: plain(long(n)) })],
  ['/private_metadata', 3000, (n) => modalWith({ private_metadata: long(n) })],
  ['/callback_id', 255, (n) => homeWith({ callback_id: long(n) })],
  ['/external_id', 255, (n) => homeWith({ external_id: long(n) })],
];

const blocks: readonly Limit[] = [
  ['/blocks/0/block_id', 255, (n) => message({ ...divider, block_id: long(n) })],
  ['/blocks/0/text/text', 150, (n) => message({ type: 'header', text: plain(long(n)) })],
  ['/blocks/0/text/text', 3000, (n) => message(words(n))],
  ['/blocks/0/fields', 10, (n) => message(section({ fields: many(n, () => mrkdwn('x')) }))],
  ['/blocks/0/fields/0/text', 2000, (n) => message(section({ fields: [mrkdwn(long(n))] }))],
  ['/blocks/0/elements', 10, (n) => message(context(...many(n, () => mrkdwn('x'))))],
  ['/blocks/0/elements/0/text', 3000, (n) => message(context(mrkdwn(long(n))))],
  ['/blocks/0/elements', 25, (n) => message(actions(...many(n, () => button())))],
  ['/blocks/0/label/text', 2000, (n) => modal({ ...typedInput(), label: plain(long(n)) })],
  ['/blocks/0/hint/text', 2000, (n) => modal({ ...typedInput(), hint: plain(long(n)) })],
  ['/blocks/0/alt_text', 2000, (n) => message(image({ alt_text: long(n) }))],
  ['/blocks/0/title/text', 2000, (n) => message(image({ title: plain(long(n)) }))],
  ['/blocks/0/rows', 100, (n) => message(table(n, 1))],
  ['/blocks/0/rows/0', 20, (n) => message(table(1, n))],
  ['/blocks/0/text', 12_000, (n) => message(marked(n))],
];

const elements: readonly Limit[] = [
  [`${button0}/action_id`, 255, (n) => buttonWith({ action_id: long(n) })],
  [`${button0}/text/text`, 75, (n) => buttonWith({ text: plain(long(n)) })],
  [`${button0}/value`, 2000, (n) => buttonWith({ value: long(n) })],
  [`${button0}/url`, 3000, (n) => buttonWith({ url: long(n) })],
  [`${button0}/accessibility_label`, 75, (n) => buttonWith({ accessibility_label: long(n) })],
  [`${button0}/confirm/title/text`, 100, (n) => confirmWith({ title: plain(long(n)) })],
  [`${button0}/confirm/text/text`, 300, (n) => confirmWith({ text: plain(long(n)) })],
  [`${button0}/confirm/confirm/text`, 30, (n) => confirmWith({ confirm: plain(long(n)) })],
  [`${button0}/confirm/deny/text`, 30, (n) => confirmWith({ deny: plain(long(n)) })],
  ['/blocks/0/accessory/options', 5, (n) => message({ ...words(1), accessory: overflow(n) })],
  [`${element}/options`, 100, (n) => modal(select({ options: options(n) }))],
  [`${element}/option_groups`, 100, (n) => groups(...many(n, () => group(1)))],
  [`${element}/option_groups/0/options`, 100, (n) => groups(group(n))],
  [`${element}/option_groups/0/label/text`, 75, (n) => groups(group(1, long(n)))],
  [`${element}/options/0/text/text`, 75, (n) => optionWith({ text: plain(long(n)) })],
  [`${element}/options/0/value`, 75, (n) => optionWith({ value: long(n) })],
  [`${element}/options/0/description/text`, 75, (n) => optionWith({ description: plain(long(n)) })],
  [`${element}/placeholder/text`, 150, (n) => modal(typedInput({ placeholder: plain(long(n)) }))],
  [`${element}/options`, 10, (n) => modal(input({ type: 'checkboxes', options: options(n) }))],
  [`${element}/options`, 10, (n) => modal(input({ type: 'radio_buttons', options: options(n) }))],
  [`${element}/min_length`, 3000, (n) => modal(typedInput({ min_length: n }))],
  [`${element}/max_length`, 3000, (n) => modal(typedInput({ max_length: n }))],
  [`${element}/max_files`, 10, (n) => modal(input({ type: 'file_input', max_files: n }))],
];

/** The limits of several blocks together; their content has a minimum size. */
const sums: readonly Limit[] = [
  ['/blocks', 12_000, (n) => message(marked(2000), marked(n - 2000))],
  ['/blocks', 13_200, (n) => message(...many(4, () => words(3000)), words(n - 12_000))],
  ['', 250_000, modalOfBytes],
];

const simple = [...surfaces, ...blocks, ...elements];

describe('limits', () => {
  test.each([...simple, ...sums])('%s: at most %d', (path, maximum, create) => {
    expect(blockKitProblems(create(maximum))).toEqual([]);
    expect(blockKitProblems(create(maximum + 1)).map((problem) => problem.path)).toEqual([path]);
  });

  property.prop([
    fc.constantFrom(...simple).chain(([, maximum, create]) =>
      fc.record({
        size: fc.integer({ min: 1, max: maximum * 2 }),
        maximum: fc.constant(maximum),
        create: fc.constant(create),
      }),
    ),
  ])('sizes up to a maximum are valid, sizes above it are refused', ({ size, maximum, create }) => {
    expect(blockKitProblems(create(size)).length > 0).toBe(size > maximum);
  });
});
