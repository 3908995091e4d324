import type { Action, CardElement, IAdaptiveCard } from '@microsoft/teams.cards';
import { chat } from '../../words/chat.ts';
import type { Notice, NoticeAction, NoticeSection } from '../../words/notice.ts';
import { fits, makeCard } from './make-card.ts';
import { cut, plain, textBlock, typedText } from './plain-text.ts';
import { type Room, tableRows } from './table-rows.ts';

interface CardRoom extends Room {
  readonly sections: number;
}

/** From all that a phone shows well to what surely fits into a message. */
const rooms: readonly CardRoom[] = [
  { sections: 30, rows: 10, letters: 3000 },
  { sections: 20, rows: 4, letters: 500 },
  { sections: 8, rows: 2, letters: 200 },
];

/** A notice as Teams draws it: to be read from top to bottom on a phone. */
export function noticeCard(notice: Notice): IAdaptiveCard {
  const cards = rooms.map((room) => cardIn(notice, room));
  const card = cards.find(fits);
  if (!card) throw new Error('A notice is too large for a card, whatever is left out');
  return card;
}

function cardIn(notice: Notice, room: CardRoom): IAdaptiveCard {
  const { title, summary, sections, actions, footer } = notice;
  const shown = sections.slice(0, room.sections);
  return makeCard({
    summary,
    body: [
      textBlock(title, { size: 'Large', weight: 'Bolder', style: 'heading' }),
      textBlock(summary),
      ...shown.flatMap((section) => sectionElements(section, room)),
      ...(shown.length < sections.length ? [textBlock(chat.rest)] : []),
      ...(footer ? [textBlock(footer, { size: 'Small', isSubtle: true, separator: true })] : []),
    ],
    actions: actions.flatMap(actionOf),
  });
}

function sectionElements({ title, text, facts, table }: NoticeSection, room: Room): CardElement[] {
  return [
    textBlock(title, { weight: 'Bolder', style: 'heading', separator: true }),
    ...(text ? typedText(cut(text, room.letters)) : []),
    ...(facts && facts.length > 0
      ? [
          {
            type: 'FactSet' as const,
            facts: facts.map(({ label, value }) => ({
              title: plain(label),
              value: plain(cut(value, room.letters)),
            })),
          },
        ]
      : []),
    ...(table ? tableRows(table, room) : []),
  ];
}

/** In place where the bot can do it, else at its address. */
function actionOf({ label, url, ask, weight }: NoticeAction): Action[] {
  if (ask) {
    return [
      {
        type: 'Action.Execute',
        title: label,
        verb: 'ask',
        data: { ask },
        associatedInputs: 'none',
        ...(weight && { style: weight === 'main' ? 'positive' : 'destructive' }),
      },
    ];
  }
  return url ? [{ type: 'Action.OpenUrl', title: label, url }] : [];
}
