import type { Context, Hono } from 'hono';
import { standingLabels } from '../../../content/declarations/texts.ts';
import { number } from '../../../content/format.ts';
import { campaignLine, collegePage, education as words } from '../../../content/site.ts';
import { type Standing, standingOf, totalsOf } from '../../../domain/declarations/campaign.ts';
import { isEducation } from '../../../domain/people/person.ts';
import type { CampaignRow, CampaignView } from '../../../domain/read-models/college.ts';
import { EducationNav, Search, StackTable } from '../shared/components.tsx';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { personOf } from '../shared/session.tsx';

/** The service Éducation: the campaign at a glance. */
export function registerEducation(app: Hono, { viewCampaign }: WebDeps, show: ShowPage): void {
  app.get('/education', async (c) => {
    const typed = c.req.query('q') ?? '';
    const person = personOf(c);
    if (!isEducation(person)) return showNotFound(c, show);
    const view = await viewCampaign(person, typed);
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
            label={words.search}
            button={words.searchButton}
            typed={typed}
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
    title: words.pages,
    body: (
      <>
        <EducationNav here="/education" />
        <p>{collegePage.noCampaign}</p>
      </>
    ),
  });
}

function Totals({ view }: { view: CampaignView }) {
  const totals = totalsOf(view.standings);
  const facts = [
    [words.answered, `${number(totals.answered)} / ${number(view.colleges)}`],
    [words.nothingNeeded, number(totals.nothingNeeded)],
    [words.toReplace, number(totals.lockersToReplace)],
    [words.dangerous, number(totals.lockersDangerous)],
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
  if (rows.length === 0) return <p role="status">{words.noneFound}</p>;
  return (
    <StackTable
      columns={words.columns}
      rows={rows.map((row) => {
        const standing = standingIn(row);
        return [
          <a href={`/colleges/${row.college.uai}`}>{row.college.name}</a>,
          row.college.commune,
          standingLabels[standing?.state ?? 'silent'],
          countIn(standing, 'lockersToReplace'),
          countIn(standing, 'lockersDangerous'),
        ];
      })}
    />
  );
}

function standingIn({ declaration }: CampaignRow): Standing | undefined {
  return declaration && standingOf(declaration);
}

/** Blank is not zero: who has filed nothing has said nothing. */
function countIn(
  standing: Standing | undefined,
  what: 'lockersToReplace' | 'lockersDangerous',
): string {
  return !standing || standing.state === 'draft' ? '–' : number(standing[what]);
}
