import { expect, test } from 'vitest';
import { newDamage } from '../../../functions/domain/damages/damage.ts';
import {
  type Declaration,
  newDeclaration,
} from '../../../functions/domain/declarations/declaration.ts';
import { newDelivery } from '../../../functions/domain/deliveries/delivery.ts';
import { receive } from '../../../functions/domain/deliveries/transitions.ts';
import { todosOf } from '../../../functions/domain/read-models/college.ts';
import {
  campaign2026,
  crochepierre,
  needs,
  plan,
  damage as report,
  signed,
} from '../../shared/examples.ts';

const blank = newDeclaration(crochepierre.uai, '2026');
const filing = { kind: 'needs', needs } as const;
const draft = { answers: {}, savedAt: '2026-01-14T08:00:00.000Z' };
const kinds = (declaration: Declaration, phase: 'open' | 'closed' = 'open') =>
  todosOf({
    campaign: { campaign: campaign2026, phase },
    declaration,
    damages: [],
    deliveries: [],
  }).map(({ kind }) => kind);

test('an answer is a todo while the campaign is open, and not after', () => {
  expect(kinds(blank)).toEqual(['answer']);
  expect(kinds({ ...blank, state: 'draft', draft })).toEqual(['finish-draft']);
  expect(kinds({ ...blank, state: 'filed', filing })).toEqual([]);
  expect(kinds({ ...blank, state: 'to-correct', filing })).toEqual(['correct']);
  expect(kinds(blank, 'closed')).toEqual([]);
});

test('a damage that was declared repaired is a todo until the collège confirms it', () => {
  const at = '2026-01-14T08:00:00.000Z';
  const act = { at, who: 'Claire Durand', channel: 'web', idempotencyKey: 'a' } as const;
  const reported = newDamage(report, { uai: crochepierre.uai, id: '7F3K2M' }, act);
  const repaired = { ...reported, state: 'repaired' } as const;
  const entry = { at, who: 'Claire Durand', channel: 'web', version: 3 } as const;
  const confirmed = {
    ...repaired,
    journal: [...repaired.journal, { ...entry, what: 'repair-confirmed' } as const],
  };
  const expected = todosOf({ damages: [reported, repaired, confirmed], deliveries: [] });
  expect(expected).toEqual([{ kind: 'confirm-repair', damage: repaired }]);
});

test('lockers that have arrived are a todo until their bon de réception is signed', () => {
  const act = {
    at: '2026-01-14T08:00:00.000Z',
    who: 'Lucie Martin',
    channel: 'web',
    idempotencyKey: 'a',
  } as const;
  const planned = newDelivery(plan, { uai: crochepierre.uai, id: '7F3K2M' }, act);
  const arrived = { ...planned, state: 'arrived', arrivedOn: '2026-01-14' } as const;
  const answers = { answers: signed, today: '2026-01-14' };
  const received = receive(arrived, answers, act) ?? arrived;
  expect(todosOf({ damages: [], deliveries: [planned, arrived, received] })).toEqual([
    { kind: 'receive', delivery: arrived },
  ]);
});
