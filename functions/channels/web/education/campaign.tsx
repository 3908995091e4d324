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
import { EducationNav, Search, StackTable } from '../shared/components.tsx';
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

/** Damages and people are dealt with all year. */
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
        const campaignStatus = campaignStatusIn(row);
        return [
          <a href={`/colleges/${row.college.uai}`}>{row.college.name}</a>,
          row.college.commune,
          campaignStatusLabels[campaignStatus?.state ?? 'not-declared'],
          countIn(campaignStatus, 'lockersToReplace'),
          countIn(campaignStatus, 'lockersDangerous'),
        ];
      })}
    />
  );
}

function campaignStatusIn({ declaration }: CampaignRow): CampaignStatus | undefined {
  return declaration && campaignStatusOf(declaration);
}

/** Blank is not zero: who has filed nothing has said nothing. */
function countIn(
  campaignStatus: CampaignStatus | undefined,
  what: 'lockersToReplace' | 'lockersDangerous',
): string {
  return !campaignStatus || campaignStatus.state === 'draft' ? '–' : number(campaignStatus[what]);
}
