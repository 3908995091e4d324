import { describe, expect, test } from 'vitest';
import { eventSchema, eventsOf } from '../../../../functions/channels/webhooks/events/catalog.ts';
import { changeDamage, newDamage } from '../../../../functions/domain/damages/damage.ts';
import {
  file,
  newDeclaration,
  withdraw,
} from '../../../../functions/domain/declarations/declaration.ts';
import { newDelivery } from '../../../../functions/domain/deliveries/delivery.ts';
import {
  receive,
  withReserveLifted,
  withStatusUpdate,
} from '../../../../functions/domain/deliveries/transitions.ts';
import { crochepierre, needs, damage as report } from '../../../shared/examples.ts';

const { uai } = crochepierre;
/** Personal data, typed into every field of free text. */
const secrets = [
  'SECRET Marie Curie',
  'secret@example.org',
  '+33 6 00 00 00 00',
  '<script>secret</script>',
];
const secret = secrets.join(' ');

const act = (at: string) =>
  ({
    at,
    who: secret,
    mail: 'secret@example.org',
    channel: 'web',
    idempotencyKey: secret,
  }) as const;
const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T08:00:00.000Z`;

function written<Thing extends { readonly version: number }>(thing: Thing | undefined): Thing {
  if (!thing) throw new Error('refused');
  return { ...thing, version: thing.version + 1 };
}

const input = {
  ...needs,
  ...{ place: secret, accessNotes: secret, contactName: secret, contactMail: secret },
  ...{ contactPhone: secret, comment: secret },
};
const filed = written(
  file(newDeclaration(uai, '2026'), { kind: 'needs', needs: input }, act(at(1))),
);
const corrected = written(file(filed, { kind: 'nothing-needed' }, act(at(2))));
const withdrawn = written(
  withdraw({ ...filed, draft: { answers: { comment: secret }, savedAt: at(2) } }, act(at(3))),
);
const refiled = written(file(withdrawn, { kind: 'needs', needs: input }, act(at(4))));

const damageReport = {
  ...report,
  building: secret,
  level: secret,
  corridor: secret,
  description: secret,
};
const reported = written(newDamage(damageReport, { uai, id: '7F3K2M' }, act(at(1))));
const declined = written(changeDamage(reported, { what: 'declined', note: secret }, act(at(2))));
const broken = written(changeDamage(declined, { what: 'still-broken', note: secret }, act(at(3))));

const plan = {
  lockers: 48,
  expected: { from: '2026-03-05', to: '2026-03-05' },
  orderNumber: secret,
};
const planned = written(newDelivery(plan, { uai, id: '9C4T1B' }, act(at(1))));
const updated = written(
  withStatusUpdate(
    planned,
    { statusUpdate: 'postponed', on: '2026-03-02', team: secret, note: secret },
    act(at(2)),
  ),
);
const installed = written(
  withStatusUpdate(
    planned,
    { statusUpdate: 'installed', on: '2026-03-05', team: secret, note: secret },
    act(at(5)),
  ),
);
const note = { lockers: [], lockersUnnumbered: 2, parts: ['lock'] as const, description: secret };
const answers = {
  ...{ counted: 47, reserves: [note], comment: secret },
  ...{ signedName: secret, signedRole: secret },
};
const signed = (verdict: 'with-reserves' | 'refused', from = installed) =>
  written(receive(from, { answers: { ...answers, verdict }, today: '2026-03-06' }, act(at(6))));
const received = signed('with-reserves');
const lifted = written(withReserveLifted(received, { reserveId: 'R1', note: secret }, act(at(7))));

const changeEvents = [
  ...[filed, corrected, withdrawn, refiled].map(
    (declaration) => ({ kind: 'declaration', declaration }) as const,
  ),
  ...[reported, declined, broken].map((damage) => ({ kind: 'damage', damage }) as const),
  ...[planned, updated, installed, received, lifted, signed('refused', planned)].map(
    (delivery) => ({ kind: 'delivery', delivery }) as const,
  ),
];
const eventsOfLastChange = (changeEvent: (typeof changeEvents)[number]) => {
  const { version } =
    'damage' in changeEvent
      ? changeEvent.damage
      : 'delivery' in changeEvent
        ? changeEvent.delivery
        : changeEvent.declaration;
  return eventsOf({ ...changeEvent, previousVersion: version - 1 });
};
const all = changeEvents.flatMap(eventsOfLastChange);

test('each act is published under its type', () => {
  expect(all.map(({ type }) => type)).toEqual([
    'declaration.filed',
    'declaration.corrected',
    'declaration.withdrawn',
    'declaration.filed',
    'damage.reported',
    'damage.moved',
    'damage.followed_up',
    'delivery.planned',
    'delivery.postponed',
    'delivery.installed',
    'delivery.received',
    'delivery.reserve_noted',
    'delivery.reserve_noted',
    'delivery.reserve_lifted',
    'delivery.received',
  ]);
});

describe('an event', () => {
  test.each(all.map((event) => [event.type, event] as const))(
    '%s holds no personal data and no free text',
    (_type, { id, body }) => {
      for (const each of [...secrets, 'secret', 'SECRET', 'Curie', 'Bâtiment']) {
        expect(`${id} ${body}`).not.toContain(each);
      }
    },
  );

  test.each(all.map((event) => [event.type, event] as const))(
    '%s follows its schema, and is small',
    (type, { body, at }) => {
      const read = eventSchema(type).parse(JSON.parse(body));
      expect(read).toEqual(JSON.parse(body));
      expect(read.timestamp).toBe(at);
      expect(Buffer.byteLength(body)).toBeLessThan(2000);
    },
  );

  test('has an id of its own, without dots', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { id } of all) expect(id).toMatch(/^msg_[0-9a-f]{32}$/);
  });

  test('that is rebuilt from the journal later has the same id and time, and the current data', () => {
    const [first] = eventsOf({ kind: 'declaration', declaration: filed, previousVersion: 0 });
    const again = eventsOf({ kind: 'declaration', declaration: refiled, previousVersion: 0 });
    expect(again.map(({ type }) => type)).toEqual([
      'declaration.filed',
      'declaration.withdrawn',
      'declaration.filed',
    ]);
    expect(again[0]).toMatchObject({ id: first?.id, at: first?.at });
    expect(JSON.parse(again[0]?.body ?? '').data).toMatchObject({ version: 1, asOf: 3 });
  });

  test('is not made of a journal entry that is not published', () => {
    expect(eventsOf({ kind: 'declaration', declaration: filed, previousVersion: 1 })).toEqual([]);
  });
});
