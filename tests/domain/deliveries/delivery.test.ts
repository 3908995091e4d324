import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  availableStatusUpdates,
  compareDeliveries,
  type Delivery,
  deliveryActs,
  deliveryTransitions,
  isLate,
  isReceivable,
  newDelivery,
  openReserves,
  receiptOf,
  statusUpdates,
} from '../../../functions/domain/deliveries/delivery.ts';
import {
  type ReceiptAnswers,
  receiptProblems,
} from '../../../functions/domain/deliveries/receipt.ts';
import {
  planAgain,
  receive,
  type StatusUpdateDetails,
  withReserveLifted,
  withStatusUpdate,
  withTakeback,
} from '../../../functions/domain/deliveries/transitions.ts';
import { crochepierre, plan, reserve, signed } from '../../shared/examples.ts';

const act = {
  at: '2026-01-14T08:00:00.000Z',
  who: 'Lucie Martin',
  channel: 'web',
  idempotencyKey: 'a',
} as const;
const today = '2026-01-20';
const fresh = stored(newDelivery(plan, { uai: crochepierre.uai, id: '7F3K2M' }, act));
const withReserves: ReceiptAnswers = { ...signed, verdict: 'with-reserves', reserves: [reserve] };
const refused: ReceiptAnswers = { ...signed, verdict: 'refused', comment: 'Mauvaise couleur.' };
const takeback = {
  lockers: 40,
  owner: 'college',
  route: 'decommissioned',
  boardActOn: '',
  collectedOn: '',
  forWelding: 0,
} as const;

/** As the store increments the version. */
function stored(delivery: Delivery): Delivery {
  return { ...delivery, version: delivery.version + 1 };
}

type Step = (delivery: Delivery) => Delivery | undefined;

const update =
  (statusUpdate: StatusUpdateDetails['statusUpdate']): Step =>
  (delivery) =>
    withStatusUpdate(
      delivery,
      { statusUpdate, on: today, team: 'Équipe mobile', note: 'Neige.' },
      act,
    );
const sign =
  (answers: ReceiptAnswers): Step =>
  (delivery) =>
    receive(delivery, { answers, today }, act);
const lift =
  (reserveId: string): Step =>
  (delivery) =>
    withReserveLifted(delivery, { reserveId, note: '' }, act);
const replan: Step = (delivery) => planAgain(delivery, plan, act);

const steps: readonly Step[] = [
  ...statusUpdates.map(update),
  ...[signed, withReserves, { ...withReserves, counted: 46 }, refused].map(sign),
  lift('R1'),
  lift('R2'),
  replan,
  (delivery) => withTakeback(delivery, takeback, act),
];
const anySteps = fc.array(fc.constantFrom(...steps), { maxLength: 14 });

function deliveryAfter(...taken: readonly Step[]): Delivery {
  return taken.reduce((delivery, step) => {
    const next = step(delivery);
    // The same object: the act changes nothing and is not stored.
    return next && next !== delivery ? stored(next) : delivery;
  }, fresh);
}

function statesOf(...taken: readonly Step[]): string[] {
  return taken.map((_, index) => deliveryAfter(...taken.slice(0, index + 1)).state);
}

describe('a delivery after any acts', () => {
  test.prop([anySteps])('has a journal line for every version', (taken) => {
    const { journal, version } = deliveryAfter(...taken);
    expect(new Set(journal.map((entry) => entry.version)).size).toBe(version);
    expect(journal.at(-1)?.version).toBe(version);
  });

  test.prop([anySteps])(
    'has at most one receipt that is not refused, and it is the last',
    (taken) => {
      const { receipts } = deliveryAfter(...taken);
      expect(receipts.slice(0, -1).every(({ verdict }) => verdict === 'refused')).toBe(true);
    },
  );

  test.prop([anySteps])('is never closed with an open réserve', (taken) => {
    const delivery = deliveryAfter(...taken);
    if (delivery.state === 'closed') expect(openReserves(delivery)).toEqual([]);
  });

  test.prop([anySteps])(
    'is not left installed once it has a receipt without open réserves',
    (taken) => {
      const delivery = deliveryAfter(...taken);
      if (delivery.state !== 'installed') return;
      expect(receiptOf(delivery) === undefined || openReserves(delivery).length > 0).toBe(true);
    },
  );

  test.prop([anySteps])('offers exactly the status updates that its state allows', (taken) => {
    const delivery = deliveryAfter(...taken);
    const allowed = statusUpdates.filter((what) => update(what)(delivery) !== undefined);
    expect(availableStatusUpdates(delivery)).toEqual(allowed);
  });

  test.prop([anySteps])('is receivable exactly when it can be signed for', (taken) => {
    const delivery = deliveryAfter(...taken);
    expect(sign(signed)(delivery) !== undefined).toBe(isReceivable(delivery));
  });
});

describe('a delivery', () => {
  test('goes from planned to closed when nothing is wrong', () => {
    const path = [update('on-its-way'), update('arrived'), sign(signed), update('installed')];
    expect(statesOf(...path)).toEqual(['on-its-way', 'arrived', 'arrived', 'closed']);
    expect(deliveryAfter(...path)).toMatchObject({
      arrivedOn: today,
      installed: { on: today, team: 'Équipe mobile' },
    });
  });

  test('is closed once the last réserve is lifted', () => {
    const short = { ...withReserves, counted: 46 };
    const path = [update('arrived'), sign(short), update('installed'), lift('R1'), lift('R2')];
    expect(statesOf(...path)).toEqual(['arrived', 'arrived', 'installed', 'installed', 'closed']);
    expect(receiptOf(deliveryAfter(...path.slice(0, 2)))?.reserves).toMatchObject([
      { id: 'R1', about: 'count', lockersCount: 2 },
      { id: 'R2', about: 'lockers', lockersCount: 3, parts: ['lock'] },
    ]);
  });

  test('may be signed for while it is planned, and after it is installed', () => {
    expect(deliveryAfter(sign(signed))).toMatchObject({ state: 'arrived', arrivedOn: today });
    expect(statesOf(update('installed'), sign(signed))).toEqual(['installed', 'closed']);
  });

  test('that was refused gets a new plan and another receipt', () => {
    const path = [update('arrived'), sign(refused), replan, sign(signed)];
    expect(statesOf(...path)).toEqual(['arrived', 'postponed', 'planned', 'arrived']);
    const back = deliveryAfter(...path.slice(0, 2));
    expect(back.arrivedOn).toBeUndefined();
    expect(back.journal.at(-1)).toMatchObject({ what: 'refused', note: 'Mauvaise couleur.' });
    expect(deliveryAfter(...path).receipts.map(({ verdict }) => verdict)).toEqual([
      'refused',
      'accepted',
    ]);
  });

  test('that is cancelled, on its way, arrived or postponed by mistake can be replanned until it has a receipt', () => {
    for (const mistake of ['cancelled', 'on-its-way', 'arrived', 'postponed'] as const) {
      expect(deliveryAfter(update(mistake), replan)).toMatchObject({
        state: 'planned',
        arrivedOn: undefined,
      });
    }
    expect(replan(deliveryAfter(update('arrived'), sign(signed)))).toBeUndefined();
  });

  test('refuses a late status update: the later state stays', () => {
    const arrived = deliveryAfter(update('arrived'));
    expect(update('on-its-way')(arrived)).toBeUndefined();
    expect(update('arrived')(arrived)).toBeUndefined();
    expect(update('arrived')(deliveryAfter(update('installed')))).toBeUndefined();
    expect(update('on-its-way')(deliveryAfter(update('cancelled')))).toBeUndefined();
  });

  test('has every act in its table of transitions', () => {
    const listed = new Set(Object.values(deliveryTransitions).flatMap((acts) => Object.keys(acts)));
    expect([...deliveryActs].filter((what) => !listed.has(what))).toEqual([]);
  });
});

describe('the answers of a receipt', () => {
  test.each<[string, ReceiptAnswers, string[]]>([
    ['everything is there', signed, []],
    ['accepted, and some are missing', { ...signed, counted: 46 }, ['count-differs']],
    ['accepted, with réserves written', { ...signed, reserves: [reserve] }, ['reserves-unsaid']],
    ['with réserves, none described', { ...signed, verdict: 'with-reserves' }, ['no-reserve']],
    ['the count alone is a réserve', { ...signed, verdict: 'with-reserves', counted: 47 }, []],
    [
      'a réserve about nothing',
      { ...withReserves, reserves: [{ ...reserve, lockers: [], parts: [], description: '' }] },
      ['no-locker', 'undescribed'],
    ],
    ['refused without a reason', { ...refused, comment: '' }, ['reason-missing']],
    ['refused, whatever was counted', { ...refused, counted: 0 }, []],
  ])('are checked: %s', (_, answers, problems) => {
    expect(receiptProblems(answers, 48).map(({ kind }) => kind)).toEqual(problems);
  });
});

describe('a late delivery', () => {
  test('is one whose last expected day is over and that has not arrived', () => {
    expect(isLate(fresh, '2026-01-20')).toBe(false);
    expect(isLate(fresh, '2026-01-21')).toBe(true);
    expect(isLate(deliveryAfter(update('on-its-way')), '2026-01-21')).toBe(true);
    for (const over of ['arrived', 'postponed', 'cancelled'] as const) {
      expect(isLate(deliveryAfter(update(over)), '2026-01-21')).toBe(false);
    }
  });

  test('is listed after postponed ones, before those with réserves and the rest', () => {
    const later = { ...fresh, expected: { from: '2026-02-02', to: '2026-02-02' } };
    const all = [
      deliveryAfter(update('arrived'), sign(signed), update('installed')),
      later,
      deliveryAfter(sign(withReserves)),
      fresh,
      deliveryAfter(update('postponed')),
    ];
    const order = all.toSorted((a, b) => compareDeliveries(a, b, '2026-01-21'));
    expect(order).toEqual([all[4], all[3], all[2], all[1], all[0]]);
  });
});
