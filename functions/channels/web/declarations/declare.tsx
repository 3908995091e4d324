import type { Context, Hono } from 'hono';
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
import type {
  DeclareCommand,
  DeclareResult,
  FileDeclarationResult,
} from '../../../use-cases/declarations.ts';
import { fileDeclaration, openDeclaration, saveDraft } from '../../../use-cases/declarations.ts';
import type { WebDeps } from '../shared/deps.ts';
import { SubmittedAnswers, showNotFound, showRefusal } from '../shared/errors.tsx';
import { FormFields } from '../shared/form-fields.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { type PostedForm, parsePostedForm, parseReference, summed } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import { DeclarationConflict } from './conflict.tsx';

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

type Refusal = Exclude<FileDeclarationResult | DeclareResult, { kind: 'done' }>;

/** Declaring needs: the form, its draft, its filing, the état néant. */
export function registerDeclaration(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { newId, site } = deps;

  app.get('/declarations/:reference/formulaire', async (c) => {
    const opened = await open(c);
    if (opened?.kind !== 'opened' || !canActFor(personOf(c), opened.college.uai)) {
      return showNotFound(c, show);
    }
    const { declaration, previous, campaign, phase } = opened;
    if (phase !== 'open') {
      const text = campaignNotOpen(campaign, phase);
      return showRefusal(c, show, { title: refusals.notOpen.title, text, status: 403 });
    }
    return showForm(c, { answers: answersToShow(declaration, previous), status: 200 });
  });

  app.post('/declarations/:reference/formulaire', async (c) => {
    const posted = parsePostedForm(await c.req.parseBody({ all: true }));
    if (posted.action === 'draft') {
      const command = commandOf(c, posted);
      const outcome = command ? await saveDraft(deps, command, posted.answers) : forbiddenTexts;
      return outcome.kind === 'done' ? c.redirect(c.req.path, 303) : refuse(c, outcome, posted);
    }
    const parsed = parseForm(declarationForm, posted.answers);
    if (parsed.kind === 'invalid') return showErrors(c, posted, parsed.errors);
    return fileAndShow(c, posted, { kind: 'needs', needs: parsed.values });
  });

  app.post('/declarations/:reference/neant', async (c) => {
    const posted = parsePostedForm(await c.req.parseBody({ all: true }));
    return fileAndShow(c, posted, { kind: 'nothing-needed' });
  });

  async function fileAndShow(c: Context, posted: PostedForm, filing: Filing) {
    const command = commandOf(c, posted);
    const outcome = command ? await fileDeclaration(deps, command, filing) : forbiddenTexts;
    if (outcome.kind !== 'done') return refuse(c, outcome, posted);
    return c.redirect(`/declarations/${referenceOf(outcome.declaration)}`, 303);
  }

  /** Everything that can stop an act: each has its own words, and nothing that was typed is lost. */
  async function refuse(c: Context, outcome: Refusal, posted: PostedForm): Promise<Response> {
    const input = <SubmittedAnswers form={declarationForm} answers={posted.answers} />;
    switch (outcome.kind) {
      case 'contradictory': {
        const errors = outcome.problems.map(({ field, problem }) => [field, needsErrors[problem]]);
        return showErrors(c, posted, Object.fromEntries(errors));
      }
      case 'conflict':
        return showForm(c, {
          answers: posted.answers,
          status: 409,
          conflict: { declaration: outcome.declaration, expectedVersion: posted.expectedVersion },
        });
      case 'invalid-transition':
        return showRefusal(c, show, { ...refusals['invalid-transition'], status: 409, input });
      case 'campaign-not-open': {
        const { title, kept } = refusals.notOpen;
        const text = `${campaignNotOpen(outcome.campaign, outcome.phase)} ${kept}`;
        return showRefusal(c, show, { title, text, status: 403, input });
      }
      case 'unknown-campaign': {
        const { title, text } = refusals.unknownCampaign;
        const id = referenceIn(c)?.campaignId ?? '';
        return showRefusal(c, show, { title, text: text(id), status: 404, input });
      }
      case 'forbidden':
        return showNotFound(c, show, input);
    }
  }

  async function showErrors(
    c: Context,
    posted: PostedForm,
    errors: FieldErrors,
  ): Promise<Response> {
    return showForm(c, { answers: posted.answers, errors, status: 422, keep: posted });
  }

  interface FormContent {
    readonly answers: FormInput;
    readonly status: 200 | 409 | 422;
    readonly errors?: FieldErrors;
    /** The token and version of the page that is shown again: nothing was written. */
    readonly keep?: PostedForm;
    /** What stands now, and what they had seen. */
    readonly conflict?: { readonly declaration: Declaration; readonly expectedVersion: number };
  }

  async function showForm(c: Context, content: FormContent): Promise<Response> {
    const { answers, status, errors = {}, keep, conflict } = content;
    const input = <SubmittedAnswers form={declarationForm} answers={answers} />;
    const opened = await open(c);
    if (opened?.kind === 'unknown-campaign') return refuse(c, opened, { ...emptySent, answers });
    if (opened?.kind !== 'opened') return showNotFound(c, show, input);
    const { declaration, previous, college, campaign } = opened;
    return show(c, {
      title: conflict ? refusals.conflict.title : declarationForm.title,
      status,
      errors: summed(declarationForm, errors),
      body: (
        <>
          {conflict && (
            <DeclarationConflict {...conflict} answers={answers} timeZone={site.timeZone} />
          )}
          <DeclarationForm
            {...{ declaration, previous, college, campaign, answers, errors }}
            timeZone={site.timeZone}
            idempotencyKey={keep?.idempotencyKey || newId()}
            version={keep?.expectedVersion ?? declaration.version}
          />
        </>
      ),
    });
  }

  async function open(c: Context) {
    const key = referenceIn(c);
    return key && openDeclaration(deps, key, personOf(c));
  }

  function commandOf(
    c: Context,
    { idempotencyKey, expectedVersion }: PostedForm,
  ): DeclareCommand | undefined {
    const key = referenceIn(c);
    if (!key) return undefined;
    return {
      ...key,
      by: personOf(c),
      channel: 'web',
      idempotencyKey: idempotencyKey || newId(),
      expectedVersion,
    };
  }
}

const forbiddenTexts = { kind: 'forbidden' } as const;
const emptySent: PostedForm = {
  answers: {},
  idempotencyKey: '',
  expectedVersion: 0,
  action: 'file',
};

function referenceIn(c: Context) {
  return parseReference(c.req.param('reference') ?? '');
}
