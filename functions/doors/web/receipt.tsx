import type { College } from '../../domain/college.ts';
import { type Declaration, referenceOf } from '../../domain/declaration.ts';
import type { Needs } from '../../domain/needs.ts';
import { answerInWords, fieldNames, fieldOf } from '../../words/form.ts';
import { declarationForm } from '../../words/forms/declaration-form.ts';
import { collegePage } from '../../words/pages/college.ts';
import { declarationPage, receipt as words } from '../../words/pages/declaration.ts';
import { Journal } from './journal.tsx';

interface ReceiptProps {
  readonly declaration: Declaration;
  readonly college: College;
  /** Whether the campaign is, so that it may still be corrected. */
  readonly open: boolean;
  readonly timeZone: string;
}

export function receiptTitle({ filing }: Declaration): string {
  if (!filing) return words.draft;
  return filing.kind === 'needs' ? words.filed : words.filedNothing;
}

/** What a collège declared, with the reference to keep: on screen and on paper. */
export function Receipt({ declaration, college, open, timeZone }: ReceiptProps) {
  const { filing, journal } = declaration;
  const reference = referenceOf(declaration);
  return (
    <>
      {filing && <p class="lead">{words.thanks}</p>}
      <p class="reference">
        <span class="quiet">{words.reference}</span> <strong>{reference}</strong>
        <span class="quiet">{words.keep}</span>
      </p>
      <p>
        {college.name}, {college.commune}
      </p>
      {filing?.kind === 'nothing-needed' && <p>{words.nothing}</p>}
      {filing?.kind === 'needs' && <NeedsAnswers needs={filing.needs} />}
      <section>
        <h2>{words.history}</h2>
        <Journal entries={journal} timeZone={timeZone} />
      </section>
      <p class="links screen-only">
        <a href={`/colleges/${college.uai}`}>{words.back}</a>
        {open && <a href={`/declarations/${reference}/formulaire`}>{changeLabel(declaration)}</a>}
      </p>
    </>
  );
}

function changeLabel({ filing, draft }: Declaration): string {
  if (draft) return collegePage.resume;
  return filing?.kind === 'needs' ? collegePage.correct : words.changeMind;
}

function NeedsAnswers({ needs }: { needs: Needs }) {
  const values: Readonly<Record<string, unknown>> = { ...needs };
  return (
    <section>
      <h2>{words.answers}</h2>
      <dl class="answers">
        {fieldNames(declarationForm).map((name) => {
          const field = fieldOf(declarationForm, name);
          return (
            <div>
              <dt>{field.label}</dt>
              <dd>{answerInWords(field, values[name]) ?? declarationPage.none}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
