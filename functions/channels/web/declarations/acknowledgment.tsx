import type { Context, Hono } from 'hono';
import {
  acknowledgmentFileName,
  acknowledgmentPaper,
} from '../../../content/declarations/acknowledgment.ts';
import { correctionForm } from '../../../content/declarations/forms.ts';
import {
  acknowledgmentTitle,
  declarationPage,
  needsFacts,
  withdrawal,
  withdrawalTitle,
  acknowledgment as words,
} from '../../../content/declarations/texts.ts';
import { type FieldErrors, readForm } from '../../../content/model/form.ts';
import { collegePage, education } from '../../../content/site.ts';
import type { Answers } from '../../../domain/act.ts';
import type { College } from '../../../domain/colleges/college.ts';
import {
  type Declaration,
  isWithdrawn,
  referenceOf,
} from '../../../domain/declarations/declaration.ts';
import type { Needs } from '../../../domain/declarations/needs.ts';
import { isEducation, maySpeakFor } from '../../../domain/people/person.ts';
import { drawPaper } from '../documents/load-renderer.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound, showRefusal, TypedAnswers } from '../shared/errors.tsx';
import { Questions } from '../shared/form-fields.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { answersIn, readReference, readSent, summed } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import { Journal } from './conflict.tsx';

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

/** What a collège declared, to keep; and where the service Éducation asks for a correction. */
export function registerAcknowledgment(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { openDeclaration, askCorrection, newId, site } = deps;

  app.get('/declarations/:reference', (c) => showAcknowledgment(c, {}, {}));

  app.get('/declarations/:reference/accuse.pdf', async (c) => {
    const opened = await open(c);
    const filing = opened?.kind === 'opened' && opened.declaration.filing;
    if (!filing) return showNotFound(c, show);
    const bytes = await drawPaper(acknowledgmentPaper({ ...opened, filing }, site));
    const name = acknowledgmentFileName(referenceOf(opened.declaration));
    return c.body(bytes, 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${name}"`,
    });
  });

  app.post('/declarations/:reference/correction', async (c) => {
    const which = readReference(c.req.param('reference'));
    if (!which) return showNotFound(c, show);
    const body = await c.req.parseBody();
    const answers = answersIn(correctionForm, body);
    const reading = readForm(correctionForm, answers);
    if (reading.kind === 'invalid') return showAcknowledgment(c, answers, reading.errors);
    const { opening, seenVersion } = readSent(body);
    const command = { ...which, by: personOf(c), door: 'web', opening, seenVersion } as const;
    const outcome = await askCorrection(command, reading.values.correction);
    switch (outcome.kind) {
      case 'done':
        return c.redirect(`/declarations/${referenceOf(which)}`, 303);
      case 'not-yours':
        return showNotFound(c, show);
      case 'stale':
      case 'settled':
        return showRefusal(c, show, {
          ...education.cannotAsk,
          status: 409,
          typed: <TypedAnswers form={correctionForm} answers={answers} />,
        });
    }
  });

  async function showAcknowledgment(c: Context, answers: Answers, errors: FieldErrors) {
    const person = personOf(c);
    const opened = await open(c);
    if (opened?.kind !== 'opened' || opened.declaration.state === 'new') {
      return showNotFound(c, show);
    }
    const { declaration, college, phase } = opened;
    const mine = maySpeakFor(person, college.uai);
    const mayChange = mine && phase === 'open' && declaration.state !== 'decided';
    return show(c, {
      title: acknowledgmentTitle(declaration),
      status: errors['correction'] ? 422 : 200,
      errors: summed(correctionForm, errors),
      body: (
        <>
          <Acknowledgment {...{ declaration, college, mine, mayChange, timeZone: site.timeZone }} />
          {isEducation(person) && declaration.state === 'filed' && (
            <AskCorrection {...{ declaration, answers, errors, opening: newId() }} />
          )}
        </>
      ),
    });
  }

  async function open(c: Context) {
    const which = readReference(c.req.param('reference') ?? '');
    return which && openDeclaration(which, personOf(c));
  }
}
