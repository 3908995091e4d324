import type { College } from '../../../domain/colleges/college.ts';
import {
  type Answers,
  type Declaration,
  isWithdrawn,
  referenceOf,
} from '../../../domain/declarations/declaration.ts';
import type { Needs } from '../../../domain/declarations/needs.ts';
import type { FieldErrors } from '../../../words/form.ts';
import { correctionForm } from '../../../words/forms/correction-form.ts';
import { needsFacts } from '../../../words/needs-facts.ts';
import { collegePage } from '../../../words/pages/college.ts';
import { declarationPage, acknowledgment as words } from '../../../words/pages/declaration.ts';
import { education } from '../../../words/pages/education.ts';
import { withdrawal, withdrawalTitle } from '../../../words/pages/withdrawal.ts';
import { Questions } from '../forms/form-fields.tsx';
import { Journal } from './journal.tsx';

interface AskCorrectionProps {
  readonly declaration: Declaration;
  readonly answers: Answers;
  readonly errors: FieldErrors;
  readonly opening: string;
}

export function AskCorrection({ declaration, answers, errors, opening }: AskCorrectionProps) {
  return (
    <section class="card screen-only">
      <h2>{education.askCorrection}</h2>
      <form
        method="post"
        action={`/declarations/${referenceOf(declaration)}/correction`}
        novalidate
      >
        <input type="hidden" name="opening" value={opening} />
        <input type="hidden" name="version" value={declaration.version} />
        <Questions form={correctionForm} names={['correction']} answers={answers} errors={errors} />
        <button type="submit">{education.askButton}</button>
      </form>
    </section>
  );
}

interface AcknowledgmentProps {
  readonly declaration: Declaration;
  readonly college: College;
  /** Read by the collège, and not by the service Éducation. */
  readonly mine: boolean;
  /** Theirs, in a campaign that is open, and not decided. */
  readonly mayChange: boolean;
  readonly timeZone: string;
}

/** What a collège declared, with the reference to keep: on screen and on paper. */
export function Acknowledgment({
  declaration,
  college,
  mine,
  mayChange,
  timeZone,
}: AcknowledgmentProps) {
  const { filing, journal, correction } = declaration;
  const reference = referenceOf(declaration);
  return (
    <>
      {correction && <p class="callout">{declarationPage.correctionAsked(correction)}</p>}
      {mine && filing && !correction && <p class="lead">{words.thanks}</p>}
      {mine && isWithdrawn(declaration) && <p class="lead">{withdrawal.done}</p>}
      <p class="reference">
        <span class="quiet">{words.reference}</span> <strong>{reference}</strong>
        <span class="quiet">{words.keep}</span>
      </p>
      <p>
        {college.name}, {college.commune}
      </p>
      {filing?.kind === 'nothing-needed' && <p>{words.nothing}</p>}
      {filing?.kind === 'needs' && <NeedsAnswers needs={filing.needs} mine={mine} />}
      <section>
        <h2>{words.history}</h2>
        <Journal entries={journal} timeZone={timeZone} />
      </section>
      <p class="links screen-only">
        {filing && <a href={`/declarations/${reference}/accuse.pdf`}>{words.download}</a>}
        <a href={`/colleges/${college.uai}`}>{words.back}</a>
        {mayChange && (
          <a href={`/declarations/${reference}/formulaire`}>{changeLabel(declaration)}</a>
        )}
        {mayChange && filing && (
          <a class="button secondary" href={`/declarations/${reference}/retrait`}>
            {withdrawalTitle(filing)}
          </a>
        )}
      </p>
    </>
  );
}

function changeLabel({ filing, draft }: Declaration): string {
  if (draft) return collegePage.resume;
  if (!filing) return collegePage.declare;
  return filing.kind === 'needs' ? collegePage.correct : words.changeMind;
}

function NeedsAnswers({ needs, mine }: { needs: Needs; mine: boolean }) {
  return (
    <section>
      <h2>{mine ? words.answers : words.declared}</h2>
      <dl class="answers">
        {needsFacts(needs).map(({ label, value }) => (
          <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
