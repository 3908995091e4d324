import { declarationPage as texts } from '../../../content/declarations/texts.ts';
import { dayInputText } from '../../../content/format.ts';
import {
  type Control,
  type Field,
  type FieldErrors,
  type Form,
  fieldOf,
} from '../../../content/model/form.ts';
import type { FormInput } from '../../../domain/act.ts';

interface FormFieldsProps {
  readonly form: Form;
  readonly answers: FormInput;
  readonly errors: FieldErrors;
}

/** All steps of a form on one page, with the answers and their errors. */
export function FormFields({ form, answers, errors }: FormFieldsProps) {
  return (
    <>
      {form.steps.map(({ title, intro, fields }) => (
        <section class="step">
          <h2>{title}</h2>
          {intro && <p>{intro}</p>}
          <Questions form={form} names={fields} answers={answers} errors={errors} />
        </section>
      ))}
    </>
  );
}

/** Some questions of a form. */
export function Questions({
  form,
  names,
  answers,
  errors,
}: FormFieldsProps & { readonly names: readonly string[] }) {
  return (
    <>
      {names.map((name) => (
        <Question
          name={name}
          field={fieldOf(form, name)}
          answer={answers[name]}
          error={errors[name]}
        />
      ))}
    </>
  );
}

interface QuestionProps {
  readonly name: string;
  readonly field: Field;
  readonly answer: FormInput[string] | undefined;
  readonly error: string | undefined;
}

function Question(props: QuestionProps) {
  const { kind } = props.field.control;
  const grouped = kind === 'one-of' || kind === 'several-of';
  return grouped ? <OptionsQuestion {...props} /> : <InputQuestion {...props} />;
}

function InputQuestion({ name, field, answer, error }: QuestionProps) {
  const written = Array.isArray(answer) ? answer.join(', ') : String(answer ?? '');
  const isStoredDay = field.control.kind === 'day' && /^\d{4}-\d\d-\d\d$/.test(written);
  const input = isStoredDay ? dayInputText(written) : written;
  return (
    <div class={error ? 'question wrong' : 'question'}>
      <label for={name}>
        {field.label} {field.required && <Required />}
      </label>
      <Hint name={name} hint={field.hint} />
      <ErrorLine name={name} error={error} />
      <Input name={name} field={field} input={input} error={error} />
    </div>
  );
}

function Input({ name, field, input, error }: Omit<QuestionProps, 'answer'> & { input: string }) {
  // No `maxlength`, which cuts a pasted text silently. A too long answer is refused when it is sent, and shown again.
  const shared = {
    id: name,
    name,
    'aria-describedby': describedBy(name, field, error),
    'aria-invalid': error ? ('true' as const) : undefined,
    'aria-required': field.required ? ('true' as const) : undefined,
  };
  const { kind } = field.control;
  if (kind === 'text' || kind === 'lockers') {
    return (
      <textarea {...shared} rows={kind === 'text' ? 4 : 2}>
        {input}
      </textarea>
    );
  }
  return <input {...shared} {...inputKind(field.control)} value={input} />;
}

/** The attributes that give the right keyboard. `type=number` is avoided, because it discards what it cannot parse. */
function inputKind(control: Control) {
  switch (control.kind) {
    case 'number':
      return { type: 'text', inputmode: 'numeric' as const, autocomplete: 'off', class: 'short' };
    case 'mail':
      return {
        type: 'text',
        inputmode: 'email' as const,
        autocomplete: 'email',
        spellcheck: false,
      };
    case 'phone':
      return { type: 'tel', autocomplete: 'tel', class: 'medium' };
    case 'day':
      return { type: 'text', autocomplete: 'off', class: 'medium' };
    case 'line':
      return { type: 'text', autocomplete: control.autocomplete ?? 'off' };
    case 'text':
    case 'lockers':
    case 'one-of':
    case 'several-of':
      return {};
  }
}

function OptionsQuestion({ name, field, answer, error }: QuestionProps) {
  const { control } = field;
  if (control.kind !== 'one-of' && control.kind !== 'several-of') return null;
  const chosen = Array.isArray(answer) ? answer : [answer];
  const type = control.kind === 'one-of' ? 'radio' : 'checkbox';
  return (
    <fieldset
      class={error ? 'question wrong' : 'question'}
      aria-describedby={describedBy(name, field, error)}
    >
      <legend>
        {field.label} {field.required && <Required />}
      </legend>
      <Hint name={name} hint={field.hint} />
      <ErrorLine name={name} error={error} />
      {control.options.map(({ value, label }, index) => (
        <label class="option">
          <input
            type={type}
            // The error summary links to the first option.
            id={index === 0 ? name : undefined}
            name={name}
            value={value}
            checked={chosen.includes(value)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Required() {
  return <span class="required">{texts.requiredMark}</span>;
}

function Hint({ name, hint }: { name: string; hint: string | undefined }) {
  return hint ? (
    <p class="hint" id={`${name}-aide`}>
      {hint}
    </p>
  ) : null;
}

function ErrorLine({ name, error }: { name: string; error: string | undefined }) {
  return error ? (
    <p class="error" id={`${name}-erreur`}>
      {error}
    </p>
  ) : null;
}

function describedBy(name: string, field: Field, error: string | undefined): string | undefined {
  const ids = [field.hint && `${name}-aide`, error && `${name}-erreur`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}
