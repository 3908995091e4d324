import type { Hono } from 'hono';
import { withdrawal as texts, withdrawalTitle } from '../../../content/declarations/texts.ts';
import { day } from '../../../content/format.ts';
import { campaignNotOpen, refusals } from '../../../content/site.ts';
import {
  type Declaration,
  type Filing,
  referenceOf,
} from '../../../domain/declarations/declaration.ts';
import { canActFor } from '../../../domain/people/person.ts';
import {
  type DeclareResult,
  type OpenDeclarationResult,
  withdrawDeclaration,
} from '../../../use-cases/declarations.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound, showRefusal } from '../shared/errors.tsx';
import type { PageRequest, ShowPage } from '../shared/page.tsx';
import { parsePostedForm } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import { Journal } from './conflict.tsx';
import { declareCommandOf, openRequestedDeclaration } from './requested-declaration.ts';

/** Withdrawing what was filed: a page that asks to confirm, and its button. */
export function registerWithdrawal(app: Hono, deps: WebDeps, show: ShowPage): void {
  const path = '/declarations/:reference/retrait';
  app.get(path, (c) => showQuestion({ deps, show, c }));
  app.post(path, (c) => submitWithdrawal({ deps, show, c }));
}

async function submitWithdrawal(request: PageRequest): Promise<Response> {
  const { deps, show, c } = request;
  const posted = parsePostedForm(await c.req.parseBody());
  const command = declareCommandOf(request, posted);
  if (!command) return showNotFound(c, show);
  const outcome = await withdrawDeclaration(deps, command);
  return outcome.kind === 'done'
    ? c.redirect(`/declarations/${referenceOf(command)}`, 303)
    : refuse(request, outcome, posted.expectedVersion);
}

async function refuse(
  request: PageRequest,
  outcome: Exclude<DeclareResult, { kind: 'done' }>,
  expectedVersion: number,
): Promise<Response> {
  const { show, c } = request;
  switch (outcome.kind) {
    case 'conflict':
      return showQuestion(request, expectedVersion);
    case 'invalid-transition':
      return showRefusal(c, show, { ...texts.nothing, status: 409 });
    case 'campaign-not-open': {
      const text = campaignNotOpen(outcome.campaign, outcome.phase);
      return showRefusal(c, show, { title: refusals.notOpen.title, text, status: 403 });
    }
    case 'unknown-campaign':
    case 'forbidden':
      return showNotFound(c, show);
  }
}

/** `expectedVersion`, after a conflict: the version that the author saw, to list what was written since. */
async function showQuestion(request: PageRequest, expectedVersion?: number): Promise<Response> {
  const { deps, show, c } = request;
  const { timeZone } = deps.site;
  const opened = await openRequestedDeclaration(request);
  if (opened?.kind !== 'opened' || !canActFor(personOf(c), opened.college.uai)) {
    return showNotFound(c, show);
  }
  const { declaration, campaign, phase } = opened;
  const { filing, state } = declaration;
  if (phase !== 'open') return refuse(request, { kind: 'campaign-not-open', campaign, phase }, 0);
  if (!filing || state === 'decided') {
    return refuse(request, { kind: 'invalid-transition', declaration }, 0);
  }
  return show(c, {
    title: expectedVersion === undefined ? withdrawalTitle(filing) : refusals.conflict.title,
    status: expectedVersion === undefined ? 200 : 409,
    body: (
      <>
        {expectedVersion !== undefined && (
          <Changes {...{ declaration, expectedVersion, timeZone }} />
        )}
        <Question {...opened} filing={filing} idempotencyKey={deps.newId()} />
      </>
    ),
  });
}

type Opened = Extract<OpenDeclarationResult, { kind: 'opened' }>;

interface QuestionProps extends Pick<Opened, 'declaration' | 'college' | 'campaign'> {
  readonly filing: Filing;
  readonly idempotencyKey: string;
}

function Question({ declaration, college, campaign, filing, idempotencyKey }: QuestionProps) {
  const reference = referenceOf(declaration);
  const closes = day(campaign.closesOn);
  return (
    <>
      <p class="lead">
        <strong>{college.name}</strong>, {college.commune}. {campaign.name}.
      </p>
      <p>{texts.consequence(reference)}</p>
      <p>{filing.kind === 'needs' ? texts.kept(closes) : texts.again(closes)}</p>
      <form class="links" method="post" action={`/declarations/${reference}/retrait`}>
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <input type="hidden" name="version" value={declaration.version} />
        <button type="submit">{withdrawalTitle(filing)}</button>
        <a href={`/declarations/${reference}`}>{texts.keep}</a>
      </form>
    </>
  );
}

interface ChangesProps {
  readonly declaration: Declaration;
  readonly expectedVersion: number;
  readonly timeZone: string;
}

function Changes({ declaration, expectedVersion, timeZone }: ChangesProps) {
  const since = declaration.journal.filter(({ version }) => version > expectedVersion);
  return (
    <div class="errors" role="alert">
      <p>{texts.conflict}</p>
      <Journal entries={since} timeZone={timeZone} />
    </div>
  );
}
