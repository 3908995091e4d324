import type { NamedBlock } from '../block-kit/checked.ts';
import type { InputElement } from '../block-kit/elements.ts';
import type { StateValue } from '../views.ts';
import { fieldName, inputIn, optionsOf, selectedIn } from './fields.ts';
import type { Canvas } from './props.tsx';
import { Text } from './text.tsx';

interface InputProps {
  readonly element: InputElement;
  /** The name of the field in the form. */
  readonly name: string;
  readonly state: StateValue | undefined;
  readonly required: boolean;
  readonly members: readonly { readonly id: string; readonly name: string }[];
  readonly channels: readonly { readonly id: string; readonly name: string }[];
  readonly describedBy: string | undefined;
}

/** The HTML control of an input element. Radio buttons and checkboxes are labelled by the fieldset around them. */
export const Input = (props: InputProps) => {
  const { element, name, state, required, describedBy } = props;
  const common = { id: name, name, required, 'aria-describedby': describedBy };
  const value = inputIn(element, state);
  switch (element.type) {
    case 'plain_text_input': {
      const bounds = {
        minlength: element.min_length,
        maxlength: element.max_length,
        placeholder: element.placeholder?.text,
      };
      return element.multiline ? (
        <textarea {...common} {...bounds} rows={4}>
          {value}
        </textarea>
      ) : (
        <input {...common} {...bounds} type="text" value={value} autocomplete="off" />
      );
    }
    case 'number_input':
      return (
        <input
          {...common}
          type="number"
          value={value}
          min={element.min_value}
          max={element.max_value}
          step={element.is_decimal_allowed ? 'any' : '1'}
        />
      );
    case 'email_text_input':
      return <input {...common} type="email" value={value} autocomplete="off" />;
    case 'url_text_input':
      return <input {...common} type="url" value={value} autocomplete="off" />;
    case 'datepicker':
      return <input {...common} type="date" value={value} />;
    case 'timepicker':
      return <input {...common} type="time" value={value} />;
    case 'file_input':
      return (
        <input
          {...common}
          type="file"
          multiple={element.max_files !== 1}
          accept={element.filetypes?.map((type) => `.${type}`).join(',')}
        />
      );
    case 'users_select':
    case 'multi_users_select':
      return <Menu {...props} common={common} choices={props.members} />;
    case 'channels_select':
      return <Menu {...props} common={common} choices={props.channels} />;
    case 'static_select':
      return <StaticMenu {...props} element={element} common={common} />;
    case 'radio_buttons':
      return <Choices {...props} kind="radio" />;
    case 'checkboxes':
    case 'multi_static_select':
      return <Choices {...props} kind="checkbox" />;
  }
};

interface MenuProps extends InputProps {
  readonly common: Readonly<Record<string, unknown>>;
}

const Menu = ({
  common,
  choices,
  element,
  state,
}: MenuProps & { readonly choices: InputProps['members'] }) => {
  const selected = selectedIn(element, state);
  return (
    <select {...common} multiple={element.type.startsWith('multi_')}>
      {!element.type.startsWith('multi_') && <option value="">Choisir…</option>}
      {choices.map(({ id, name }) => (
        <option value={id} selected={selected.includes(id)}>
          {name}
        </option>
      ))}
    </select>
  );
};

const StaticMenu = ({
  common,
  element,
  state,
}: MenuProps & { readonly element: Extract<InputElement, { type: 'static_select' }> }) => {
  const selected = selectedIn(element, state);
  const renderOption = (option: {
    readonly text: { readonly text: string };
    readonly value: string;
  }) => (
    <option value={option.value} selected={selected.includes(option.value)}>
      {option.text.text}
    </option>
  );
  return (
    <select {...common}>
      <option value="">{element.placeholder?.text ?? 'Choisir…'}</option>
      {element.options?.map(renderOption)}
      {element.option_groups?.map((group) => (
        <optgroup label={group.label.text}>{group.options.map(renderOption)}</optgroup>
      ))}
    </select>
  );
};

const Choices = ({
  element,
  name,
  state,
  required,
  kind,
}: InputProps & { readonly kind: 'radio' | 'checkbox' }) => {
  const selected = selectedIn(element, state);
  return (
    <>
      {optionsOf(element).map((option) => (
        <label class="choice">
          <input
            type={kind}
            name={name}
            value={option.value}
            checked={selected.includes(option.value)}
            required={required && kind === 'radio'}
          />
          <span>
            <Text text={option.text} names={new Map()} />
            {option.description && <small> {option.description.text}</small>}
          </span>
        </label>
      ))}
    </>
  );
};

/** Several controls with one question need a fieldset instead of a label. */
export const isGroup = ({ type }: InputElement): boolean =>
  type === 'radio_buttons' || type === 'checkboxes' || type === 'multi_static_select';

interface FieldProps {
  readonly block: Extract<NamedBlock, { type: 'input' }>;
  readonly canvas: Canvas;
}

/** An input block: label, hint, error and control. */
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
  const content = (
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
      {content}
    </fieldset>
  ) : (
    <div class="field">
      <label for={name}>{title}</label>
      {content}
    </div>
  );
};
