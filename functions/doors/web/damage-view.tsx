import type { College } from '../../domain/college.ts';
import { type Damage, type DamageEntry, isOpen } from '../../domain/damage.ts';
import { damageReference } from '../../domain/damage-reference.ts';
import type { Answers } from '../../domain/declaration.ts';
import { instant } from '../../words/dates.ts';
import { answerInWords, type FieldErrors, fieldNames, fieldOf } from '../../words/form.ts';
import { damageForm } from '../../words/forms/damage-form.ts';
import { followUpForm } from '../../words/forms/follow-up-form.ts';
import {
  damageJournalLine,
  damageRefusals,
  damageStateText,
  damagePage as words,
} from '../../words/pages/damage.ts';
import { receipt } from '../../words/pages/declaration.ts';
import { refusals } from '../../words/pages/refusals.ts';
import { FormFields } from './form-fields.tsx';

interface DamageViewProps {
  readonly damage: Damage;
  readonly college: College;
  readonly followUp: FollowUpProps;
  readonly timeZone: string;
}

interface FollowUpProps {
  readonly answers: Answers;
  readonly errors: FieldErrors;
  readonly opening: string;
  /** The version they had before their eyes while somebody else wrote. */
  readonly seenVersion?: number | undefined;
}

/** What was reported, what has become of it, and the question whether it is repaired. */
export function DamageView({ damage, college, followUp, timeZone }: DamageViewProps) {
  const { journal, dangerous, made } = damage;
  const { seenVersion } = followUp;
  const meanwhile =
    seenVersion === undefined ? [] : journal.filter(({ version }) => version > seenVersion);
  return (
    <>
      {seenVersion !== undefined && <Meanwhile entries={meanwhile} timeZone={timeZone} />}
      {journal.length === 1 && <p class="lead">{words.thanks}</p>}
      <p class="reference">
        <span class="quiet">{receipt.reference}</span> <strong>{damageReference(damage)}</strong>
        <span class="quiet">{words.keep}</span>
      </p>
      <p>
        {college.name}, {college.commune}
      </p>
      <p>
        <strong>{damageStateText(damage)}</strong>
      </p>
      {dangerous && isOpen(damage) && <p class="callout">{words.dangerousAdvice}</p>}
      {made === 'made-in-47' && <p class="callout">{words.afterSales}</p>}
      <ReportAnswers damage={damage} />
      <section>
        <h2>{words.history}</h2>
        <DamageJournal entries={journal} timeZone={timeZone} />
      </section>
      <FollowUpForm {...followUp} damage={damage} />
      <p class="links screen-only">
        <a href={`/colleges/${college.uai}`}>{words.back}</a>
      </p>
    </>
  );
}

function ReportAnswers({ damage }: { damage: Damage }) {
  const values: Readonly<Record<string, unknown>> = { ...damage };
  const given = fieldNames(damageForm).flatMap((name) => {
    const field = fieldOf(damageForm, name);
    const told = answerInWords(field, values[name]);
    return told ? [{ label: field.label, told }] : [];
  });
  return (
    <section>
      <h2>{words.answers}</h2>
      <dl class="answers">
        {given.map(({ label, told }) => (
          <div>
            <dt>{label}</dt>
            <dd>{told}</dd>
          </div>
        ))}
        <div>
          <dt>{words.count}</dt>
          <dd>{damage.lockersCount}</dd>
        </div>
      </dl>
    </section>
  );
}

interface DamageJournalProps {
  readonly entries: readonly DamageEntry[];
  readonly timeZone: string;
}

function DamageJournal({ entries, timeZone }: DamageJournalProps) {
  return (
    <ol class="journal">
      {entries.map((entry) => (
        <li>
          {damageJournalLine(instant(entry.at, timeZone), entry)}
          {entry.note && <blockquote>{entry.note}</blockquote>}
        </li>
      ))}
    </ol>
  );
}

function Meanwhile({ entries, timeZone }: DamageJournalProps) {
  return (
    <div class="errors" role="alert">
      <p>{damageRefusals.stale.text}</p>
      {entries.length > 0 && (
        <>
          <h2>{refusals.stale.meanwhile}</h2>
          <DamageJournal entries={entries} timeZone={timeZone} />
        </>
      )}
    </div>
  );
}

function FollowUpForm({ damage, answers, errors, opening }: FollowUpProps & { damage: Damage }) {
  return (
    <form
      class="screen-only"
      method="post"
      action={`/degats/${damageReference(damage)}`}
      novalidate
    >
      <input type="hidden" name="opening" value={opening} />
      <input type="hidden" name="version" value={damage.version} />
      <FormFields form={followUpForm} answers={answers} errors={errors} />
      <div class="actions">
        <button class={isOpen(damage) ? 'secondary' : 'button'} type="submit">
          {words.answer}
        </button>
      </div>
    </form>
  );
}
