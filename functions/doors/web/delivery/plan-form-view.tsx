import type { College } from '../../../domain/colleges/college.ts';
import type { Answers } from '../../../domain/declarations/declaration.ts';
import type { PlanWarning } from '../../../domain/deliveries/plan-warnings.ts';
import type { FieldErrors } from '../../../words/form.ts';
import { planForm } from '../../../words/forms/plan-form.ts';
import { warningText, planPage as words } from '../../../words/pages/deliveries.ts';
import { FormFields } from '../forms/form-fields.tsx';

interface PlanFormProps {
  readonly college: College;
  readonly action: string;
  readonly answers: Answers;
  readonly errors: FieldErrors;
  readonly opening: string;
  readonly send: string;
  /** Of the delivery that is planned again. */
  readonly version?: number;
  /** They have been read once this form is sent again. */
  readonly warnings: readonly PlanWarning[];
}

const formId = 'prevision';

export function PlanFormView(props: PlanFormProps) {
  const { college, action, answers, errors, opening, send, version, warnings } = props;
  return (
    <>
      {warnings.length > 0 && <Warnings warnings={warnings} />}
      <p class="lead">
        <strong>{college.name}</strong>, {college.commune}
      </p>
      <form id={formId} method="post" action={action} novalidate>
        <input type="hidden" name="opening" value={opening} />
        {version !== undefined && <input type="hidden" name="version" value={version} />}
        <FormFields form={planForm} answers={answers} errors={errors} />
        <div class="actions">
          <button class="button" type="submit">
            {send}
          </button>
        </div>
      </form>
    </>
  );
}

function Warnings({ warnings }: { warnings: readonly PlanWarning[] }) {
  return (
    <div class="errors" role="alert" tabindex={-1} autofocus>
      <p>{words.warnedText}</p>
      <ul>
        {warnings.map((warning) => (
          <li>{warningText(warning)}</li>
        ))}
      </ul>
      <button class="secondary" type="submit" form={formId} name="warnings" value="seen">
        {words.despite}
      </button>
    </div>
  );
}
