import type { Hono } from 'hono';
import { dayIn } from '../../../domain/calendar.ts';
import { type Damage, type DamageState, damageMoves } from '../../../domain/damages/damage.ts';
import { damageReference } from '../../../domain/damages/damage-reference.ts';
import type {
  DamageFilter,
  DamageRow,
  DamagesView,
} from '../../../use-cases/damages/list-damages.ts';
import { day } from '../../../words/dates.ts';
import { number } from '../../../words/numbers.ts';
import {
  damagePage,
  damageStateText,
  lockersText,
  partsText,
  placeText,
} from '../../../words/pages/damage.ts';
import { damageFilterLabels, damagesPage as words } from '../../../words/pages/damages.ts';
import type { ShowPage } from '../frame/page.tsx';
import { showNotFound } from '../frame/refusals.tsx';
import { StackTable } from '../frame/stack-table.tsx';
import { personOf } from '../sign-in/identity.ts';
import type { WebDeps } from '../web-deps.ts';
import { EducationNav } from './education-nav.tsx';

/** The service Éducation: the damages of every collège, the most urgent first. */
export function registerDamages(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { listDamages, site } = deps;

  app.get('/education/signalements', async (c) => {
    const filter = filterNamed(c.req.query('etat'));
    const view = await listDamages(personOf(c), filter);
    if (!view) return showNotFound(c, show);
    return show(c, {
      title: words.title,
      body: (
        <>
          <EducationNav here="/education/signalements" />
          <p>{words.lead}</p>
          <Filters view={view} chosen={filter} />
          <Rows rows={view.rows} timeZone={site.timeZone} />
        </>
      ),
    });
  });
}

function isState(name: string): name is DamageState {
  return Object.hasOwn(damageMoves, name);
}

function filterNamed(name: string | undefined): DamageFilter {
  return name !== undefined && isState(name) ? name : 'open';
}

const filters: readonly DamageFilter[] = ['open', ...Object.keys(damageMoves).filter(isState)];

function Filters({ view, chosen }: { view: DamagesView; chosen: DamageFilter }) {
  return (
    <nav class="filters" aria-label={words.filters}>
      {filters.map((filter) => (
        <a
          href={`/education/signalements?etat=${filter}`}
          aria-current={filter === chosen ? 'page' : undefined}
        >
          {damageFilterLabels[filter]} ({number(view.count(filter))})
        </a>
      ))}
    </nav>
  );
}

function Rows({ rows, timeZone }: { rows: readonly DamageRow[]; timeZone: string }) {
  if (rows.length === 0) return <p role="status">{words.none}</p>;
  return (
    <StackTable
      columns={words.columns}
      rows={rows.map(({ college, damage }) => [
        <Which college={college} damage={damage} />,
        <What college={college} damage={damage} />,
        reportedDay(damage, timeZone),
        damageStateText(damage),
      ])}
    />
  );
}

function reportedDay(damage: Damage, timeZone: string): string {
  const [reported] = damage.journal;
  return reported ? day(dayIn(timeZone, new Date(reported.at))) : '';
}

function Which({ college, damage }: DamageRow) {
  return (
    <>
      <a href={`/degats/${damageReference(damage)}`}>{damageReference(damage)}</a>
      <br />
      {college.name}, {college.commune}
    </>
  );
}

function What({ damage }: DamageRow) {
  return (
    <>
      {damage.dangerous && (
        <>
          <strong>{damagePage.dangerous}</strong>
          <br />
        </>
      )}
      {damage.made === 'made-in-47' && (
        <>
          <strong>{words.afterSales}</strong>
          <br />
        </>
      )}
      {placeText(damage)}, {lockersText(damage)}
      <br />
      {partsText(damage.parts)}
    </>
  );
}
