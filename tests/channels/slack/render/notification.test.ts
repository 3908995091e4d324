import { describe, expect, test } from 'vitest';
import {
  notificationHome,
  notificationMessage,
  notificationModal,
} from '../../../../functions/channels/slack/render/notification.ts';
import type { Notification } from '../../../../functions/content/model/notification.ts';
import { blockKitProblems } from '../../../../infra/local/slack-simulator/block-kit/rules.ts';

const notification: Notification = {
  audience: 'reader',
  title: 'Dégât signalé : D-0470678G-7F3K2M',
  summary: 'Collège André Crochepierre : le Département a bien reçu votre signalement.',
  sections: [
    { title: 'En attendant', text: 'N’utilisez plus ces casiers.' },
    { title: 'Votre signalement', facts: [{ label: 'Où', value: 'Bâtiment B <script> & co' }] },
  ],
  actions: [
    { label: 'Voir le signalement', url: 'https://casiers.example.org/degats/D-1' },
    { label: 'C’est réparé ?', intent: { kind: 'overview' }, weight: 'main' },
  ],
  footer: 'Comptoir des casiers',
};

const row = (index: number) => [`Collège ${index}`, `${index} casiers`, '', 'x'.repeat(40)];
const table = (rows: number) => ({
  columns: ['Collège', 'Besoin', 'Remarque', 'Détail'],
  rows: Array.from({ length: rows }, (_, index) => row(index)),
});
const withTable = (rows: number): Notification => ({
  ...notification,
  sections: [{ title: 'Tous les collèges', table: table(rows) }],
});

const surfaces = [
  ['a message', notificationMessage],
  ['a modal', notificationModal],
  ['the Home', notificationHome],
] as const;
const wordsOf = (blocks: object) => JSON.stringify(blocks).replaceAll(/[\u00a0\u202f]/g, ' ');

describe.each(surfaces)('%s', (_, render) => {
  test('shows a whole notification, with what people typed escaped', () => {
    const blocks = render(notification);
    expect(blockKitProblems(blocks)).toEqual([]);
    for (const text of [
      'En attendant',
      'N’utilisez plus',
      '*Où* : Bâtiment B &lt;script&gt; &amp; co',
    ]) {
      expect(wordsOf(blocks)).toContain(text);
    }
    expect(wordsOf(blocks)).not.toContain('<script>');
  });

  test.each([
    ['a table of 300 rows', withTable(300)],
    ['a text of 20,000 letters', { ...notification, summary: 'Voilà 👩\u200d👧 & '.repeat(1500) }],
    ['80 sections', { ...notification, sections: Array(80).fill(notification.sections[0]) }],
    [
      'facts of 200,000 characters',
      {
        ...notification,
        sections: [
          { title: 'Faits', facts: Array(50).fill({ label: 'Où', value: '&'.repeat(4000) }) },
        ],
      },
    ],
    ['60 buttons', { ...notification, actions: Array(60).fill(notification.actions[1]) }],
    ['a title without end', { ...notification, title: 'É'.repeat(400) }],
    ['hardly anything', { ...notification, summary: '', sections: [], actions: [], footer: '' }],
  ])('is within its limits with %s', (_name, long) => {
    expect(blockKitProblems(render(long))).toEqual([]);
  });
});

test('the text beside the blocks says the essential', () => {
  expect(notificationMessage(notification).text).toBe(
    `${notification.title}\n${notification.summary}`,
  );
});

test('a row of a table is its first cell, then the others with the names of their columns', () => {
  const blocks = wordsOf(notificationMessage(withTable(2)));
  expect(blocks).toContain('*Collège 1*\\nBesoin : 1 casiers\\nDétail : xxx');
  expect(blocks).not.toContain('Remarque');
});

test('a long table ends with the number of other rows and a link to them', () => {
  const blocks = wordsOf(notificationMessage(withTable(37)));
  expect(blocks).toContain('<https://casiers.example.org/degats/D-1|et 12 autres>');
});

test('a button holds its intent if it fits, else it links to the page', () => {
  const buttons = wordsOf(notificationMessage(notification));
  expect(buttons).toContain('"url":"https://casiers.example.org/degats/D-1"');
  expect(buttons).toContain('"value":"{\\"kind\\":\\"overview\\"}"');
  const intent = { kind: 'help', input: 'x'.repeat(2000) } as const;
  const tooLong = { label: 'Aide', intent, url: 'https://casiers.example.org' };
  expect(wordsOf(notificationMessage({ ...notification, actions: [tooLong] }))).toContain('"url"');
});

test('a title is cut between graphemes', () => {
  const { blocks } = notificationMessage({
    ...notification,
    title: `${'a'.repeat(148)}👩\u200d👧\u200d👦 et la suite`,
  });
  expect(blocks[0]).toMatchObject({ text: { text: `${'a'.repeat(148)}…` } });
});
