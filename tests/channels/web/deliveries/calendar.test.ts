import { beforeEach, describe, expect, test } from 'vitest';
import { newDelivery } from '../../../../functions/domain/deliveries/delivery.ts';
import { updateDeliveryStatus } from '../../../../functions/use-cases/deliveries.ts';
import { crochepierre, durand, inspector, jeanMoulin, plan } from '../../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { openBrowser } from '../browser.ts';

let environment: TestEnvironment;

beforeEach(async () => {
  environment = await createTestEnvironment();
  await save('7F3K2M', plan.expected);
});

const { uai } = crochepierre;

async function save(id: string, expected: typeof plan.expected, where = uai) {
  const act = {
    at: '2026-01-14T08:00:00.000Z',
    who: inspector.name,
    channel: 'web',
    idempotencyKey: id,
  } as const;
  await environment.deliveries.save(newDelivery({ ...plan, expected }, { uai: where, id }, act));
}

/** The path of the feed whose address a page shows. */
async function feedPathOn(path: string, person: { readonly mail: string } = durand) {
  const browser = openBrowser(environment);
  await browser.signIn(person);
  const url = (await browser.get(path)).valueOf('calendrier') ?? '';
  expect(url).toMatch(/^https:\/\/casiers\.example\.org\/calendriers\//);
  return url.replace('https://casiers.example.org', '');
}

/** Without a session, as a calendar program. */
async function fetchFeed(path: string) {
  const response = await environment.web.request(path);
  const { status, headers } = response;
  const text = await response.text();
  return { status, headers, events: status === 200 ? eventsIn(text) : [], text };
}

/** Checks the lines as RFC 5545 wants them: CRLF, at most 75 octets, folded with a space. */
function eventsIn(text: string): Record<string, string>[] {
  const lines = text.split('\r\n');
  expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  expect(text).not.toMatch(/[^\r]\n/);
  const unfolded = text.replace(/\r\n[ \t]/g, '').split('\r\n');
  expect([unfolded[0], unfolded[1], unfolded.at(-1)]).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'END:VCALENDAR',
  ]);
  const events: Record<string, string>[] = [];
  for (const line of unfolded) {
    if (line === 'BEGIN:VEVENT') events.push({});
    const [name = '', value = ''] = line.split(/:(.*)/s);
    Object.assign(events.at(-1) ?? {}, { [name]: value });
  }
  for (const event of events) {
    expect(Object.keys(event)).toEqual(
      expect.arrayContaining(['UID', 'DTSTAMP', 'SUMMARY', 'SEQUENCE']),
    );
  }
  return events;
}

describe('the calendar feed of a collège', () => {
  test('needs no session, and gives half-days in the time zone of the Département', async () => {
    const { headers, events, text } = await fetchFeed(await feedPathOn(`/colleges/${uai}`));
    expect(headers.get('Content-Type')).toBe('text/calendar; charset=utf-8');
    expect(text).toContain('X-WR-TIMEZONE:Europe/Paris');
    expect(events).toEqual([
      expect.objectContaining({
        UID: 'L-0470678G-7F3K2M@casiers.example.org',
        SEQUENCE: '1',
        DTSTART: '20260120T070000Z',
        DTEND: '20260120T110000Z',
        STATUS: 'CONFIRMED',
        SUMMARY: 'Livraison de 48 casiers\\, Collège André Crochepierre',
      }),
    ]);
  });

  test('has events in summer time, and events of whole days', async () => {
    await save('A00001', { from: '2026-06-16', to: '2026-06-16', slot: 'afternoon' });
    await save('B00001', { from: '2026-07-06', to: '2026-07-10' });
    const { events } = await fetchFeed(await feedPathOn(`/colleges/${uai}`));
    expect(events[1]).toMatchObject({ DTSTART: '20260616T113000Z', DTEND: '20260616T153000Z' });
    expect(events[2]).toMatchObject({
      'DTSTART;VALUE=DATE': '20260706',
      'DTEND;VALUE=DATE': '20260711',
      STATUS: 'TENTATIVE',
    });
  });

  test('keeps the id of an event and increments its sequence after a change', async () => {
    const path = await feedPathOn(`/colleges/${uai}`);
    await updateDeliveryStatus(environment, {
      ...{ uai, id: '7F3K2M', by: inspector, channel: 'web', idempotencyKey: 'b' },
      ...{ statusUpdate: 'cancelled', note: 'Commande annulée.' },
    });
    expect((await fetchFeed(path)).events).toEqual([
      expect.objectContaining({
        UID: 'L-0470678G-7F3K2M@casiers.example.org',
        SEQUENCE: '2',
        STATUS: 'CANCELLED',
        SUMMARY: 'Livraison de 48 casiers\\, Collège André Crochepierre (annulée)',
      }),
    ]);
  });

  test('names no person', async () => {
    const { text } = await fetchFeed(await feedPathOn(`/colleges/${uai}`));
    expect(text).not.toContain(inspector.name);
  });

  test('is opened by its own token only', async () => {
    await save('A00001', plan.expected, jeanMoulin.uai);
    const path = await feedPathOn(`/colleges/${uai}`);
    const education = await feedPathOn('/education/livraisons', inspector);
    expect((await fetchFeed(education)).events).toHaveLength(2);
    const token = path.split('/').at(-1) ?? '';
    for (const wrong of [
      `/calendriers/colleges/${jeanMoulin.uai}/${token}`,
      `/calendriers/education/${token}`,
      `/calendriers/colleges/${uai}/${education.split('/').at(-1)}`,
      `/calendriers/colleges/${uai}/.ics`,
      `/calendriers/colleges/${uai}/${token.slice(1)}`,
      path.replace('.ics', ''),
    ]) {
      expect((await fetchFeed(wrong)).status, wrong).toBe(404);
    }
  });
});
