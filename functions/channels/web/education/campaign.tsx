import type { Context, Hono } from 'hono';
import { campaignStatusLabels } from '../../../content/declarations/texts.ts';
import { number } from '../../../content/format.ts';
import { campaignLine, collegePage, education as texts } from '../../../content/site.ts';
import {
  type CampaignStatus,
  campaignStatusOf,
  totalsOf,
} from '../../../domain/declarations/campaign.ts';
import { isEducation } from '../../../domain/people/person.ts';
import type { CampaignRow, CampaignView } from '../../../domain/read-models/college.ts';
import { viewCampaign } from '../../../use-cases/campaigns.ts';
import { EducationNav, Search, StackTable, Unreadable } from '../shared/components.tsx';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { personOf } from '../shared/session.tsx';

/** The service Éducation: the campaign at a glance. */
export function registerEducation(app: Hono, deps: WebDeps, show: ShowPage): void {
  app.get('/education', async (c) => {
    const input = c.req.query('q') ?? '';
    const person = personOf(c);
    if (!isEducation(person)) return showNotFound(c, show);
    const view = await viewCampaign(deps, person, input);
    if (!view) return showNoCampaign(c, show);
    return show(c, {
      title: view.campaign.campaign.name,
      body: (
        <>
          <EducationNav here="/education" />
          <p class="lead">{campaignLine(view.campaign)}</p>
          <Unreadable references={view.unreadable} />
          <Totals view={view} />
          <Search
            action="/education"
            label={texts.search}
            button={texts.searchButton}
            input={input}
          />
          <Rows rows={view.rows} />
        </>
      ),
    });
  });
}

/** Without a campaign the page still links to damages, deliveries and people, which are handled all year. */
function showNoCampaign(c: Context, show: ShowPage) {
  return show(c, {
    title: texts.pages,
    body: (
      <>
        <EducationNav here="/education" />
        <p>{collegePage.noCampaign}</p>
      </>
    ),
  });
}

function Totals({ view }: { view: CampaignView }) {
  const totals = totalsOf(view.campaignStatuses);
  const facts = [
    [texts.answered, `${number(totals.answered)} / ${number(view.colleges)}`],
    [texts.nothingNeeded, number(totals.nothingNeeded)],
    [texts.toReplace, number(totals.lockersToReplace)],
    [texts.dangerous, number(totals.lockersDangerous)],
  ] as const;
  return (
    <dl class="totals">
      {facts.map(([label, value]) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Rows({ rows }: { rows: readonly CampaignRow[] }) {
  if (rows.length === 0) return <p role="status">{texts.noneFound}</p>;
  return (
    <StackTable
      columns={texts.columns}
      rows={rows.map((row) => {
        const status = statusIn(row);
        return [
          <a href={`/colleges/${row.college.uai}`}>{row.college.name}</a>,
          row.college.commune,
          campaignStatusLabels[status?.state ?? 'not-declared'],
          countIn(status, 'lockersToReplace'),
          countIn(status, 'lockersDangerous'),
        ];
      })}
    />
  );
}

function statusIn({ declaration }: CampaignRow): CampaignStatus | undefined {
  return declaration && campaignStatusOf(declaration);
}

/** A dash, not zero, for a collège that has filed nothing. */
function countIn(
  status: CampaignStatus | undefined,
  key: 'lockersToReplace' | 'lockersDangerous',
): string {
  return !status || status.state === 'draft' ? '–' : number(status[key]);
}
