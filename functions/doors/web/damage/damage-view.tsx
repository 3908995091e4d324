import type { Child } from 'hono/jsx';
import type { College } from '../../../domain/colleges/college.ts';
import { type Damage, type DamageEntry, isOpen } from '../../../domain/damages/damage.ts';
import { damageReference } from '../../../domain/damages/damage-reference.ts';
import type { ShownPhoto } from '../../../use-cases/photos/show-photos.ts';
import { instant } from '../../../words/dates.ts';
import { answerInWords, fieldNames, fieldOf } from '../../../words/form.ts';
import { damageForm } from '../../../words/forms/damage-form.ts';
import {
  damageJournalLine,
  damageSite,
  damageStateText,
  damagePage as words,
} from '../../../words/pages/damage.ts';
import { damagesPage } from '../../../words/pages/damages.ts';
import { acknowledgment } from '../../../words/pages/declaration.ts';
import { damagePhotos, photosPage } from '../../../words/pages/photos.ts';
import { refusals } from '../../../words/pages/refusals.ts';
import { PhotoList } from '../photos/photo-list.tsx';

interface DamageViewProps {
  readonly damage: Damage;
  readonly college: College;
  readonly photos: readonly ShownPhoto[];
  /** Read by the collège, and not by the service Éducation. */
  readonly mine: boolean;
  readonly timeZone: string;
  /** What whoever reads it may answer. */
  readonly children?: Child;
}

/** What was reported, and what has become of it. */
export function DamageView(props: DamageViewProps) {
  const { damage, college, photos, mine, timeZone, children } = props;
  const reference = damageReference(damage);
  const { journal, dangerous, made } = damage;
  return (
    <>
      {mine && journal.length === 1 && <p class="lead">{words.thanks}</p>}
      <p class="reference">
        <span class="quiet">{acknowledgment.reference}</span> <strong>{reference}</strong>
        {mine && <span class="quiet">{damageSite.keep}</span>}
      </p>
      <p>
        {college.name}, {college.commune}
      </p>
      <p>
        <strong>{damageStateText(damage)}</strong>
      </p>
      {dangerous && isOpen(damage) && <p class="callout">{words.dangerousAdvice}</p>}
      {made === 'made-in-47' && <p class="callout">{words.afterSales}</p>}
      <ReportAnswers damage={damage} title={mine ? words.answers : words.told} />
      {(photos.length > 0 || mine) && <PhotoList photos={photos} of={damagePhotos(reference)} />}
      {mine && (
        <p class="links screen-only">
          <a class="button secondary" href={`/degats/${reference}/photos`}>
            {photosPage.add}
          </a>
        </p>
      )}
      <section>
        <h2>{words.history}</h2>
        <DamageJournal entries={journal} timeZone={timeZone} />
      </section>
      {children}
      <p class="links screen-only">
        {!mine && <a href="/education/signalements">{damagesPage.back}</a>}
        <a href={`/colleges/${college.uai}`}>{damageSite.back}</a>
      </p>
    </>
  );
}

function ReportAnswers({ damage, title }: { damage: Damage; title: string }) {
  const values: Readonly<Record<string, unknown>> = { ...damage };
  const given = fieldNames(damageForm).flatMap((name) => {
    const field = fieldOf(damageForm, name);
    const told = answerInWords(field, values[name]);
    return told ? [{ label: field.label, told }] : [];
  });
  return (
    <section>
      <h2>{title}</h2>
      <dl class="answers">
        {given.map(({ label, told }) => (
          <div>
            <dt>{label}</dt>
            <dd>{told}</dd>
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

interface DamageMeanwhileProps {
  readonly damage: Damage;
  /** The version they had before their eyes. */
  readonly seenVersion: number;
  readonly text: string;
  readonly timeZone: string;
}

/** What somebody else wrote of it while they were writing. */
export function DamageMeanwhile({ damage, seenVersion, text, timeZone }: DamageMeanwhileProps) {
  const since = damage.journal.filter(({ version }) => version > seenVersion);
  return (
    <div class="errors" role="alert">
      <p>{text}</p>
      {since.length > 0 && (
        <>
          <h2>{refusals.stale.meanwhile}</h2>
          <DamageJournal entries={since} timeZone={timeZone} />
        </>
      )}
    </div>
  );
}
