import { createTestEvent, eventsOf } from '../../../functions/channels/webhooks/events/catalog.ts';
import {
  changeDamage,
  type Damage,
  type DamageReport,
  newDamage,
} from '../../../functions/domain/damages/damage.ts';
import {
  type Declaration,
  file,
  newDeclaration,
  withdraw,
} from '../../../functions/domain/declarations/declaration.ts';
import type { Needs } from '../../../functions/domain/declarations/needs.ts';
import { type Delivery, newDelivery } from '../../../functions/domain/deliveries/delivery.ts';
import type { ReceiptAnswers } from '../../../functions/domain/deliveries/receipt.ts';
import {
  receive,
  withReserveLifted,
  withStatusUpdate,
} from '../../../functions/domain/deliveries/transitions.ts';
import { parseUai } from '../../../functions/domain/uai.ts';
import type { WebhookEvent } from '../../../functions/domain/webhooks/event.ts';

const crochepierre = parseUai('0470678G');
if (crochepierre.kind !== 'uai') throw new Error('Crochepierre has another code');
const { uai } = crochepierre;

const act = (at: string) =>
  ({ at, who: 'Claire Durand', channel: 'web', idempotencyKey: at }) as const;

const needs: Needs = {
  lockersInService: 120,
  lockersUnusable: 14,
  lockersDangerous: 3,
  lockersToReplace: 24,
  pupils: ['6e', 'segpa'],
  place: 'Bâtiment B',
  accessConstraints: ['stairs'],
  accessNotes: '',
  lockersToTakeBack: 24,
  contactName: 'Claire Durand',
  contactRole: 'secretaire-general',
  contactMail: 'claire.durand@colleges.example.org',
  contactPhone: '',
  comment: '',
};

const report: DamageReport = {
  building: 'Bâtiment B',
  level: '',
  corridor: '',
  lockers: [{ prefix: '', first: 101, last: 112, digits: 1 }],
  lockersUnnumbered: 0,
  parts: ['door', 'lock'],
  dangerous: true,
  maker: 'programme',
  description: '',
};

/** With the version that the store gives it at each write. */
function written<Thing extends { readonly version: number }>(thing: Thing | undefined): Thing {
  if (!thing) throw new Error('The rules refuse this example');
  return { ...thing, version: thing.version + 1 };
}

function declarations(): readonly Declaration[] {
  const filing = { kind: 'needs', needs } as const;
  const filed = written(file(newDeclaration(uai, '2026'), filing, act('2026-01-14T08:12:00.000Z')));
  const more = { kind: 'needs', needs: { ...needs, lockersToReplace: 30 } } as const;
  const corrected = written(file(filed, more, act('2026-01-20T14:05:00.000Z')));
  return [filed, corrected, written(withdraw(corrected, act('2026-02-02T09:30:00.000Z')))];
}

function damages(): readonly Damage[] {
  const where = { uai, id: '7F3K2M' };
  const reported = written(newDamage(report, where, act('2026-01-14T08:30:00.000Z')));
  const plan = { what: 'planned', day: '2026-02-03' } as const;
  const planned = written(changeDamage(reported, plan, act('2026-01-15T10:00:00.000Z')));
  const done = { what: 'repair-confirmed' } as const;
  return [reported, planned, written(changeDamage(planned, done, act('2026-02-04T07:45:00.000Z')))];
}

function deliveries(): readonly Delivery[] {
  const plan = {
    lockers: 48,
    expected: { from: '2026-03-17', to: '2026-03-17', slot: 'morning' },
    orderNumber: '',
  } as const;
  const updated = (
    delivery: Delivery,
    statusUpdate: 'on-its-way' | 'arrived' | 'installed' | 'postponed' | 'cancelled',
    at: string,
  ) =>
    written(
      withStatusUpdate(
        delivery,
        { statusUpdate, on: at.slice(0, 10), team: '', note: '' },
        act(at),
      ),
    );
  const planned = written(
    newDelivery(plan, { uai, id: '9C4T1B' }, act('2026-02-20T10:00:00.000Z')),
  );
  const leaving = updated(planned, 'on-its-way', '2026-03-17T06:40:00.000Z');
  const arrived = updated(leaving, 'arrived', '2026-03-17T09:10:00.000Z');
  const note = {
    lockers: [{ prefix: '', first: 12, last: 13, digits: 1 }],
    lockersUnnumbered: 0,
    parts: ['lock'],
    description: '',
  } as const;
  const answers: ReceiptAnswers = {
    counted: 48,
    verdict: 'with-reserves',
    reserves: [note],
    comment: '',
    signedName: 'Claire Durand',
    signedRole: '',
  };
  const signed = { answers, today: '2026-03-17' };
  const received = written(receive(arrived, signed, act('2026-03-17T09:25:00.000Z')));
  const installed = updated(received, 'installed', '2026-03-19T13:00:00.000Z');
  const lift = { reserveId: 'R1', note: '' };
  return [
    ...[planned, leaving, arrived, received, installed],
    written(withReserveLifted(installed, lift, act('2026-04-02T08:00:00.000Z'))),
    updated(planned, 'postponed', '2026-03-10T08:00:00.000Z'),
    updated(planned, 'cancelled', '2026-03-11T08:00:00.000Z'),
  ];
}

/** One event of each type, made by the same code as real ones. */
export function exampleEvents(): ReadonlyMap<string, WebhookEvent> {
  const events = [
    ...declarations().flatMap((declaration) =>
      eventsOf({ kind: 'declaration', declaration, previousVersion: declaration.version - 1 }),
    ),
    ...damages().flatMap((damage) =>
      eventsOf({ kind: 'damage', damage, previousVersion: damage.version - 1 }),
    ),
    ...deliveries().flatMap((delivery) =>
      eventsOf({ kind: 'delivery', delivery, previousVersion: delivery.version - 1 }),
    ),
    createTestEvent({ id: '3f9a1c2b7d40', version: 1 }, '2026-01-14T08:12:00.000Z'),
  ];
  return new Map(events.map((event) => [event.type, event]));
}
