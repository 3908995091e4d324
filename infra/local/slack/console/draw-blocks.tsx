import type { Child } from 'hono/jsx';
import type { NamedBlock } from '../name-blocks.ts';
import type { Canvas } from './canvas.ts';
import { Elements } from './draw-elements.tsx';
import { Field } from './draw-field.tsx';
import { RichText } from './draw-rich-text.tsx';
import { Marked, Text } from './draw-text.tsx';

export const Blocks = ({
  blocks,
  canvas,
}: {
  readonly blocks: readonly NamedBlock[];
  readonly canvas: Canvas;
}) => (
  <>
    {blocks.map((block) => (
      <Drawn block={block} canvas={canvas} />
    ))}
  </>
);

interface DrawnProps<Kind extends NamedBlock['type'] = NamedBlock['type']> {
  readonly block: Extract<NamedBlock, { type: Kind }>;
  readonly canvas: Canvas;
}

const Drawn = ({ block, canvas }: DrawnProps): Child => {
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
          <Marked text={block.text} names={names} />
        </p>
      );
    case 'rich_text':
      return <RichText block={block} names={names} />;
    case 'table':
      return <Table block={block} canvas={canvas} />;
  }
};

const Section = ({ block, canvas }: DrawnProps<'section'>) => {
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

const Actions = ({ block, canvas }: DrawnProps<'actions'>) => (
  <Elements blockId={block.block_id} elements={block.elements} canvas={canvas} />
);

const Table = ({ block, canvas }: DrawnProps<'table'>) => (
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
