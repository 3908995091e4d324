import type { Context, Hono } from 'hono';
import { declarationForm } from '../../../content/declarations/forms.ts';
import { answersToShow, declarationPage as words } from '../../../content/declarations/texts.ts';
import { needsErrors } from '../../../content/field-errors.ts';
import { day, instant } from '../../../content/format.ts';
import { type FieldErrors, readForm } from '../../../content/model/form.ts';
import { campaignNotOpen, refusals } from '../../../content/site.ts';
import type { Answers } from '../../../domain/act.ts';
import type { College } from '../../../domain/colleges/college.ts';
import type { Campaign } from '../../../domain/declarations/campaign.ts';
import {
  type Declaration,
  type Filing,
  referenceOf,
} from '../../../domain/declarations/declaration.ts';
import { maySpeakFor } from '../../../domain/people/person.ts';
import type {
  DeclareCommand,
  DeclareOutcome,
  FileOutcome,
} from '../../../use-cases/declarations.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound, showRefusal, TypedAnswers } from '../shared/errors.tsx';
import { FormFields } from '../shared/form-fields.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { readReference, readSent, type Sent, summed } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import { Meanwhile } from './conflict.tsx';

interface DeclarationFormProps {
  readonly declaration: Declaration;
  readonly previous: Declaration | undefined;
  readonly college: College;
  readonly campaign: Campaign;
  readonly answers: Answers;
  readonly errors: FieldErrors;
  readonly opening: string;
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
      {correction && <p class="callout">{words.correctionAsked(correction)}</p>}
      {filing && <p class="callout">{words.correcting(reference)}</p>}
      {prefilled && <p class="callout">{words.prefilled(previous.campaignId)}</p>}
      {draft && (
        <p class="callout" role="status">
          {words.draftSaved(instant(draft.savedAt, timeZone))}
        </p>
      )}
      <p>{words.required}</p>
      <form method="post" action={`/declarations/${reference}/formulaire`} novalidate>
        <input type="hidden" name="opening" value={props.opening} />
        <input type="hidden" name="version" value={props.version} />
        <FormFields form={declarationForm} answers={answers} errors={errors} />
        <div class="actions">
          <button class="button" type="submit" name="action" value="file">
            {filing ? words.fileAgain : words.file}
          </button>
          <p class="hint">{words.untilClose(day(campaign.closesOn))}</p>
          <button class="secondary" type="submit" name="action" value="draft">
            {words.saveDraft}
          </button>
          <p class="hint">{words.saveDraftHint}</p>
        </div>
      </form>
    </>
  );
}

type Refusal = Exclude<FileOutcome | DeclareOutcome, { kind: 'done' }>;

/** Declaring needs: the form, its draft, its filing, the état néant. */
export function registerDeclaration(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { openDeclaration, saveDraft, fileDeclaration, newId, site } = deps;

  app.get('/declarations/:reference/formulaire', async (c) => {
    const opened = await open(c);
    if (opened?.kind !== 'opened' || !maySpeakFor(personOf(c), opened.college.uai)) {
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
    const sent = readSent(await c.req.parseBody({ all: true }));
    if (sent.action === 'draft') {
      const command = commandOf(c, sent);
      const outcome = command ? await saveDraft(command, sent.answers) : notYours;
      return outcome.kind === 'done' ? c.redirect(c.req.path, 303) : refuse(c, outcome, sent);
    }
    const reading = readForm(declarationForm, sent.answers);
    if (reading.kind === 'invalid') return showErrors(c, sent, reading.errors);
    return fileAndShow(c, sent, { kind: 'needs', needs: reading.values });
  });

  app.post('/declarations/:reference/neant', async (c) => {
    const sent = readSent(await c.req.parseBody({ all: true }));
    return fileAndShow(c, sent, { kind: 'nothing-needed' });
  });

  async function fileAndShow(c: Context, sent: Sent, filing: Filing) {
    const command = commandOf(c, sent);
    const outcome = command ? await fileDeclaration(command, filing) : notYours;
    if (outcome.kind !== 'done') return refuse(c, outcome, sent);
    return c.redirect(`/declarations/${referenceOf(outcome.declaration)}`, 303);
  }

  /** Everything that can stop an act: each has its own words, and nothing that was typed is lost. */
  async function refuse(c: Context, outcome: Refusal, sent: Sent): Promise<Response> {
    const typed = <TypedAnswers form={declarationForm} answers={sent.answers} />;
    switch (outcome.kind) {
      case 'contradictory': {
        const errors = outcome.problems.map(({ field, problem }) => [field, needsErrors[problem]]);
        return showErrors(c, sent, Object.fromEntries(errors));
      }
      case 'stale':
        return showForm(c, {
          answers: sent.answers,
          status: 409,
          meanwhile: { declaration: outcome.declaration, seenVersion: sent.seenVersion },
        });
      case 'settled':
        return showRefusal(c, show, { ...refusals.settled, status: 409, typed });
      case 'campaign-not-open': {
        const { title, kept } = refusals.notOpen;
        const text = `${campaignNotOpen(outcome.campaign, outcome.phase)} ${kept}`;
        return showRefusal(c, show, { title, text, status: 403, typed });
      }
      case 'unknown-campaign': {
        const { title, text } = refusals.unknownCampaign;
        const id = referenceIn(c)?.campaignId ?? '';
        return showRefusal(c, show, { title, text: text(id), status: 404, typed });
      }
      case 'not-yours':
        return showNotFound(c, show, typed);
    }
  }

  async function showErrors(c: Context, sent: Sent, errors: FieldErrors): Promise<Response> {
    return showForm(c, { answers: sent.answers, errors, status: 422, keep: sent });
  }

  interface FormContent {
    readonly answers: Answers;
    readonly status: 200 | 409 | 422;
    readonly errors?: FieldErrors;
    /** The token and version of the page that is shown again: nothing was written. */
    readonly keep?: Sent;
    /** What stands now, and what they had seen. */
    readonly meanwhile?: { readonly declaration: Declaration; readonly seenVersion: number };
  }

  async function showForm(c: Context, content: FormContent): Promise<Response> {
    const { answers, status, errors = {}, keep, meanwhile } = content;
    const typed = <TypedAnswers form={declarationForm} answers={answers} />;
    const opened = await open(c);
    if (opened?.kind === 'unknown-campaign') return refuse(c, opened, { ...emptySent, answers });
    if (opened?.kind !== 'opened') return showNotFound(c, show, typed);
    const { declaration, previous, college, campaign } = opened;
    return show(c, {
      title: meanwhile ? refusals.stale.title : declarationForm.title,
      status,
      errors: summed(declarationForm, errors),
      body: (
        <>
          {meanwhile && <Meanwhile {...meanwhile} answers={answers} timeZone={site.timeZone} />}
          <DeclarationForm
            {...{ declaration, previous, college, campaign, answers, errors }}
            timeZone={site.timeZone}
            opening={keep?.opening || newId()}
            version={keep?.seenVersion ?? declaration.version}
          />
        </>
      ),
    });
  }

  async function open(c: Context) {
    const which = referenceIn(c);
    return which && openDeclaration(which, personOf(c));
  }

  function commandOf(c: Context, { opening, seenVersion }: Sent): DeclareCommand | undefined {
    const which = referenceIn(c);
    if (!which) return undefined;
    return { ...which, by: personOf(c), door: 'web', opening: opening || newId(), seenVersion };
  }
}

const notYours = { kind: 'not-yours' } as const;
const emptySent: Sent = { answers: {}, opening: '', seenVersion: 0, action: 'file' };

function referenceIn(c: Context) {
  return readReference(c.req.param('reference') ?? '');
}
