import type { Context, Hono } from 'hono';
import { deliveryCalendarFeed } from '../../../content/deliveries/documents.ts';
import {
  deliveriesPage,
  calendarFeedTexts as texts,
} from '../../../content/deliveries/planning-texts.ts';
import { deliveryLine } from '../../../content/deliveries/texts.ts';
import { collegePage as collegeDeliveriesTexts } from '../../../content/site.ts';
import type { Delivery } from '../../../domain/deliveries/delivery.ts';
import { deliveryReference } from '../../../domain/reference.ts';
import type { Uai } from '../../../domain/uai.ts';
import { type CalendarFeedScope, openCalendarFeed } from '../../../use-cases/delivery-queries.ts';
import { renderCalendarFeed } from '../documents/ical.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { pathUai } from '../shared/paths.ts';

/** The deliveries as a calendar to follow. Whoever holds the address reads it: what follows calendars cannot sign in. */
export function registerCalendarFeeds(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { site } = deps;

  app.get('/calendriers/education/:file', (c) => send(c, { kind: 'education' }));
  app.get('/calendriers/colleges/:uai/:file', (c) => {
    const uai = pathUai(c);
    return send(c, uai && { kind: 'college', uai });
  });

  async function send(c: Context, scope: CalendarFeedScope | undefined): Promise<Response> {
    const [, token] = /^([\w-]{1,64})\.ics$/.exec(c.req.param('file') ?? '') ?? [];
    const calendarFeed = scope && token && (await openCalendarFeed(deps, scope, token));
    if (!calendarFeed) return showNotFound(c, show);
    return c.body(renderCalendarFeed(deliveryCalendarFeed(calendarFeed, site)), 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="livraisons.ics"',
      'Cache-Control': 'private, max-age=900',
    });
  }
}

export function calendarFeedPath(scope: CalendarFeedScope, token: string): string {
  const whose = scope.kind === 'college' ? `colleges/${scope.uai}` : 'education';
  return `/calendriers/${whose}/${token}.ics`;
}

/** Where the calendar is, to be copied. */
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
  /** Whole address of the calendar. */
  readonly calendarFeed: string | undefined;
}

/** What is coming, what has come, and where to follow it. */
export function CollegeDeliveries(props: CollegeDeliveriesProps) {
  const { uai, deliveries, canPlan, calendarFeed } = props;
  return (
    <section class="card">
      <h2>{collegeDeliveriesTexts.deliveries}</h2>
      {deliveries.length === 0 && <p>{collegeDeliveriesTexts.noDelivery}</p>}
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
