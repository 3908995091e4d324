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
    <Marked text={text.text} names={names} />
  );

/** Slack's own marks: links and mentions between angles, bold, italics, struck, code. */
export const Marked = ({ text, names }: { readonly text: string; readonly names: Names }) => (
  <Lines lines={text.split('\n').map((line) => drawLine(line, names))} />
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

function drawLine(line: string, names: Names): Child[] {
  const drawn: Child[] = [];
  let last = 0;
  for (const found of line.matchAll(pieces)) {
    drawn.push(unescapeText(line.slice(last, found.index)), drawPiece(found, names));
    last = found.index + found[0].length;
  }
  drawn.push(unescapeText(line.slice(last)));
  return drawn;
}

function drawPiece([, angle, bold, italic, struck, code]: RegExpMatchArray, names: Names): Child {
  if (angle !== undefined) return drawAngle(angle, names);
  if (bold !== undefined) return <strong>{drawLine(bold, names)}</strong>;
  if (italic !== undefined) return <em>{drawLine(italic, names)}</em>;
  if (struck !== undefined) return <s>{drawLine(struck, names)}</s>;
  return <code>{unescapeText(code ?? '')}</code>;
}

function drawAngle(inside: string, names: Names): Child {
  const [target = '', label] = inside.split('|');
  const id = target.slice(1);
  if (target.startsWith('@')) return <b>@{names.get(id) ?? id}</b>;
  if (target.startsWith('#')) return <b>#{names.get(id) ?? id}</b>;
  if (target.startsWith('!')) return unescapeText(label ?? target);
  return <a href={unescapeText(target)}>{unescapeText(label ?? target)}</a>;
}

const unescapeText = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
