import type { NamedBlock } from '../name-blocks.ts';
import type { Canvas } from './canvas.ts';
import { Input, isGroup } from './draw-input.tsx';
import { fieldName } from './field-names.ts';

interface FieldProps {
  readonly block: Extract<NamedBlock, { type: 'input' }>;
  readonly canvas: Canvas;
}

/** A question of a modal: its label, its hint, what is wrong, its field. */
export const Field = ({ block, canvas }: FieldProps) => {
  const { element, label, hint, optional, block_id } = block;
  const name = fieldName(block_id, element.action_id);
  const error = canvas.errors[block_id];
  const describedBy = [hint && 'hint', error && 'error'].flatMap((part) =>
    part ? [`${block_id}-${part}`] : [],
  );
  const title = (
    <>
      {label.text} {optional && <small>(facultatif)</small>}
    </>
  );
  const around = (
    <>
      {hint && (
        <small id={`${block_id}-hint`} class="block">
          {hint.text}
        </small>
      )}
      {error && (
        <strong id={`${block_id}-error`} class="error">
          {error}
        </strong>
      )}
      <Input
        element={element}
        name={name}
        state={canvas.values[block_id]?.[element.action_id ?? '']}
        required={optional !== true}
        members={canvas.workspace.members}
        channels={canvas.workspace.channels}
        describedBy={describedBy.join(' ') || undefined}
      />
    </>
  );
  return isGroup(element) ? (
    <fieldset class="field">
      <legend>{title}</legend>
      {around}
    </fieldset>
  ) : (
    <div class="field">
      <label for={name}>{title}</label>
      {around}
    </div>
  );
};
