import type { Hono } from 'hono';
import {
  deliveryFilterLabels,
  deliveriesPage as texts,
} from '../../../content/deliveries/planning-texts.ts';
import { deliveryStateText } from '../../../content/deliveries/texts.ts';
import { number } from '../../../content/format.ts';
import {
  type DeliveryState,
  deliveryTransitions,
  isLate,
} from '../../../domain/deliveries/delivery.ts';
import type { DeliveryFilter } from '../../../domain/read-models/lists.ts';
import { deliveryReference } from '../../../domain/reference.ts';
import {
  type DeliveriesView,
  type DeliveryFile,
  listDeliveries,
  offerCalendarFeed,
} from '../../../use-cases/delivery-queries.ts';
import { CalendarFeedAddress, calendarFeedPath } from '../deliveries/list.tsx';
import { EducationNav, StackTable, Unreadable } from '../shared/components.tsx';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { personOf } from '../shared/session.tsx';

/** The deliveries to every collège, the most urgent first, for the service Éducation. */
export function registerDeliveries(app: Hono, deps: WebDeps, show: ShowPage): void {
  app.get('/education/livraisons', async (c) => {
    const filter = filterNamed(c.req.query('etat'));
    const person = personOf(c);
    const scope = { kind: 'education' } as const;
    const [view, token] = await Promise.all([
      listDeliveries(deps, person, filter),
      offerCalendarFeed(deps, person, scope),
    ]);
    if (!view || !token) return showNotFound(c, show);
    return show(c, {
      title: texts.title,
      body: (
        <>
          <EducationNav here="/education/livraisons" />
          <Unreadable references={view.unreadable} />
          <Totals view={view} />
          <p>{texts.lead}</p>
          <Filters view={view} chosen={filter} />
          <Rows rows={view.rows} today={deps.clock.today()} />
          <p>
            <a href="/education">{texts.planFor}</a>
          </p>
          <CalendarFeedAddress url={`${deps.site.url}${calendarFeedPath(scope, token)}`} />
        </>
      ),
    });
  });
}

function isState(name: string): name is DeliveryState {
  return Object.hasOwn(deliveryTransitions, name);
}

const filters: readonly DeliveryFilter[] = [
  'under-way',
  'late',
  'reserves',
  ...Object.keys(deliveryTransitions).filter(isState),
];

function filterNamed(name: string | undefined): DeliveryFilter {
  return filters.find((filter) => filter === name) ?? 'under-way';
}

function Totals({ view }: { view: DeliveriesView }) {
  const { lockersToCome, lockersReceived, openReserves, takebacks } = view.totals;
  const facts = [
    [texts.toCome, lockersToCome],
    [texts.received, lockersReceived],
    [texts.openReserves, openReserves],
    [texts.collected, takebacks.collected],
    [texts.welding, takebacks.forWelding],
  ] as const;
  return (
    <dl class="totals">
      {facts.map(([label, value]) => (
        <div>
          <dt>{label}</dt>
          <dd>{number(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Filters({ view, chosen }: { view: DeliveriesView; chosen: DeliveryFilter }) {
  return (
    <nav class="filters" aria-label={texts.filters}>
      {filters.map((filter) => (
        <a
          href={`/education/livraisons?etat=${filter}`}
          aria-current={filter === chosen ? 'page' : undefined}
        >
          {deliveryFilterLabels[filter]} ({number(view.count(filter))})
        </a>
      ))}
    </nav>
  );
}

function Rows({ rows, today }: { rows: readonly DeliveryFile[]; today: string }) {
  if (rows.length === 0) return <p role="status">{texts.none}</p>;
  return (
    <StackTable
      columns={texts.columns}
      rows={rows.map(({ college, delivery }) => [
        <>
          <a href={`/livraisons/${deliveryReference(delivery)}`}>{deliveryReference(delivery)}</a>
          <br />
          {college.name}, {college.commune}
        </>,
        number(delivery.lockers),
        <>
          {isLate(delivery, today) && (
            <>
              <strong>{texts.late}</strong>
              <br />
            </>
          )}
          {deliveryStateText(delivery)}
        </>,
      ])}
    />
  );
}
