import type { Child } from 'hono/jsx';
import type * as z from 'zod';
import type { richText } from '../block-kit-rich-text.ts';
import type { Names } from './draw-text.tsx';

type Block = z.output<typeof richText>;
type Part = Block['elements'][number];
type Piece = Extract<Part, { type: 'rich_text_section' }>['elements'][number];

interface RichTextProps {
  readonly block: Block;
  readonly names: Names;
}

export const RichText = ({ block, names }: RichTextProps) => (
  <>{block.elements.map((part) => drawPart(part, names))}</>
);

function drawPart(part: Part, names: Names): Child {
  switch (part.type) {
    case 'rich_text_section':
      return <p>{part.elements.map((piece) => drawPiece(piece, names))}</p>;
    case 'rich_text_quote':
      return <blockquote>{part.elements.map((piece) => drawPiece(piece, names))}</blockquote>;
    case 'rich_text_preformatted':
      return <pre>{part.elements.map((piece) => drawPiece(piece, names))}</pre>;
    case 'rich_text_list': {
      const items = part.elements.map((section) => (
        <li>{section.elements.map((piece) => drawPiece(piece, names))}</li>
      ));
      return part.style === 'ordered' ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
  }
}

function drawPiece(piece: Piece, names: Names): Child {
  const { style } = piece;
  if (style?.bold) return <strong>{drawPlain(piece, names)}</strong>;
  if (style?.italic) return <em>{drawPlain(piece, names)}</em>;
  if (style?.strike) return <s>{drawPlain(piece, names)}</s>;
  return style?.code ? <code>{drawPlain(piece, names)}</code> : drawPlain(piece, names);
}

function drawPlain(piece: Piece, names: Names): Child {
  switch (piece.type) {
    case 'text':
      return piece.text;
    case 'link':
      return <a href={piece.url}>{piece.text ?? piece.url}</a>;
    case 'user':
      return <b>@{names.get(piece.user_id) ?? piece.user_id}</b>;
    case 'channel':
      return <b>#{names.get(piece.channel_id) ?? piece.channel_id}</b>;
    case 'emoji':
      return `:${piece.name}:`;
  }
}
