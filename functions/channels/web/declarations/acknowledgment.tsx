import type { Hono } from 'hono';
import {
  acknowledgmentDocument,
  acknowledgmentFileName,
} from '../../../content/declarations/acknowledgment.ts';
import { correctionForm } from '../../../content/declarations/forms.ts';
import {
  acknowledgmentTitle,
  declarationPage,
  needsFacts,
  acknowledgment as texts,
  withdrawal,
  withdrawalTitle,
} from '../../../content/declarations/texts.ts';
import { type FieldErrors, parseForm } from '../../../content/model/form.ts';
import { collegePage, education } from '../../../content/site.ts';
import type { FormInput } from '../../../domain/act.ts';
import type { College } from '../../../domain/colleges/college.ts';
import {
  type Declaration,
  isWithdrawn,
  referenceOf,
} from '../../../domain/declarations/declaration.ts';
import type { Needs } from '../../../domain/declarations/needs.ts';
import { canActFor, isEducation } from '../../../domain/people/person.ts';
import { requestCorrection } from '../../../use-cases/declarations.ts';
import { renderDocument } from '../documents/load-renderer.ts';
import { UnchangedNotice } from '../shared/components.tsx';
import type { WebDeps } from '../shared/deps.ts';
import { SubmittedAnswers, showNotFound, showRefusal } from '../shared/errors.tsx';
import { Questions } from '../shared/form-fields.tsx';
import type { PageRequest, ShowPage } from '../shared/page.tsx';
import { answersIn, parsePostedForm, summaryOf } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import { Journal } from './conflict.tsx';
import { declareCommandOf, openRequestedDeclaration } from './requested-declaration.ts';

interface CorrectionRequestFormProps {
  readonly declaration: Declaration;
  readonly answers: FormInput;
  readonly errors: FieldErrors;
  readonly idempotencyKey: string;
}

export function CorrectionRequestForm({
  declaration,
  answers,
  errors,
  idempotencyKey,
}: CorrectionRequestFormProps) {
  return (
    <section class="card screen-only">
      <h2>{education.askCorrection}</h2>
      <form
        method="post"
        action={`/declarations/${referenceOf(declaration)}/correction`}
        novalidate
      >
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
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
  /** The reader acts for the collège; false for the service Éducation. */
  readonly canAct: boolean;
  /** The reader acts for the collège, the campaign is open, and nothing is decided yet. */
  readonly canChange: boolean;
  readonly timeZone: string;
}

/** What a collège declared, with its reference. Printed as it is, without its links. */
export function Acknowledgment({
  declaration,
  college,
  canAct,
  canChange,
  timeZone,
}: AcknowledgmentProps) {
  const { filing, journal, correction } = declaration;
  const reference = referenceOf(declaration);
  return (
    <>
      {correction && <p class="callout">{declarationPage.correctionAsked(correction)}</p>}
      {canAct && filing && !correction && <p class="lead">{texts.thanks}</p>}
      {canAct && isWithdrawn(declaration) && <p class="lead">{withdrawal.done}</p>}
      <p class="reference">
        <span class="quiet">{texts.reference}</span> <strong>{reference}</strong>
        <span class="quiet">{texts.keep}</span>
      </p>
      <p>
        {college.name}, {college.commune}
      </p>
      {filing?.kind === 'nothing-needed' && <p>{texts.nothing}</p>}
      {filing?.kind === 'needs' && <NeedsAnswers needs={filing.needs} canAct={canAct} />}
      <section>
        <h2>{texts.history}</h2>
        <Journal entries={journal} timeZone={timeZone} />
      </section>
      <p class="links screen-only">
        {filing && <a href={`/declarations/${reference}/accuse.pdf`}>{texts.download}</a>}
        <a href={`/colleges/${college.uai}`}>{texts.back}</a>
        {canChange && (
          <a href={`/declarations/${reference}/formulaire`}>{changeLabel(declaration)}</a>
        )}
        {canChange && filing && (
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
  return filing.kind === 'needs' ? collegePage.correct : texts.changeMind;
}

function NeedsAnswers({ needs, canAct }: { needs: Needs; canAct: boolean }) {
  return (
    <section>
      <h2>{canAct ? texts.answers : texts.declared}</h2>
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

/** The acknowledgment on screen and as a PDF, and the form in which the service Éducation asks for a correction. */
export function registerAcknowledgment(app: Hono, deps: WebDeps, show: ShowPage): void {
  app.get('/declarations/:reference', (c) => showAcknowledgment({ deps, show, c }));
  app.get('/declarations/:reference/accuse.pdf', (c) => sendPdf({ deps, show, c }));
  app.post('/declarations/:reference/correction', (c) => submitCorrection({ deps, show, c }));
}

async function sendPdf(request: PageRequest): Promise<Response> {
  const { deps, show, c } = request;
  const opened = await openRequestedDeclaration(request);
  const filing = opened?.kind === 'opened' && opened.declaration.filing;
  if (!filing) return showNotFound(c, show);
  const bytes = await renderDocument(acknowledgmentDocument({ ...opened, filing }, deps.site));
  const name = acknowledgmentFileName(referenceOf(opened.declaration));
  return c.body(bytes, 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${name}"`,
  });
}

async function submitCorrection(request: PageRequest): Promise<Response> {
  const { deps, show, c } = request;
  const body = await c.req.parseBody();
  const command = declareCommandOf(request, parsePostedForm(body));
  if (!command) return showNotFound(c, show);
  const answers = answersIn(correctionForm, body);
  const parsed = parseForm(correctionForm, answers);
  if (parsed.kind === 'invalid') return showAcknowledgment(request, answers, parsed.errors);
  const outcome = await requestCorrection(deps, command, parsed.values.correction);
  switch (outcome.kind) {
    case 'done':
      return c.redirect(`/declarations/${referenceOf(command)}`, 303);
    case 'forbidden':
      return showNotFound(c, show);
    case 'conflict':
    case 'invalid-transition':
      return showRefusal(c, show, {
        ...education.cannotAsk,
        status: 409,
        input: <SubmittedAnswers form={correctionForm} answers={answers} />,
      });
  }
}

async function showAcknowledgment(
  request: PageRequest,
  answers: FormInput = {},
  errors: FieldErrors = {},
): Promise<Response> {
  const { deps, show, c } = request;
  const { timeZone } = deps.site;
  const person = personOf(c);
  const opened = await openRequestedDeclaration(request);
  if (opened?.kind !== 'opened' || opened.declaration.state === 'new') {
    return showNotFound(c, show);
  }
  const { declaration, college, phase } = opened;
  const canAct = canActFor(person, college.uai);
  const canChange = canAct && phase === 'open' && declaration.state !== 'decided';
  const idempotencyKey = deps.newId();
  return show(c, {
    title: acknowledgmentTitle(declaration),
    status: errors['correction'] ? 422 : 200,
    errors: summaryOf(correctionForm, errors),
    body: (
      <>
        <UnchangedNotice c={c} />
        <Acknowledgment {...{ declaration, college, canAct, canChange, timeZone }} />
        {isEducation(person) && declaration.state === 'filed' && (
          <CorrectionRequestForm {...{ declaration, answers, errors, idempotencyKey }} />
        )}
      </>
    ),
  });
}
