import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import {
  changeDamage,
  type Damage,
  type DamageChange,
  newDamage,
} from '../../../functions/domain/damages/damage.ts';
import {
  type Digest,
  firstReadsFrom,
  nextDigest,
  readsFrom,
} from '../../../functions/domain/notifications/digest.ts';
import { damageReference } from '../../../functions/domain/reference.ts';
import { campaign2026, crochepierre, damage as report } from '../../shared/examples.ts';

const start = Date.parse('2026-01-05T00:00:00.000Z');
const at = (minute: number) => new Date(start + minute * 60_000).toISOString();

interface Step {
  readonly minutesLater: number;
  readonly happens: 'digest' | DamageChange['what'];
  readonly id: 'AAAAAA' | 'BBBBBB';
}

const anyHistory = fc.array(
  fc.record({
    minutesLater: fc.integer({ min: 1, max: 30 }),
    happens: fc.constantFrom<Step['happens'][]>(
      'digest',
      'acknowledged',
      'repaired',
      'repair-confirmed',
      'still-broken',
    ),
    id: fc.constantFrom<Step['id'][]>('AAAAAA', 'BBBBBB'),
  }),
  { maxLength: 40 },
);

/** The first act on a damage is its report. `undefined` when the state of the damage refuses the act. */
function next(damage: Damage | undefined, { happens, id }: Step, minute: number) {
  const act = { at: at(minute), who: 'a', channel: 'web', idempotencyKey: `${minute}` } as const;
  if (!damage) return newDamage(report, { uai: crochepierre.uai, id }, act);
  return happens === 'digest' ? undefined : changeDamage(damage, { what: happens }, act);
}

function replay(history: readonly Step[]) {
  const damages = new Map<string, Damage>();
  const changedAt = new Map<string, string>();
  const unreported = new Map<string, string>();
  const reports: Record<string, string>[] = [];
  const expected: Record<string, string>[] = [];
  let last: Digest | undefined;
  let minute = 0;
  for (const step of history) {
    minute += step.minutesLater;
    if (step.happens !== 'digest') {
      const changed = next(damages.get(step.id), step, minute);
      if (!changed) continue;
      damages.set(step.id, { ...changed, version: changed.version + 1 });
      changedAt.set(step.id, at(minute));
      const what = changed.journal.at(-1)?.what ?? '';
      const byCollege = !['acknowledged', 'repaired'].includes(what);
      if (byCollege) unreported.set(damageReference(changed), what);
      continue;
    }
    const from = last ? readsFrom(last) : firstReadsFrom(undefined, at(minute));
    const digest = nextDigest({
      previous: last,
      from,
      until: at(minute),
      campaign: minute % 2 === 0 ? campaign2026 : undefined,
      today: '2026-01-14',
      changed: [],
      changedDeliveries: [],
      changedDamages: [...damages.values()].filter(({ id }) => (changedAt.get(id) ?? '') >= from),
    });
    if (unreported.size > 0) expected.push(Object.fromEntries(unreported));
    unreported.clear();
    if (digest) {
      reports.push(
        Object.fromEntries(digest.damages.map(({ reference, what }) => [reference, what])),
      );
    }
    last = digest ?? last;
  }
  return { reports, expected };
}

test.prop([anyHistory])(
  'digests report the last act of the collège on each damage exactly once, with and without a campaign',
  (history) => {
    const { reports, expected } = replay(history);
    expect(reports).toEqual(expected);
  },
);

test('the first digest finds what was reported before any campaign', () => {
  const until = '2025-12-20T01:00:00.000Z';
  expect(firstReadsFrom(campaign2026, until) < '2025-12-19T00:00:00.000Z').toBe(true);
  expect(firstReadsFrom(undefined, until)).toBe(firstReadsFrom(campaign2026, until));
  const late = '2026-03-01T01:00:00.000Z';
  expect(firstReadsFrom(campaign2026, late) < '2026-01-05T00:00:00.000Z').toBe(true);
});
