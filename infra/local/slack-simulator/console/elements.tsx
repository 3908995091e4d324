import type { ActionsElement } from '../block-kit/elements.ts';
import { buttonName, fieldName } from './fields.ts';
import { Input } from './inputs.tsx';
import type { Canvas } from './props.tsx';
import { Text } from './text.tsx';

interface ElementsProps {
  readonly blockId: string;
  readonly elements: readonly ActionsElement[];
  readonly canvas: Canvas;
}

/** The interactive elements of a message, a Home or a modal. */
export const Elements = ({ blockId, elements, canvas }: ElementsProps) => {
  const items = elements.map((element) =>
    element.type === 'button' ? (
      <Button element={element} name={buttonName(blockId, element.action_id)} />
    ) : (
      <Chooser element={element} blockId={blockId} canvas={canvas} />
    ),
  );
  const row = <div class="row">{items}</div>;
  return canvas.inForm ? row : canvas.form(row);
};

type ButtonElement = Extract<ActionsElement, { type: 'button' }>;

const Button = ({ element, name }: { readonly element: ButtonElement; readonly name: string }) => {
  const { style, confirm } = element;
  const button = (label: string) => (
    <button
      type="submit"
      name="do"
      value={name}
      class={style}
      formnovalidate
      aria-label={element.accessibility_label}
    >
      {label}
    </button>
  );
  if (!confirm) return button(element.text.text);
  return (
    <details class="confirm">
      <summary>{element.text.text}</summary>
      {confirm.title && <strong>{confirm.title.text}</strong>}
      <p>
        <Text text={confirm.text} names={new Map()} />
      </p>
      {button(confirm.confirm?.text ?? 'Oui')}
    </details>
  );
};

type ChooserElement = Exclude<ActionsElement, { type: 'button' }>;

/** Slack sends an action as soon as an option is chosen; without scripts, a page needs a button. */
const Chooser = ({
  element,
  blockId,
  canvas,
}: {
  readonly element: ChooserElement;
  readonly blockId: string;
  readonly canvas: Canvas;
}) => {
  const choose = (
    <button type="submit" name="do" value={buttonName(blockId, element.action_id)} formnovalidate>
      Choisir
    </button>
  );
  if (element.type === 'overflow') {
    return (
      <>
        {element.options.map((option) => (
          <button
            type="submit"
            name="do"
            value={buttonName(blockId, element.action_id, option.value)}
            formnovalidate
          >
            {option.text.text}
          </button>
        ))}
      </>
    );
  }
  return (
    <div class="chooser">
      <Input
        element={element}
        name={fieldName(blockId, element.action_id)}
        state={canvas.values[blockId]?.[element.action_id ?? '']}
        required={false}
        members={canvas.workspace.members}
        channels={canvas.workspace.channels}
        describedBy={undefined}
      />
      {choose}
    </div>
  );
};
