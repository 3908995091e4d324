import type { Hono } from 'hono';
import {
  damageFilterLabels,
  damagePage,
  damageStateText,
  lockersText,
  partsText,
  placeText,
  damagesPage as texts,
} from '../../../content/damages/texts.ts';
import { day, number } from '../../../content/format.ts';
import {
  type Damage,
  type DamageState,
  damageTransitions,
  isAfterSales,
} from '../../../domain/damages/damage.ts';
import { dayIn } from '../../../domain/dates.ts';
import type { DamageFilter, DamageRow, DamagesView } from '../../../domain/read-models/lists.ts';
import { damageReference } from '../../../domain/reference.ts';
import { listDamages } from '../../../use-cases/damage-queries.ts';
import { EducationNav, StackTable, Unreadable } from '../shared/components.tsx';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { personOf } from '../shared/session.tsx';

/** The damages of every collège, the most urgent first, for the service Éducation. */
export function registerDamages(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { site } = deps;

  app.get('/education/signalements', async (c) => {
    const filter = parseFilter(c.req.query('etat'));
    const view = await listDamages(deps, personOf(c), filter);
    if (!view) return showNotFound(c, show);
    return show(c, {
      title: texts.title,
      body: (
        <>
          <EducationNav here="/education/signalements" />
          <Unreadable references={view.unreadable} />
          <p>{texts.lead}</p>
          <Filters view={view} chosen={filter} />
          <Rows rows={view.rows} timeZone={site.timeZone} />
        </>
      ),
    });
  });
}

function isState(name: string): name is DamageState {
  return Object.hasOwn(damageTransitions, name);
}

function parseFilter(name: string | undefined): DamageFilter {
  return name !== undefined && isState(name) ? name : 'open';
}

const filters: readonly DamageFilter[] = [
  'open',
  ...Object.keys(damageTransitions).filter(isState),
];

function Filters({ view, chosen }: { view: DamagesView; chosen: DamageFilter }) {
  return (
    <nav class="filters" aria-label={texts.filters}>
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
  if (rows.length === 0) return <p role="status">{texts.none}</p>;
  return (
    <StackTable
      columns={texts.columns}
      rows={rows.map(({ college, damage }) => [
        <CollegeCell college={college} damage={damage} />,
        <DamageCell college={college} damage={damage} />,
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

function CollegeCell({ college, damage }: DamageRow) {
  return (
    <>
      <a href={`/degats/${damageReference(damage)}`}>{damageReference(damage)}</a>
      <br />
      {college.name}, {college.commune}
    </>
  );
}

function DamageCell({ damage }: DamageRow) {
  return (
    <>
      {damage.dangerous && (
        <>
          <strong>{damagePage.dangerous}</strong>
          <br />
        </>
      )}
      {isAfterSales(damage) && (
        <>
          <strong>{texts.afterSales}</strong>
          <br />
        </>
      )}
      {placeText(damage)}, {lockersText(damage)}
      <br />
      {partsText(damage.parts)}
    </>
  );
}
