import type { Notice, NoticeSection, NoticeTable } from '../words/notice.ts';

/** A notice as plain text: the part of a mail for screen readers and plain readers, and what a preview shows. */
export function noticeText({ title, summary, sections, actions, footer }: Notice): string {
  const parts = [
    title,
    summary,
    ...sections.map(sectionText),
    ...actions.flatMap(({ label, url }) => (url ? [`${label} : ${url}`] : [])),
    footer,
  ];
  return `${parts.join('\n\n')}\n`;
}

function sectionText({ title, text, facts, table }: NoticeSection): string {
  return [
    title.toUpperCase(),
    ...(text ? [text] : []),
    ...(facts ?? []).map(({ label, value }) => `- ${label} : ${value}`),
    ...(table ? tableLines(table) : []),
  ].join('\n');
}

/** One row is one line: columns that line up on a screen are torn apart by a phone. */
function tableLines({ columns, rows }: NoticeTable): string[] {
  return rows.map((row) => {
    const [first = '', ...others] = row;
    const told = others.map((cell, index) => `${columns[index + 1] ?? ''} : ${cell}`);
    return `- ${[first, ...told].join(' ; ')}`;
  });
}
