import type { Hono } from 'hono';
import { deliveryCalendarFeed } from '../../../content/deliveries/documents.ts';
import {
  deliveriesPage,
  calendarFeedTexts as texts,
} from '../../../content/deliveries/planning-texts.ts';
import { deliveryLine } from '../../../content/deliveries/texts.ts';
import { collegePage } from '../../../content/site.ts';
import type { Delivery } from '../../../domain/deliveries/delivery.ts';
import { deliveryReference } from '../../../domain/reference.ts';
import type { Uai } from '../../../domain/uai.ts';
import { type CalendarFeedScope, openCalendarFeed } from '../../../use-cases/delivery-queries.ts';
import { renderCalendarFeed } from '../documents/ical.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound } from '../shared/errors.tsx';
import type { PageRequest, ShowPage } from '../shared/page.tsx';
import { pathUai } from '../shared/paths.ts';

/**
 * The deliveries as a calendar feed. A calendar program cannot sign in: the token in the path is the only check, and any
 * holder of the address reads the feed.
 */
export function registerCalendarFeeds(app: Hono, deps: WebDeps, show: ShowPage): void {
  app.get('/calendriers/education/:file', (c) =>
    sendCalendarFeed({ c, deps, show }, { kind: 'education' }),
  );
  app.get('/calendriers/colleges/:uai/:file', (c) => {
    const uai = pathUai(c);
    return sendCalendarFeed({ c, deps, show }, uai && { kind: 'college', uai });
  });
}

async function sendCalendarFeed(
  { c, deps, show }: PageRequest,
  scope: CalendarFeedScope | undefined,
): Promise<Response> {
  const [, token] = /^([\w-]{1,64})\.ics$/.exec(c.req.param('file') ?? '') ?? [];
  const calendarFeed = scope && token && (await openCalendarFeed(deps, scope, token));
  if (!calendarFeed) return showNotFound(c, show);
  return c.body(renderCalendarFeed(deliveryCalendarFeed(calendarFeed, deps.site)), 200, {
    'Content-Type': 'text/calendar; charset=utf-8',
    'Content-Disposition': 'inline; filename="livraisons.ics"',
    'Cache-Control': 'private, max-age=900',
  });
}

export function calendarFeedPath(scope: CalendarFeedScope, token: string): string {
  const folder = scope.kind === 'college' ? `colleges/${scope.uai}` : 'education';
  return `/calendriers/${folder}/${token}.ics`;
}

/** The address of a calendar feed, to be copied into a calendar program. */
export function CalendarFeedAddress({ url }: { url: string }) {
  return (
    <details class="screen-only">
      <summary>{texts.title}</summary>
      <p>{texts.text}</p>
      <label for="calendrier">{texts.label}</label>
      <input id="calendrier" type="text" readonly value={url} />
    </details>
  );
}

interface CollegeDeliveriesProps {
  readonly uai: Uai;
  readonly deliveries: readonly Delivery[];
  readonly canPlan: boolean;
  /** Absolute URL. */
  readonly calendarFeed: string | undefined;
}

export function CollegeDeliveries(props: CollegeDeliveriesProps) {
  const { uai, deliveries, canPlan, calendarFeed } = props;
  return (
    <section class="card">
      <h2>{collegePage.deliveries}</h2>
      {deliveries.length === 0 && <p>{collegePage.noDelivery}</p>}
      {deliveries.length > 0 && (
        <ul class="damages">
          {deliveries.map((delivery) => (
            <li>
              <a href={`/livraisons/${deliveryReference(delivery)}`}>{deliveryLine(delivery)}</a>
            </li>
          ))}
        </ul>
      )}
      {canPlan && (
        <p class="links">
          <a class="button secondary" href={`/colleges/${uai}/livraisons/nouvelle`}>
            {deliveriesPage.plan}
          </a>
        </p>
      )}
      {calendarFeed && <CalendarFeedAddress url={calendarFeed} />}
    </section>
  );
}
