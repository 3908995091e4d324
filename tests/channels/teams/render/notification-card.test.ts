import { describe, expect, test } from 'vitest';
import { maxBytes } from '../../../../functions/channels/teams/render/card.ts';
import { notificationCard } from '../../../../functions/channels/teams/render/notification-card.ts';
import { chat } from '../../../../functions/content/chats.ts';
import type { Notification } from '../../../../functions/content/model/notification.ts';
import { checkCard, parserFaults } from './check-card.ts';

const notification: Notification = {
  audience: 'reader',
  title: 'Déclaration déposée',
  summary: 'Votre collège demande 24 casiers.',
  sections: [
    {
      title: 'Vos réponses',
      text: 'Première ligne.\nSeconde *ligne*, [ici](https://example.org).',
      facts: [{ label: 'Où', value: 'Bâtiment B' }],
    },
  ],
  actions: [
    { label: 'Corriger', intent: { kind: 'declare' }, url: 'https://example.org', weight: 'main' },
    { label: 'Ouvrir le site', url: 'https://example.org/' },
    { label: 'Retirer', intent: { kind: 'overview' }, weight: 'danger' },
  ],
  footer: 'Casiers des collèges.',
};

const tableOf = (columns: readonly string[], rows: number, times = 1): Notification => ({
  ...notification,
  sections: [
    {
      title: 'Les collèges',
      table: {
        columns,
        rows: Array.from({ length: rows }, (_, row) =>
          columns.map((column) => `${column} ${row + 1}`.repeat(times)),
        ),
      },
    },
  ],
});

const textIn = (card: object) => JSON.stringify(card);

describe('a notification in Teams', () => {
  test('is a card with a spoken summary, and a button answered in place where the bot can do it', () => {
    const card = notificationCard(notification);
    checkCard(card);
    expect(card.speak).toBe(notification.summary);
    expect(card.fallbackText).toBe(notification.summary);
    expect(card.actions).toMatchObject([
      {
        type: 'Action.Execute',
        title: 'Corriger',
        verb: 'intent',
        data: { intent: { kind: 'declare' } },
        style: 'positive',
      },
      { type: 'Action.OpenUrl', title: 'Ouvrir le site' },
      { type: 'Action.Execute', style: 'destructive' },
    ]);
  });

  test('shows what people typed literally, not as Markdown', () => {
    const card = notificationCard({
      ...notification,
      title: 'Dégât [ici](https://example.org)',
      sections: [
        ...notification.sections,
        { title: 'Où', facts: [{ label: 'Lieu', value: '[B](https://example.org)' }] },
      ],
    });
    checkCard(card);
    const input = card.body?.filter(({ type }) => type === 'RichTextBlock');
    expect(input).toMatchObject([
      { inlines: [{ text: 'Première ligne.' }] },
      { inlines: [{ text: 'Seconde *ligne*, [ici](https://example.org).' }] },
    ]);
    const otherElements = card.body?.filter(({ type }) => type !== 'RichTextBlock') ?? [];
    expect(textIn(otherElements)).not.toContain('](');
  });

  test('shows two columns side by side, and the number of rows left out', () => {
    const card = notificationCard(tableOf(['Collège', 'Casiers'], 22));
    checkCard(card);
    expect(card.body?.filter(({ type }) => type === 'ColumnSet')).toHaveLength(11);
    expect(textIn(card)).toContain('et 12 autres');
  });

  test('stacks a wider table: each row begins with its first cell', () => {
    const card = notificationCard(tableOf(['Collège', 'Commune', 'Casiers'], 2));
    checkCard(card);
    expect(textIn(card)).toContain(
      `${chat.fact('Commune', 'Commune 1')} · ${chat.fact('Casiers', 'Casiers 1')}`,
    );
    expect(textIn(card)).not.toContain('autre');
  });

  test('keeps all buttons: those after the fifth are in the menu', () => {
    const actions = Array.from({ length: 7 }, (_, index) => ({
      label: `Bouton ${index + 1}`,
      intent: { kind: 'overview' } as const,
    }));
    const card = notificationCard({ ...notification, actions });
    checkCard(card);
    expect(card.actions?.map(({ mode }) => mode)).toEqual([
      ...Array(5).fill(undefined),
      'secondary',
      'secondary',
    ]);
  });

  test.each([
    ['long texts', { title: 'Long', text: 'é'.repeat(30_000) }],
    ['tables of long cells', tableOf(['a', 'b', 'c'], 50, 600).sections[0]],
  ])('is small enough with much to show: %s', (_, section) => {
    const sections = Array.from({ length: 60 }, () => section ?? { title: '' });
    const card = notificationCard({ ...notification, sections });
    checkCard(card);
    expect(Buffer.byteLength(textIn(card))).toBeLessThan(maxBytes);
    expect(textIn(card)).toContain('La suite est sur le site.');
  });
});

test.each([
  [{ type: 'Nothing' }, 'Unknown element type "Nothing"'],
  [{ type: 'TextBlock', text: 'x', colour: 'red' }, 'card.body.0.colour was dropped'],
  [{ type: 'Input.Text', id: 'a' }, 'Input a has no label'],
  [
    { type: 'Container', items: [1, 2].map(() => ({ type: 'Input.Text', id: 'a', label: 'a' })) },
    'Duplicate Id "a"',
  ],
])('a card that Teams would show differently is found: %o', (element, fault) => {
  const card = { ...notificationCard(notification), body: [element] };
  expect(parserFaults(card)).toContainEqual(expect.stringContaining(fault));
  expect(() => checkCard(card)).toThrow();
});
