import { type FieldErrors, type Form, fieldOf } from '../../../words/form.ts';

export interface SummedError {
  readonly field: string;
  /** The question, because the message alone may not say which it is of. */
  readonly label?: string;
  readonly message: string;
}

/** The errors of a form, as the top of the page lists them. */
export function summed(form: Form, errors: FieldErrors): SummedError[] {
  return Object.entries(errors).map(([field, message]) => ({
    field,
    label: fieldOf(form, field).label,
    message,
  }));
}
