import type { Context, Hono } from 'hono';
import type { College } from '../../domain/college.ts';
import { type Declaration, referenceOf } from '../../domain/declaration.ts';
import type { Needs } from '../../domain/needs.ts';
import { isEducation, maySpeakFor } from '../../domain/person.ts';
import type { FieldErrors } from '../../words/form.ts';
import { answerInWords, fieldNames, fieldOf, readForm } from '../../words/form.ts';
import { correctionForm } from '../../words/forms/correction-form.ts';
import { declarationForm } from '../../words/forms/declaration-form.ts';
import { collegePage } from '../../words/pages/college.ts';
import { declarationPage, receipt as words } from '../../words/pages/declaration.ts';
import { education } from '../../words/pages/education.ts';
import { readReference, readSent } from './declaration-answers.ts';
import { Questions } from './form-fields.tsx';
import { Journal } from './journal.tsx';
import type { ShowPage } from './page.tsx';
import { showNotFound, showRefusal } from './refusals.tsx';
import { summed } from './summed-errors.ts';
import type { WebDeps } from './web-deps.ts';

/** What a collège declared, to keep; and where the service Éducation asks for a correction. */
export function registerReceipt(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { openDeclaration, askCorrection, newId, site } = deps;

  app.get('/declarations/:reference', (c) => showReceipt(c, '', {}));

  app.post('/declarations/:reference/correction', async (c) => {
    const [person, which] = [c.get('person'), readReference(c.req.param('reference'))];
    if (!person || !which) return showNotFound(c, show);
    const body = await c.req.parseBody();
    const typed = String(body['correction'] ?? '');
    const reading = readForm(correctionForm, { correction: typed });
    if (reading.kind === 'invalid') return showReceipt(c, typed, reading.errors);
    const { opening, seenVersion } = readSent(body);
    const command = { ...which, by: person, door: 'web', opening, seenVersion } as const;
    const outcome = await askCorrection(command, reading.values.correction);
    switch (outcome.kind) {
      case 'done':
        return c.redirect(`/declarations/${referenceOf(which)}`, 303);
      case 'not-yours':
        return showNotFound(c, show);
      case 'stale':
      case 'settled':
        return showRefusal(c, show, { ...education.cannotAsk, status: 409, typed: <p>{typed}</p> });
    }
  });

  async function showReceipt(c: Context, typed: string, errors: FieldErrors) {
    const [person, which] = [c.get('person'), readReference(c.req.param('reference') ?? '')];
    const opened = person && which && (await openDeclaration(which, person));
    if (!person || opened?.kind !== 'opened' || opened.declaration.state === 'new') {
      return showNotFound(c, show);
    }
    const { declaration, college, phase } = opened;
    const mayChange = maySpeakFor(person, college.uai) && phase === 'open';
    return show(c, {
      title: receiptTitle(declaration),
      status: errors['correction'] ? 422 : 200,
      errors: summed(correctionForm, errors),
      body: (
        <>
          <Receipt {...{ declaration, college, mayChange, timeZone: site.timeZone }} />
          {isEducation(person) && declaration.state === 'filed' && (
            <AskCorrection {...{ declaration, typed, errors, opening: newId() }} />
          )}
        </>
      ),
    });
  }
}

interface AskCorrectionProps {
  readonly declaration: Declaration;
  readonly typed: string;
  readonly errors: FieldErrors;
  readonly opening: string;
}

function AskCorrection({ declaration, typed, errors, opening }: AskCorrectionProps) {
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
        <Questions
          form={correctionForm}
          names={['correction']}
          answers={{ correction: typed }}
          errors={errors}
        />
        <button type="submit">{education.askButton}</button>
      </form>
    </section>
  );
}

interface ReceiptProps {
  readonly declaration: Declaration;
  readonly college: College;
  /** Theirs, in a campaign that is open. */
  readonly mayChange: boolean;
  readonly timeZone: string;
}

function receiptTitle({ filing }: Declaration): string {
  if (!filing) return words.draft;
  return filing.kind === 'needs' ? words.filed : words.filedNothing;
}

/** What a collège declared, with the reference to keep: on screen and on paper. */
function Receipt({ declaration, college, mayChange, timeZone }: ReceiptProps) {
  const { filing, journal, correction } = declaration;
  const reference = referenceOf(declaration);
  return (
    <>
      {correction && <p class="callout">{declarationPage.correctionAsked(correction)}</p>}
      {filing && !correction && <p class="lead">{words.thanks}</p>}
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
        {mayChange && (
          <a href={`/declarations/${reference}/formulaire`}>{changeLabel(declaration)}</a>
        )}
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
