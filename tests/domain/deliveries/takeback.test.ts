import { describe, expect, test } from 'vitest';
import {
  type Takeback,
  takebackProblems,
  takebackTotals,
} from '../../../functions/domain/deliveries/takeback.ts';

const today = '2026-01-20';
const takeback: Takeback = {
  lockers: 40,
  owner: 'college',
  route: 'decommissioned',
  boardActOn: '2025-11-20',
  collectedOn: '2026-01-20',
  forWelding: 12,
};

describe('a takeback', () => {
  test.each<[string, Partial<Takeback>, string[]]>([
    ['with its act and its day', {}, []],
    ['to come, without an act yet', { boardActOn: '', collectedOn: '' }, []],
    ['of lockers of a collège that left without an act', { boardActOn: '' }, ['board-act-missing']],
    ['of lockers of the Département', { owner: 'departement', boardActOn: '' }, []],
    ['that left before the act', { collectedOn: '2025-11-19' }, ['before-board-act']],
    ['on a day to come', { collectedOn: '2026-01-21' }, ['day-to-come']],
    ['by an act to come', { boardActOn: '2026-01-21', collectedOn: '' }, ['day-to-come']],
    ['of fewer than the training gets', { forWelding: 41 }, ['more-than-taken']],
  ])('%s is judged', (_, over, problems) => {
    const found = takebackProblems({ ...takeback, ...over }, today);
    expect(found.map(({ problem }) => problem)).toEqual(problems);
  });

  test('counts for the training once it was collected', () => {
    const toCome = { ...takeback, collectedOn: '' };
    expect(takebackTotals([takeback, toCome])).toEqual({
      lockers: 80,
      collected: 40,
      forWelding: 12,
    });
  });
});
