import type { Context, Hono } from 'hono';
import { withdrawal as texts, withdrawalTitle } from '../../../content/declarations/texts.ts';
import { day } from '../../../content/format.ts';
import { campaignNotOpen, refusals } from '../../../content/site.ts';
import {
  type Declaration,
  type Filing,
  referenceOf,
} from '../../../domain/declarations/declaration.ts';
import { canActFor } from '../../../domain/people/person.ts';
import type { DeclareResult, OpenDeclarationResult } from '../../../use-cases/declarations.ts';
import { openDeclaration, withdrawDeclaration } from '../../../use-cases/declarations.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound, showRefusal } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { parsePostedForm, parseReference } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import { Journal } from './conflict.tsx';

/** Taking back what was filed: the page asks, its button does. */
export function registerWithdrawal(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { newId, site } = deps;
  const path = '/declarations/:reference/retrait';

  app.get(path, (c) => showQuestion(c));

  app.post(path, async (c) => {
    const key = parseReference(c.req.param('reference'));
    if (!key) return showNotFound(c, show);
    const { idempotencyKey, expectedVersion } = parsePostedForm(await c.req.parseBody());
    const by = personOf(c);
    const command = {
      ...key,
      by,
      channel: 'web',
      idempotencyKey: idempotencyKey || newId(),
      expectedVersion,
    } as const;
    const outcome = await withdrawDeclaration(deps, command);
    return outcome.kind === 'done'
      ? c.redirect(`/declarations/${referenceOf(key)}`, 303)
      : refuse(c, outcome, expectedVersion);
  });

  function refuse(
    c: Context,
    outcome: Exclude<DeclareResult, { kind: 'done' }>,
    expectedVersion: number,
  ) {
    switch (outcome.kind) {
      case 'conflict':
        return showQuestion(c, expectedVersion);
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

  /** `seenVersion`: what they had before their eyes while somebody else wrote. */
  async function showQuestion(c: Context, expectedVersion?: number): Promise<Response> {
    const key = parseReference(c.req.param('reference') ?? '');
    const opened = key && (await openDeclaration(deps, key, personOf(c)));
    if (opened?.kind !== 'opened' || !canActFor(personOf(c), opened.college.uai)) {
      return showNotFound(c, show);
    }
    const { declaration, campaign, phase } = opened;
    const { filing, state } = declaration;
    if (phase !== 'open') return refuse(c, { kind: 'campaign-not-open', campaign, phase }, 0);
    if (!filing || state === 'decided')
      return refuse(c, { kind: 'invalid-transition', declaration }, 0);
    return show(c, {
      title: expectedVersion === undefined ? withdrawalTitle(filing) : refusals.conflict.title,
      status: expectedVersion === undefined ? 200 : 409,
      body: (
        <>
          {expectedVersion !== undefined && (
            <Changed {...{ declaration, expectedVersion, timeZone: site.timeZone }} />
          )}
          <Question {...opened} filing={filing} idempotencyKey={newId()} />
        </>
      ),
    });
  }
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

interface ChangedProps {
  readonly declaration: Declaration;
  readonly expectedVersion: number;
  readonly timeZone: string;
}

function Changed({ declaration, expectedVersion, timeZone }: ChangedProps) {
  const since = declaration.journal.filter(({ version }) => version > expectedVersion);
  return (
    <div class="errors" role="alert">
      <p>{texts.conflict}</p>
      <Journal entries={since} timeZone={timeZone} />
    </div>
  );
}
