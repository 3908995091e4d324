import type { Hono } from 'hono';
import { declarationForm } from '../../../content/declarations/forms.ts';
import { answersToShow, declarationPage as texts } from '../../../content/declarations/texts.ts';
import { needsErrors } from '../../../content/field-errors.ts';
import { day, instant } from '../../../content/format.ts';
import { type FieldErrors, parseForm } from '../../../content/model/form.ts';
import { campaignNotOpen, refusals } from '../../../content/site.ts';
import type { FormInput } from '../../../domain/act.ts';
import type { College } from '../../../domain/colleges/college.ts';
import type { Campaign } from '../../../domain/declarations/campaign.ts';
import {
  type Declaration,
  type Filing,
  referenceOf,
} from '../../../domain/declarations/declaration.ts';
import { canActFor } from '../../../domain/people/person.ts';
import {
  type DeclareResult,
  type FileDeclarationResult,
  fileDeclaration,
  saveDraft,
} from '../../../use-cases/declarations.ts';
import type { WebDeps } from '../shared/deps.ts';
import { SubmittedAnswers, showNotFound, showRefusal } from '../shared/errors.tsx';
import { FormFields } from '../shared/form-fields.tsx';
import type { PageRequest, ShowPage } from '../shared/page.tsx';
import { afterAct } from '../shared/paths.ts';
import { type PostedForm, parsePostedForm, summaryOf } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import { DeclarationConflict } from './conflict.tsx';
import {
  declarationKeyIn,
  declareCommandOf,
  openRequestedDeclaration,
} from './requested-declaration.ts';

interface DeclarationFormProps {
  readonly declaration: Declaration;
  readonly previous: Declaration | undefined;
  readonly college: College;
  readonly campaign: Campaign;
  readonly answers: FormInput;
  readonly errors: FieldErrors;
  readonly idempotencyKey: string;
  readonly version: number;
  readonly timeZone: string;
}

export function DeclarationForm(props: DeclarationFormProps) {
  const { declaration, previous, college, campaign, answers, errors, timeZone } = props;
  const { draft, filing, correction } = declaration;
  const prefilled = previous && declaration.state === 'new';
  const reference = referenceOf(declaration);
  return (
    <>
      <p class="lead">
        <strong>{college.name}</strong>, {college.commune}. {campaign.name}.
      </p>
      {correction && <p class="callout">{texts.correctionAsked(correction)}</p>}
      {filing && <p class="callout">{texts.correcting(reference)}</p>}
      {prefilled && <p class="callout">{texts.prefilled(previous.campaignId)}</p>}
      {draft && (
        <p class="callout" role="status">
          {texts.draftSaved(instant(draft.savedAt, timeZone))}
        </p>
      )}
      <p>{texts.required}</p>
      <form method="post" action={`/declarations/${reference}/formulaire`} novalidate>
        <input type="hidden" name="idempotencyKey" value={props.idempotencyKey} />
        <input type="hidden" name="version" value={props.version} />
        <FormFields form={declarationForm} answers={answers} errors={errors} />
        <div class="actions">
          <button class="button" type="submit" name="action" value="file">
            {filing ? texts.fileAgain : texts.file}
          </button>
          <p class="hint">{texts.untilClose(day(campaign.closesOn))}</p>
          <button class="secondary" type="submit" name="action" value="draft">
            {texts.saveDraft}
          </button>
          <p class="hint">{texts.saveDraftHint}</p>
        </div>
      </form>
    </>
  );
}

/** Declaring needs: the form, its draft, its filing, and the état néant. */
export function registerDeclaration(app: Hono, deps: WebDeps, show: ShowPage): void {
  const formPath = '/declarations/:reference/formulaire';
  app.get(formPath, (c) => openForm({ deps, show, c }));
  app.post(formPath, (c) => submitForm({ deps, show, c }));
  app.post('/declarations/:reference/neant', async (c) => {
    const posted = parsePostedForm(await c.req.parseBody({ all: true }));
    return fileAndShow({ deps, show, c }, posted, { kind: 'nothing-needed' });
  });
}

async function openForm(request: PageRequest): Promise<Response> {
  const { show, c } = request;
  const opened = await openRequestedDeclaration(request);
  if (opened?.kind !== 'opened' || !canActFor(personOf(c), opened.college.uai)) {
    return showNotFound(c, show);
  }
  const { declaration, previous, campaign, phase } = opened;
  if (phase !== 'open') {
    const text = campaignNotOpen(campaign, phase);
    return showRefusal(c, show, { title: refusals.notOpen.title, text, status: 403 });
  }
  return showForm(request, { answers: answersToShow(declaration, previous), status: 200 });
}

async function submitForm(request: PageRequest): Promise<Response> {
  const { deps, c } = request;
  const posted = parsePostedForm(await c.req.parseBody({ all: true }));
  if (posted.action === 'draft') {
    const command = declareCommandOf(request, posted);
    const outcome = command ? await saveDraft(deps, command, posted.answers) : forbidden;
    return outcome.kind === 'done' ? c.redirect(c.req.path, 303) : refuse(request, outcome, posted);
  }
  const parsed = parseForm(declarationForm, posted.answers);
  if (parsed.kind === 'invalid') return showErrors(request, posted, parsed.errors);
  return fileAndShow(request, posted, { kind: 'needs', needs: parsed.values });
}

async function fileAndShow(
  request: PageRequest,
  posted: PostedForm,
  filing: Filing,
): Promise<Response> {
  const command = declareCommandOf(request, posted);
  const outcome = command ? await fileDeclaration(request.deps, command, filing) : forbidden;
  if (outcome.kind !== 'done') return refuse(request, outcome, posted);
  const path = `/declarations/${referenceOf(outcome.declaration)}`;
  return request.c.redirect(afterAct(path, outcome), 303);
}

const forbidden = { kind: 'forbidden' } as const;

type Refusal = Exclude<FileDeclarationResult | DeclareResult, { kind: 'done' }>;

/** Every refusal shows the answers again, in the form or as text to copy. */
async function refuse(
  request: PageRequest,
  outcome: Refusal,
  posted: PostedForm,
): Promise<Response> {
  const { show, c } = request;
  const { answers, expectedVersion } = posted;
  const input = <SubmittedAnswers form={declarationForm} answers={answers} />;
  switch (outcome.kind) {
    case 'contradictory': {
      const errors = outcome.problems.map(({ field, problem }) => [field, needsErrors[problem]]);
      return showErrors(request, posted, Object.fromEntries(errors));
    }
    case 'conflict': {
      const conflict = { declaration: outcome.declaration, expectedVersion };
      return showForm(request, { answers, status: 409, conflict });
    }
    case 'invalid-transition':
      return showRefusal(c, show, { ...refusals['invalid-transition'], status: 409, input });
    case 'campaign-not-open': {
      const { title, kept } = refusals.notOpen;
      const text = `${campaignNotOpen(outcome.campaign, outcome.phase)} ${kept}`;
      return showRefusal(c, show, { title, text, status: 403, input });
    }
    case 'unknown-campaign':
      return showUnknownCampaign(request, answers);
    case 'forbidden':
      return showNotFound(c, show, input);
  }
}

function showUnknownCampaign({ show, c }: PageRequest, answers: FormInput) {
  const { title, text } = refusals.unknownCampaign;
  const id = declarationKeyIn(c)?.campaignId ?? '';
  const input = <SubmittedAnswers form={declarationForm} answers={answers} />;
  return showRefusal(c, show, { title, text: text(id), status: 404, input });
}

function showErrors(
  request: PageRequest,
  posted: PostedForm,
  errors: FieldErrors,
): Promise<Response> {
  return showForm(request, { answers: posted.answers, errors, status: 422, keep: posted });
}

interface FormContent {
  readonly answers: FormInput;
  readonly status: 200 | 409 | 422;
  readonly errors?: FieldErrors;
  /** The form that was posted: nothing was written, so its key and version stay valid. */
  readonly keep?: PostedForm;
  /** The stored declaration, and the version that the author saw. */
  readonly conflict?: { readonly declaration: Declaration; readonly expectedVersion: number };
}

async function showForm(request: PageRequest, content: FormContent): Promise<Response> {
  const { deps, show, c } = request;
  const { timeZone } = deps.site;
  const { answers, status, errors = {}, keep, conflict } = content;
  const opened = await openRequestedDeclaration(request);
  if (opened?.kind === 'unknown-campaign') return showUnknownCampaign(request, answers);
  if (opened?.kind !== 'opened') {
    return showNotFound(c, show, <SubmittedAnswers form={declarationForm} answers={answers} />);
  }
  const { declaration, previous, college, campaign } = opened;
  return show(c, {
    title: conflict ? refusals.conflict.title : declarationForm.title,
    status,
    errors: summaryOf(declarationForm, errors),
    body: (
      <>
        {conflict && <DeclarationConflict {...{ ...conflict, answers, timeZone }} />}
        <DeclarationForm
          {...{ declaration, previous, college, campaign, answers, errors, timeZone }}
          idempotencyKey={keep?.idempotencyKey || deps.newId()}
          version={keep?.expectedVersion ?? declaration.version}
        />
      </>
    ),
  });
}
