import type { College } from '../../../domain/colleges/college.ts';
import type { Damage, DamageReport } from '../../../domain/damages/damage.ts';
import { printLockers, sharedLockers } from '../../../domain/damages/locker-ranges.ts';
import type { Answers } from '../../../domain/declarations/declaration.ts';
import type { FieldErrors } from '../../../words/form.ts';
import { damageForm } from '../../../words/forms/damage-form.ts';
import { alreadyReported, damageSite } from '../../../words/pages/damage.ts';
import { declarationPage } from '../../../words/pages/declaration.ts';
import { DamageLine } from '../college/college-damages.tsx';
import { FormFields } from '../forms/form-fields.tsx';

interface DamageFormProps {
  readonly college: College;
  readonly answers: Answers;
  readonly errors: FieldErrors;
  readonly opening: string;
  /** Open reports of the same lockers: they have been seen once this form is sent again. */
  readonly overlap?: Overlap | undefined;
}

interface Overlap {
  readonly report: DamageReport;
  readonly damages: readonly Damage[];
}

const formId = 'signalement';

export function DamageForm({ college, answers, errors, opening, overlap }: DamageFormProps) {
  return (
    <>
      {overlap && <AlreadyReported {...overlap} />}
      <p class="lead">
        <strong>{college.name}</strong>, {college.commune}
      </p>
      <p>{declarationPage.required}</p>
      <form id={formId} method="post" action={`/colleges/${college.uai}/degats/nouveau`} novalidate>
        <input type="hidden" name="opening" value={opening} />
        <FormFields form={damageForm} answers={answers} errors={errors} />
        <div class="actions">
          {overlap ? (
            <Despite />
          ) : (
            <button class="button" type="submit">
              {damageSite.send}
            </button>
          )}
          <p class="hint">{damageSite.sendHint}</p>
        </div>
      </form>
    </>
  );
}

function Despite() {
  return (
    <button class="secondary" type="submit" form={formId} name="overlap" value="seen">
      {alreadyReported.despite}
    </button>
  );
}

function AlreadyReported({ report, damages }: Overlap) {
  return (
    <div class="errors" role="alert" tabindex={-1} autofocus>
      <p>{alreadyReported.text(damages.length)}</p>
      <ul class="damages">
        {damages.map((damage) => (
          <li>
            <DamageLine damage={damage} />
            <SharedLockers report={report} damage={damage} />
          </li>
        ))}
      </ul>
      <p>{alreadyReported.same}</p>
      <p>{alreadyReported.other}</p>
      <Despite />
    </div>
  );
}

function SharedLockers({ report, damage }: { report: DamageReport; damage: Damage }) {
  const shared = sharedLockers(report.lockers, damage.lockers);
  if (shared.length === 0) return null;
  return (
    <>
      <br />
      {alreadyReported.shared(printLockers(shared))}
    </>
  );
}
