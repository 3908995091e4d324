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

/** As the store does. */
function stored(delivery: Delivery): Delivery {
  return { ...delivery, version: delivery.version + 1 };
}

type Step = (delivery: Delivery) => Delivery | undefined;

const move =
  (what: StatusUpdateDetails['statusUpdate']): Step =>
  (delivery) =>
    withStatusUpdate(
      delivery,
      { statusUpdate: what, on: today, team: 'Équipe mobile', note: 'Neige.' },
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
  ...statusUpdates.map(move),
  ...[signed, withReserves, { ...withReserves, counted: 46 }, refused].map(sign),
  lift('R1'),
  lift('R2'),
  replan,
  (delivery) => withTakeback(delivery, takeback, act),
];
const anySteps = fc.array(fc.constantFrom(...steps), { maxLength: 14 });

function having(...taken: readonly Step[]): Delivery {
  return taken.reduce((delivery, step) => {
    const next = step(delivery);
    return next ? stored(next) : delivery;
  }, fresh);
}

function statesOf(...taken: readonly Step[]): string[] {
  return taken.map((_, index) => having(...taken.slice(0, index + 1)).state);
}

describe('a delivery, whatever is done to it', () => {
  test.prop([anySteps])('keeps a line of its journal for every version', (taken) => {
    const { journal, version } = having(...taken);
    expect(new Set(journal.map((entry) => entry.version)).size).toBe(version);
    expect(journal.at(-1)?.version).toBe(version);
  });

  test.prop([anySteps])(
    'is signed for once, and only what was refused is signed for again',
    (taken) => {
      const { receipts } = having(...taken);
      expect(receipts.slice(0, -1).every(({ verdict }) => verdict === 'refused')).toBe(true);
    },
  );

  test.prop([anySteps])('is never closed while a réserve stands', (taken) => {
    const delivery = having(...taken);
    if (delivery.state === 'closed') expect(openReserves(delivery)).toEqual([]);
  });

  test.prop([anySteps])('is not left installed and signed for with nothing to lift', (taken) => {
    const delivery = having(...taken);
    if (delivery.state !== 'installed') return;
    expect(receiptOf(delivery) === undefined || openReserves(delivery).length > 0).toBe(true);
  });

  test.prop([anySteps])('offers only moves that its state takes', (taken) => {
    const delivery = having(...taken);
    const taking = statusUpdates.filter((what) => move(what)(delivery) !== undefined);
    expect(availableStatusUpdates(delivery)).toEqual(taking);
  });

  test.prop([anySteps])('offers to sign exactly where it can be signed for', (taken) => {
    const delivery = having(...taken);
    expect(sign(signed)(delivery) !== undefined).toBe(isReceivable(delivery));
  });
});

describe('the way of a delivery', () => {
  test('leads from planned to closed when nothing is wrong', () => {
    const way = [move('on-its-way'), move('arrived'), sign(signed), move('installed')];
    expect(statesOf(...way)).toEqual(['on-its-way', 'arrived', 'arrived', 'closed']);
    expect(having(...way)).toMatchObject({
      arrivedOn: today,
      installed: { on: today, team: 'Équipe mobile' },
    });
  });

  test('waits for the last réserve to be lifted', () => {
    const short = { ...withReserves, counted: 46 };
    const way = [move('arrived'), sign(short), move('installed'), lift('R1'), lift('R2')];
    expect(statesOf(...way)).toEqual(['arrived', 'arrived', 'installed', 'installed', 'closed']);
    expect(receiptOf(having(...way.slice(0, 2)))?.reserves).toMatchObject([
      { id: 'R1', about: 'count', lockersCount: 2 },
      { id: 'R2', about: 'lockers', lockersCount: 3, parts: ['lock'] },
    ]);
  });

  test('may be signed for before anybody said that it left, and after it is installed', () => {
    expect(having(sign(signed))).toMatchObject({ state: 'arrived', arrivedOn: today });
    expect(statesOf(move('installed'), sign(signed))).toEqual(['installed', 'closed']);
  });

  test('of lockers that were refused leads to a new plan, and to another receipt', () => {
    const way = [move('arrived'), sign(refused), replan, sign(signed)];
    expect(statesOf(...way)).toEqual(['arrived', 'postponed', 'planned', 'arrived']);
    const back = having(...way.slice(0, 2));
    expect(back.arrivedOn).toBeUndefined();
    expect(back.journal.at(-1)).toMatchObject({ what: 'refused', note: 'Mauvaise couleur.' });
    expect(having(...way).receipts.map(({ verdict }) => verdict)).toEqual(['refused', 'accepted']);
  });

  test('can be put right: cancelled, sent or arrived by mistake, it is planned again', () => {
    for (const slip of ['cancelled', 'on-its-way', 'arrived', 'postponed'] as const) {
      expect(having(move(slip), replan)).toMatchObject({ state: 'planned', arrivedOn: undefined });
    }
    expect(replan(having(move('arrived'), sign(signed)))).toBeUndefined();
  });

  test('news that comes late is refused: what is further along stands', () => {
    const arrived = having(move('arrived'));
    expect(move('on-its-way')(arrived)).toBeUndefined();
    expect(move('arrived')(arrived)).toBeUndefined();
    expect(move('arrived')(having(move('installed')))).toBeUndefined();
    expect(move('on-its-way')(having(move('cancelled')))).toBeUndefined();
  });

  test('is known to the table for every act', () => {
    const listed = new Set(Object.values(deliveryTransitions).flatMap((acts) => Object.keys(acts)));
    expect([...deliveryActs].filter((what) => !listed.has(what))).toEqual([]);
  });
});

describe('what is signed', () => {
  test.each<[string, ReceiptAnswers, string[]]>([
    ['everything is there', signed, []],
    ['accepted, and some are missing', { ...signed, counted: 46 }, ['count-differs']],
    ['accepted, with réserves written', { ...signed, reserves: [reserve] }, ['reserves-unsaid']],
    ['réserves that are not told', { ...signed, verdict: 'with-reserves' }, ['no-reserve']],
    ['the count alone is a réserve', { ...signed, verdict: 'with-reserves', counted: 47 }, []],
    [
      'a réserve about nothing',
      { ...withReserves, reserves: [{ ...reserve, lockers: [], parts: [], description: '' }] },
      ['no-locker', 'undescribed'],
    ],
    ['refused without a word', { ...refused, comment: '' }, ['reason-missing']],
    ['refused, whatever was counted', { ...refused, counted: 0 }, []],
  ])('is judged: %s', (_, answers, problems) => {
    expect(receiptProblems(answers, 48).map(({ kind }) => kind)).toEqual(problems);
  });
});

describe('late', () => {
  test('is what should have come yesterday, and has not', () => {
    expect(isLate(fresh, '2026-01-20')).toBe(false);
    expect(isLate(fresh, '2026-01-21')).toBe(true);
    expect(isLate(having(move('on-its-way')), '2026-01-21')).toBe(true);
    for (const over of ['arrived', 'postponed', 'cancelled'] as const) {
      expect(isLate(having(move(over)), '2026-01-21')).toBe(false);
    }
  });

  test('comes after what was put off, before réserves, before the rest', () => {
    const later = { ...fresh, expected: { from: '2026-02-02', to: '2026-02-02' } };
    const all = [
      having(move('arrived'), sign(signed), move('installed')),
      later,
      having(sign(withReserves)),
      fresh,
      having(move('postponed')),
    ];
    const order = all.toSorted((a, b) => compareDeliveries(a, b, '2026-01-21'));
    expect(order).toEqual([all[4], all[3], all[2], all[1], all[0]]);
  });
});
