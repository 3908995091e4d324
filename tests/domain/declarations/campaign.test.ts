import { describe, expect, test } from 'vitest';
import { dayIn, earliestInstantOf, utcDaysBetween } from '../../../functions/domain/dates.ts';
import { campaignOf, phaseOf } from '../../../functions/domain/declarations/campaign.ts';
import { campaign2026 } from '../../shared/examples.ts';

test.each([
  ['2026-01-04', 'upcoming'],
  ['2026-01-05', 'open'],
  ['2026-03-31', 'open'],
  ['2026-04-01', 'closed'],
])('on %s the campaign from 5 January to 31 March is %s', (today, phase) => {
  expect(phaseOf(campaign2026, today)).toBe(phase);
});

describe('the campaign of the day', () => {
  const next = {
    id: '2027',
    name: 'Recensement 2027',
    opensOn: '2027-01-04',
    closesOn: '2027-03-31',
  };

  test.each([
    ['2025-12-01', '2026'],
    ['2026-02-01', '2026'],
    ['2026-11-23', '2026'],
    ['2027-01-04', '2027'],
    ['2028-01-01', '2027'],
  ])('on %s is %s', (today, id) => {
    expect(campaignOf([next, campaign2026], today)?.campaign.id).toBe(id);
  });

  test('is undefined without campaigns', () => {
    expect(campaignOf([], '2026-02-01')).toBeUndefined();
  });
});

describe('a day', () => {
  test('begins at midnight in the Département, in winter and in summer', () => {
    expect(dayIn('Europe/Paris', new Date('2026-01-04T23:00:00.000Z'))).toBe('2026-01-05');
    expect(dayIn('Europe/Paris', new Date('2026-07-04T21:59:59.999Z'))).toBe('2026-07-04');
    expect(dayIn('Indian/Reunion', new Date('2026-01-04T20:00:00.000Z'))).toBe('2026-01-05');
  });

  test('begins somewhere on Earth before it begins in Paris', () => {
    expect(earliestInstantOf('2026-01-05') < '2026-01-04T23:00:00.000Z').toBe(true);
  });

  test('between two instants is listed, across the end of February', () => {
    expect(utcDaysBetween('2028-02-28T23:00:00.000Z', '2028-03-01T00:00:00.000Z')).toEqual([
      '2028-02-28',
      '2028-02-29',
      '2028-03-01',
    ]);
  });
});
