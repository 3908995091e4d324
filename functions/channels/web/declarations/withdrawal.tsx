import type { Context, Hono } from 'hono';
import { withdrawalTitle, withdrawal as words } from '../../../content/declarations/texts.ts';
import { day } from '../../../content/format.ts';
import { campaignNotOpen, refusals } from '../../../content/site.ts';
import {
  type Declaration,
  type Filing,
  referenceOf,
} from '../../../domain/declarations/declaration.ts';
import { maySpeakFor } from '../../../domain/people/person.ts';
import type { DeclareOutcome, OpenOutcome } from '../../../use-cases/declarations.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound, showRefusal } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { readReference, readSent } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import { Journal } from './conflict.tsx';

/** Taking back what was filed: the page asks, its button does. */
export function registerWithdrawal(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { openDeclaration, withdrawDeclaration, newId, site } = deps;
  const path = '/declarations/:reference/retrait';

  app.get(path, (c) => ask(c));

  app.post(path, async (c) => {
    const which = readReference(c.req.param('reference'));
    if (!which) return showNotFound(c, show);
    const { opening, seenVersion } = readSent(await c.req.parseBody());
    const by = personOf(c);
    const command = {
      ...which,
      by,
      door: 'web',
      opening: opening || newId(),
      seenVersion,
    } as const;
    const outcome = await withdrawDeclaration(command);
    return outcome.kind === 'done'
      ? c.redirect(`/declarations/${referenceOf(which)}`, 303)
      : refuse(c, outcome, seenVersion);
  });

  function refuse(
    c: Context,
    outcome: Exclude<DeclareOutcome, { kind: 'done' }>,
    seenVersion: number,
  ) {
    switch (outcome.kind) {
      case 'stale':
        return ask(c, seenVersion);
      case 'settled':
        return showRefusal(c, show, { ...words.nothing, status: 409 });
      case 'campaign-not-open': {
        const text = campaignNotOpen(outcome.campaign, outcome.phase);
        return showRefusal(c, show, { title: refusals.notOpen.title, text, status: 403 });
      }
      case 'unknown-campaign':
      case 'not-yours':
        return showNotFound(c, show);
    }
  }

  /** `seenVersion`: what they had before their eyes while somebody else wrote. */
  async function ask(c: Context, seenVersion?: number): Promise<Response> {
    const which = readReference(c.req.param('reference') ?? '');
    const opened = which && (await openDeclaration(which, personOf(c)));
    if (opened?.kind !== 'opened' || !maySpeakFor(personOf(c), opened.college.uai)) {
      return showNotFound(c, show);
    }
    const { declaration, campaign, phase } = opened;
    const { filing, state } = declaration;
    if (phase !== 'open') return refuse(c, { kind: 'campaign-not-open', campaign, phase }, 0);
    if (!filing || state === 'decided') return refuse(c, { kind: 'settled', declaration }, 0);
    return show(c, {
      title: seenVersion === undefined ? withdrawalTitle(filing) : refusals.stale.title,
      status: seenVersion === undefined ? 200 : 409,
      body: (
        <>
          {seenVersion !== undefined && (
            <Changed {...{ declaration, seenVersion, timeZone: site.timeZone }} />
          )}
          <Question {...opened} filing={filing} opening={newId()} />
        </>
      ),
    });
  }
}

type Opened = Extract<OpenOutcome, { kind: 'opened' }>;

interface QuestionProps extends Pick<Opened, 'declaration' | 'college' | 'campaign'> {
  readonly filing: Filing;
  readonly opening: string;
}

function Question({ declaration, college, campaign, filing, opening }: QuestionProps) {
  const reference = referenceOf(declaration);
  const closes = day(campaign.closesOn);
  return (
    <>
      <p class="lead">
        <strong>{college.name}</strong>, {college.commune}. {campaign.name}.
      </p>
      <p>{words.consequence(reference)}</p>
      <p>{filing.kind === 'needs' ? words.kept(closes) : words.again(closes)}</p>
      <form class="links" method="post" action={`/declarations/${reference}/retrait`}>
        <input type="hidden" name="opening" value={opening} />
        <input type="hidden" name="version" value={declaration.version} />
        <button type="submit">{withdrawalTitle(filing)}</button>
        <a href={`/declarations/${reference}`}>{words.keep}</a>
      </form>
    </>
  );
}

interface ChangedProps {
  readonly declaration: Declaration;
  readonly seenVersion: number;
  readonly timeZone: string;
}

function Changed({ declaration, seenVersion, timeZone }: ChangedProps) {
  const since = declaration.journal.filter(({ version }) => version > seenVersion);
  return (
    <div class="errors" role="alert">
      <p>{words.stale}</p>
      <Journal entries={since} timeZone={timeZone} />
    </div>
  );
}
