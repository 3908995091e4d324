import type { Child } from 'hono/jsx';
import type { AnyText } from '../block-kit/parts.ts';

/** Names of members and channels by id. */
export type Names = ReadonlyMap<string, string>;

interface TextProps {
  readonly text: AnyText;
  readonly names: Names;
}

export const Text = ({ text, names }: TextProps) =>
  text.type === 'plain_text' ? (
    <Lines lines={text.text.split('\n')} />
  ) : (
    <Mrkdwn text={text.text} names={names} />
  );

/** Text in mrkdwn: links and mentions in angle brackets, bold, italics, strikethrough, code. */
export const Mrkdwn = ({ text, names }: { readonly text: string; readonly names: Names }) => (
  <Lines lines={text.split('\n').map((line) => renderLine(line, names))} />
);

const Lines = ({ lines }: { readonly lines: readonly Child[] }) => (
  <>
    {lines.map((line, index) => (
      <>
        {index > 0 && <br />}
        {line}
      </>
    ))}
  </>
);

const pieces =
  /<([^>]+)>|\*([^*\n]+)\*|(?<![\p{L}\p{N}])_([^_\n]+)_(?![\p{L}\p{N}])|~([^~\n]+)~|`([^`\n]+)`/gu;

function renderLine(line: string, names: Names): Child[] {
  const parts: Child[] = [];
  let last = 0;
  for (const found of line.matchAll(pieces)) {
    parts.push(unescapeText(line.slice(last, found.index)), renderPiece(found, names));
    last = found.index + found[0].length;
  }
  parts.push(unescapeText(line.slice(last)));
  return parts;
}

function renderPiece(
  [, bracket, bold, italic, struck, code]: RegExpMatchArray,
  names: Names,
): Child {
  if (bracket !== undefined) return renderBracket(bracket, names);
  if (bold !== undefined) return <strong>{renderLine(bold, names)}</strong>;
  if (italic !== undefined) return <em>{renderLine(italic, names)}</em>;
  if (struck !== undefined) return <s>{renderLine(struck, names)}</s>;
  return <code>{unescapeText(code ?? '')}</code>;
}

function renderBracket(content: string, names: Names): Child {
  const [target = '', label] = content.split('|');
  const id = target.slice(1);
  if (target.startsWith('@')) return <b>@{names.get(id) ?? id}</b>;
  if (target.startsWith('#')) return <b>#{names.get(id) ?? id}</b>;
  if (target.startsWith('!')) return unescapeText(label ?? target);
  return <a href={unescapeText(target)}>{unescapeText(label ?? target)}</a>;
}

const unescapeText = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
