import { type Damage, isOpen } from '../../../domain/damages/damage.ts';
import { damageReference } from '../../../domain/damages/damage-reference.ts';
import type { Answers } from '../../../domain/declarations/declaration.ts';
import { toldVersion } from '../../../domain/journal.ts';
import { type FieldErrors, fieldNames } from '../../../words/form.ts';
import { followUpForm } from '../../../words/forms/follow-up-form.ts';
import { moveFormIn } from '../../../words/forms/move-form.ts';
import { damageSite } from '../../../words/pages/damage.ts';
import { FormFields, Questions } from '../forms/form-fields.tsx';

export interface AnswerFormProps {
  readonly damage: Damage;
  readonly answers: Answers;
  readonly errors: FieldErrors;
  readonly opening: string;
}

/** The collège: is it repaired? */
export function FollowUpForm({ damage, answers, errors, opening }: AnswerFormProps) {
  return (
    <form
      class="screen-only"
      method="post"
      action={`/degats/${damageReference(damage)}`}
      novalidate
    >
      <input type="hidden" name="opening" value={opening} />
      <input type="hidden" name="version" value={toldVersion(damage)} />
      <FormFields form={followUpForm} answers={answers} errors={errors} />
      <div class="actions">
        <button class={isOpen(damage) ? 'secondary' : 'button'} type="submit">
          {damageSite.answer}
        </button>
      </div>
    </form>
  );
}

/** The service Éducation: what is done about it. */
export function MoveForm({ damage, answers, errors, opening }: AnswerFormProps) {
  const form = moveFormIn(damage.state);
  return (
    <section class="card screen-only">
      <h2>{damageSite.move}</h2>
      <form method="post" action={`/degats/${damageReference(damage)}/suite`} novalidate>
        <input type="hidden" name="opening" value={opening} />
        <input type="hidden" name="version" value={toldVersion(damage)} />
        <Questions form={form} names={fieldNames(form)} answers={answers} errors={errors} />
        <button type="submit">{damageSite.moveButton}</button>
      </form>
    </section>
  );
}
