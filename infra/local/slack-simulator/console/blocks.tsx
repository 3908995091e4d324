import type { Child } from 'hono/jsx';
import type * as z from 'zod';
import type { richText } from '../block-kit/blocks.ts';
import type { NamedBlock } from '../block-kit/checked.ts';
import { Elements } from './elements.tsx';
import { Field } from './inputs.tsx';
import type { Canvas } from './props.tsx';
import { Mrkdwn, type Names, Text } from './text.tsx';

type Block = z.output<typeof richText>;
type Part = Block['elements'][number];
type Piece = Extract<Part, { type: 'rich_text_section' }>['elements'][number];

interface RichTextProps {
  readonly block: Block;
  readonly names: Names;
}

export const RichText = ({ block, names }: RichTextProps) => (
  <>{block.elements.map((part) => renderPart(part, names))}</>
);

function renderPart(part: Part, names: Names): Child {
  switch (part.type) {
    case 'rich_text_section':
      return <p>{part.elements.map((piece) => renderPiece(piece, names))}</p>;
    case 'rich_text_quote':
      return <blockquote>{part.elements.map((piece) => renderPiece(piece, names))}</blockquote>;
    case 'rich_text_preformatted':
      return <pre>{part.elements.map((piece) => renderPiece(piece, names))}</pre>;
    case 'rich_text_list': {
      const items = part.elements.map((section) => (
        <li>{section.elements.map((piece) => renderPiece(piece, names))}</li>
      ));
      return part.style === 'ordered' ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
  }
}

function renderPiece(piece: Piece, names: Names): Child {
  const { style } = piece;
  if (style?.bold) return <strong>{renderUnstyled(piece, names)}</strong>;
  if (style?.italic) return <em>{renderUnstyled(piece, names)}</em>;
  if (style?.strike) return <s>{renderUnstyled(piece, names)}</s>;
  return style?.code ? <code>{renderUnstyled(piece, names)}</code> : renderUnstyled(piece, names);
}

function renderUnstyled(piece: Piece, names: Names): Child {
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

export const Blocks = ({
  blocks,
  canvas,
}: {
  readonly blocks: readonly NamedBlock[];
  readonly canvas: Canvas;
}) => (
  <>
    {blocks.map((block) => (
      <RenderedBlock block={block} canvas={canvas} />
    ))}
  </>
);

interface BlockProps<Kind extends NamedBlock['type'] = NamedBlock['type']> {
  readonly block: Extract<NamedBlock, { type: Kind }>;
  readonly canvas: Canvas;
}

const RenderedBlock = ({ block, canvas }: BlockProps): Child => {
  const { names } = canvas;
  switch (block.type) {
    case 'header':
      return <h3>{block.text.text}</h3>;
    case 'divider':
      return <hr />;
    case 'section':
      return <Section block={block} canvas={canvas} />;
    case 'context':
      return (
        <p class="small">
          {block.elements.map((element) =>
            element.type === 'image' ? (
              <img src={element.image_url} alt={element.alt_text} height={20} />
            ) : (
              <span>
                <Text text={element} names={names} />{' '}
              </span>
            ),
          )}
        </p>
      );
    case 'actions':
      return <Actions block={block} canvas={canvas} />;
    case 'input':
      return <Field block={block} canvas={canvas} />;
    case 'image':
      return (
        <figure>
          <img src={block.image_url} alt={block.alt_text} />
          {block.title && <figcaption>{block.title.text}</figcaption>}
        </figure>
      );
    case 'markdown':
      return (
        <p>
          <Mrkdwn text={block.text} names={names} />
        </p>
      );
    case 'rich_text':
      return <RichText block={block} names={names} />;
    case 'table':
      return <Table block={block} canvas={canvas} />;
  }
};

const Section = ({ block, canvas }: BlockProps<'section'>) => {
  const { text, fields = [], accessory } = block;
  return (
    <div class="section">
      <div>
        {text && (
          <p>
            <Text text={text} names={canvas.names} />
          </p>
        )}
        {fields.length > 0 && (
          <div class="fields">
            {fields.map((field) => (
              <p>
                <Text text={field} names={canvas.names} />
              </p>
            ))}
          </div>
        )}
      </div>
      {accessory?.type === 'image' && (
        <img src={accessory.image_url} alt={accessory.alt_text} width={72} />
      )}
      {accessory && accessory.type !== 'image' && (
        <Elements blockId={block.block_id} elements={[accessory]} canvas={canvas} />
      )}
    </div>
  );
};

const Actions = ({ block, canvas }: BlockProps<'actions'>) => (
  <Elements blockId={block.block_id} elements={block.elements} canvas={canvas} />
);

const Table = ({ block, canvas }: BlockProps<'table'>) => (
  <section class="wide" aria-label="Tableau">
    <table>
      {block.rows.map((row) => (
        <tr>
          {row.map((cell) => (
            <td>
              {cell.type === 'rich_text' ? (
                <RichText block={cell} names={canvas.names} />
              ) : (
                cell.text
              )}
            </td>
          ))}
        </tr>
      ))}
    </table>
  </section>
);
