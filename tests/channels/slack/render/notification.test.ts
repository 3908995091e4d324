import { describe, expect, test } from 'vitest';
import {
  noticeHome,
  noticeMessage,
  noticeModal,
} from '../../../../functions/channels/slack/render/notification.ts';
import type { Notice } from '../../../../functions/content/model/notification.ts';
import { blockKitProblems } from '../../../../infra/local/slack-simulator/block-kit/rules.ts';

const notice: Notice = {
  title: 'Dégât signalé : D-0470678G-7F3K2M',
  summary: 'Collège André Crochepierre : le Département a bien reçu votre signalement.',
  sections: [
    { title: 'En attendant', text: 'N’utilisez plus ces casiers.' },
    { title: 'Votre signalement', facts: [{ label: 'Où', value: 'Bâtiment B <script> & co' }] },
  ],
  actions: [
    { label: 'Voir le signalement', url: 'https://casiers.example.org/degats/D-1' },
    { label: 'C’est réparé ?', ask: { kind: 'overview' }, weight: 'main' },
  ],
  footer: 'Comptoir des casiers',
};

const row = (index: number) => [`Collège ${index}`, `${index} casiers`, '', 'x'.repeat(40)];
const table = (rows: number) => ({
  columns: ['Collège', 'Besoin', 'Remarque', 'Détail'],
  rows: Array.from({ length: rows }, (_, index) => row(index)),
});
const withTable = (rows: number): Notice => ({
  ...notice,
  sections: [{ title: 'Tous les collèges', table: table(rows) }],
});

const surfaces = [
  ['a message', noticeMessage],
  ['a window', noticeModal],
  ['the Home', noticeHome],
] as const;
const wordsOf = (drawn: object) => JSON.stringify(drawn).replaceAll(/[\u00a0\u202f]/g, ' ');

describe.each(surfaces)('%s', (_, draw) => {
  test('tells all of a notice, and nothing that people typed is taken for Slack’s marks', () => {
    const drawn = draw(notice);
    expect(blockKitProblems(drawn)).toEqual([]);
    for (const said of [
      'En attendant',
      'N’utilisez plus',
      '*Où* : Bâtiment B &lt;script&gt; &amp; co',
    ]) {
      expect(wordsOf(drawn)).toContain(said);
    }
    expect(wordsOf(drawn)).not.toContain('<script>');
  });

  test.each([
    ['a table of 300 rows', withTable(300)],
    ['a text of 20,000 letters', { ...notice, summary: 'Voilà 👩‍👧 & '.repeat(1500) }],
    ['80 sections', { ...notice, sections: Array(80).fill(notice.sections[0]) }],
    [
      'facts of 200,000 letters',
      {
        ...notice,
        sections: [
          { title: 'Faits', facts: Array(50).fill({ label: 'Où', value: '&'.repeat(4000) }) },
        ],
      },
    ],
    ['60 buttons', { ...notice, actions: Array(60).fill(notice.actions[1]) }],
    ['a title without end', { ...notice, title: 'É'.repeat(400) }],
    ['hardly anything', { ...notice, summary: '', sections: [], actions: [], footer: '' }],
  ])('takes %s', (_name, long) => {
    expect(blockKitProblems(draw(long))).toEqual([]);
  });
});

test('the text beside the blocks says the essential by itself', () => {
  expect(noticeMessage(notice).text).toBe(`${notice.title}\n${notice.summary}`);
});

test('a row of a table is read on a phone: its first cell, then what each other one is', () => {
  const drawn = wordsOf(noticeMessage(withTable(2)));
  expect(drawn).toContain('*Collège 1*\\nBesoin : 1 casiers\\nDétail : xxx');
  expect(drawn).not.toContain('Remarque');
});

test('of a long table it says how many more there are, and where', () => {
  const drawn = wordsOf(noticeMessage(withTable(37)));
  expect(drawn).toContain('<https://casiers.example.org/degats/D-1|et 12 autres>');
});

test('a button does it here where it can, and leads to the page otherwise', () => {
  const buttons = wordsOf(noticeMessage(notice));
  expect(buttons).toContain('"url":"https://casiers.example.org/degats/D-1"');
  expect(buttons).toContain('"value":"{\\"kind\\":\\"overview\\"}"');
  const ask = { kind: 'help', typed: 'x'.repeat(2000) } as const;
  const tooLong = { label: 'Aide', ask, url: 'https://casiers.example.org' };
  expect(wordsOf(noticeMessage({ ...notice, actions: [tooLong] }))).toContain('"url"');
});

test('a title is cut between letters as people see them', () => {
  const { blocks } = noticeMessage({ ...notice, title: `${'a'.repeat(148)}👩‍👧‍👦 et la suite` });
  expect(blocks[0]).toMatchObject({ text: { text: `${'a'.repeat(148)}…` } });
});
