import type { Context, Hono } from 'hono';
import { drawCalendar } from '../../../papers/draw-calendar.ts';
import type { CalendarScope } from '../../../use-cases/deliveries/open-calendar.ts';
import { calendarWords as words } from '../../../words/pages/deliveries.ts';
import { deliveryCalendar } from '../../../words/papers/delivery-calendar.ts';
import { pathUai } from '../college/path-uai.ts';
import type { ShowPage } from '../frame/page.tsx';
import { showNotFound } from '../frame/refusals.tsx';
import type { WebDeps } from '../web-deps.ts';

/** The deliveries as a calendar to follow. Whoever holds the address reads it: what follows calendars cannot sign in. */
export function registerCalendars(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { openCalendar, site } = deps;

  app.get('/calendriers/education/:file', (c) => send(c, { kind: 'education' }));
  app.get('/calendriers/colleges/:uai/:file', (c) => {
    const uai = pathUai(c);
    return send(c, uai && { kind: 'college', uai });
  });

  async function send(c: Context, scope: CalendarScope | undefined): Promise<Response> {
    const [, token] = /^([\w-]{1,64})\.ics$/.exec(c.req.param('file') ?? '') ?? [];
    const calendar = scope && token && (await openCalendar(scope, token));
    if (!calendar) return showNotFound(c, show);
    return c.body(drawCalendar(deliveryCalendar(calendar, site)), 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="livraisons.ics"',
      'Cache-Control': 'private, max-age=900',
    });
  }
}

export function calendarPath(scope: CalendarScope, token: string): string {
  const whose = scope.kind === 'college' ? `colleges/${scope.uai}` : 'education';
  return `/calendriers/${whose}/${token}.ics`;
}

/** Where the calendar is, to be copied. */
export function CalendarAddress({ url }: { url: string }) {
  return (
    <details class="screen-only">
      <summary>{words.title}</summary>
      <p>{words.text}</p>
      <label for="calendrier">{words.label}</label>
      <input id="calendrier" type="text" readonly value={url} />
    </details>
  );
}
