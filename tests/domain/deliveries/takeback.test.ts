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
    ['with its board act and its day', {}, []],
    ['to come, without a board act yet', { boardActOn: '', collectedOn: '' }, []],
    [
      'of lockers of a collège, collected without a board act',
      { boardActOn: '' },
      ['board-act-missing'],
    ],
    ['of lockers of the Département', { owner: 'departement', boardActOn: '' }, []],
    ['collected before the board act', { collectedOn: '2025-11-19' }, ['before-board-act']],
    ['collected on a future day', { collectedOn: '2026-01-21' }, ['day-to-come']],
    [
      'with a board act of a future day',
      { boardActOn: '2026-01-21', collectedOn: '' },
      ['day-to-come'],
    ],
    ['with more lockers for welding than were taken', { forWelding: 41 }, ['more-than-taken']],
  ])('%s is checked', (_, over, problems) => {
    const found = takebackProblems({ ...takeback, ...over }, today);
    expect(found.map(({ problem }) => problem)).toEqual(problems);
  });

  test('counts lockers for welding once they are collected', () => {
    const toCome = { ...takeback, collectedOn: '' };
    expect(takebackTotals([takeback, toCome])).toEqual({
      lockers: 80,
      collected: 40,
      forWelding: 12,
    });
  });
});
