import type { Child } from 'hono/jsx';
import { damageForm, damageStatusFormFor, followUpForm } from '../../../content/damages/forms.ts';
import { damagePhotos, photosPage } from '../../../content/damages/photos.ts';
import {
  damageJournalLine,
  damageSite,
  damageStateText,
  damagesPage,
  damagePage as texts,
} from '../../../content/damages/texts.ts';
import { acknowledgment } from '../../../content/declarations/texts.ts';
import { instant } from '../../../content/format.ts';
import {
  answerInWords,
  type FieldErrors,
  fieldNames,
  fieldOf,
} from '../../../content/model/form.ts';
import { refusals } from '../../../content/site.ts';
import type { FormInput } from '../../../domain/act.ts';
import type { College } from '../../../domain/colleges/college.ts';
import {
  type Damage,
  type DamageEntry,
  isAfterSales,
  isOpen,
} from '../../../domain/damages/damage.ts';
import { journalVersion } from '../../../domain/journal.ts';
import { damageReference } from '../../../domain/reference.ts';
import type { ShownPhoto } from '../../../use-cases/photos.ts';
import { FormFields, Questions } from '../shared/form-fields.tsx';
import { PhotoList } from '../shared/photos.tsx';

interface DamageViewProps {
  readonly damage: Damage;
  readonly college: College;
  readonly photos: readonly ShownPhoto[];
  /** The reader is a member of the collège; otherwise of the service Éducation. */
  readonly isMember: boolean;
  readonly timeZone: string;
  /** The forms that the reader may use. */
  readonly children?: Child;
}

/** What was reported, and what was done since. */
export function DamageView(props: DamageViewProps) {
  const { damage, college, photos, isMember, timeZone, children } = props;
  const reference = damageReference(damage);
  const { journal, dangerous } = damage;
  return (
    <>
      {isMember && journal.length === 1 && <p class="lead">{texts.thanks}</p>}
      <p class="reference">
        <span class="quiet">{acknowledgment.reference}</span> <strong>{reference}</strong>
        {isMember && <span class="quiet">{damageSite.keep}</span>}
      </p>
      <p>
        {college.name}, {college.commune}
      </p>
      <p>
        <strong>{damageStateText(damage)}</strong>
      </p>
      {dangerous && isOpen(damage) && <p class="callout">{texts.dangerousAdvice}</p>}
      {isAfterSales(damage) && <p class="callout">{texts.afterSales}</p>}
      <ReportAnswers damage={damage} title={isMember ? texts.answers : texts.collegeReport} />
      {(photos.length > 0 || isMember) && (
        <PhotoList photos={photos} of={damagePhotos(reference)} />
      )}
      {isMember && (
        <p class="links screen-only">
          <a class="button secondary" href={`/degats/${reference}/photos`}>
            {photosPage.add}
          </a>
        </p>
      )}
      <section>
        <h2>{texts.history}</h2>
        <DamageJournal entries={journal} timeZone={timeZone} />
      </section>
      {children}
      <p class="links screen-only">
        {!isMember && <a href="/education/signalements">{damagesPage.back}</a>}
        <a href={`/colleges/${college.uai}`}>{damageSite.back}</a>
      </p>
    </>
  );
}

function ReportAnswers({ damage, title }: { damage: Damage; title: string }) {
  const values: Readonly<Record<string, unknown>> = { ...damage };
  const given = fieldNames(damageForm).flatMap((name) => {
    const field = fieldOf(damageForm, name);
    const answer = answerInWords(field, values[name]);
    return answer ? [{ label: field.label, answer }] : [];
  });
  return (
    <section>
      <h2>{title}</h2>
      <dl class="answers">
        {given.map(({ label, answer }) => (
          <div>
            <dt>{label}</dt>
            <dd>{answer}</dd>
          </div>
        ))}
        <div>
          <dt>{damageSite.count}</dt>
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

interface DamageConflictProps {
  readonly damage: Damage;
  /** The version that the author saw. */
  readonly expectedVersion: number;
  readonly text: string;
  readonly timeZone: string;
}

/** After a conflict, the lines of the journal that the author had not seen. */
export function DamageConflict({ damage, expectedVersion, text, timeZone }: DamageConflictProps) {
  const unseen = damage.journal.filter(({ version }) => version > expectedVersion);
  return (
    <div class="errors" role="alert">
      <p>{text}</p>
      {unseen.length > 0 && (
        <>
          <h2>{refusals.conflict.conflict}</h2>
          <DamageJournal entries={unseen} timeZone={timeZone} />
        </>
      )}
    </div>
  );
}

export interface AnswerFormProps {
  readonly damage: Damage;
  readonly answers: FormInput;
  readonly errors: FieldErrors;
  readonly idempotencyKey: string;
}

/** Asks the collège whether the damage is repaired. */
export function FollowUpForm({ damage, answers, errors, idempotencyKey }: AnswerFormProps) {
  return (
    <form
      class="screen-only"
      method="post"
      action={`/degats/${damageReference(damage)}`}
      novalidate
    >
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <input type="hidden" name="version" value={journalVersion(damage)} />
      <FormFields form={followUpForm} answers={answers} errors={errors} />
      <div class="actions">
        <button class={isOpen(damage) ? 'secondary' : 'button'} type="submit">
          {damageSite.answer}
        </button>
      </div>
    </form>
  );
}

/** Asks the service Éducation what it does about the damage. */
export function DamageStatusForm({ damage, answers, errors, idempotencyKey }: AnswerFormProps) {
  const form = damageStatusFormFor(damage.state);
  return (
    <section class="card screen-only">
      <h2>{damageSite.statusUpdate}</h2>
      <form method="post" action={`/degats/${damageReference(damage)}/suite`} novalidate>
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <input type="hidden" name="version" value={journalVersion(damage)} />
        <Questions form={form} names={fieldNames(form)} answers={answers} errors={errors} />
        <button type="submit">{damageSite.updateStatus}</button>
      </form>
    </section>
  );
}
