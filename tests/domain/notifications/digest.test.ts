import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { Act } from '../../../functions/domain/act.ts';
import { lotsOf, totalsOf } from '../../../functions/domain/declarations/campaign.ts';
import {
  type Declaration,
  file,
  newDeclaration,
  withdraw,
} from '../../../functions/domain/declarations/declaration.ts';
import {
  type Digest,
  nextDigest,
  notDeclaredColleges,
  readsFrom,
} from '../../../functions/domain/notifications/digest.ts';
import { campaign2026, needs, register } from '../../shared/examples.ts';

const start = Date.parse('2026-01-05T00:00:00.000Z');
const at = (minute: number) => new Date(start + minute * 60_000).toISOString();

const anyHistory = fc.array(
  fc.record({
    minutesLater: fc.integer({ min: 1, max: 2000 }),
    happens: fc.constantFrom<Step['happens'][]>('digest', 0, 1, 2),
    lockers: fc.option(fc.integer({ min: 1, max: 100 })),
  }),
  { maxLength: 40 },
);

describe('digests over any history of filings, withdrawals and nights', () => {
  test.prop([anyHistory])(
    'report the last act of each collège exactly once, and no filing that was withdrawn before a digest',
    (history) => {
      const { digests, expected } = replay(history);
      expect(digests).toEqual(expected);
    },
  );

  test.prop([anyHistory])('have the same totals as all declarations read together', (history) => {
    const { last, declarations } = replay([
      ...history,
      { minutesLater: 1, happens: 'digest', lockers: 1 },
    ]);
    const filed = [...declarations.values()].flatMap(({ filing }) =>
      filing?.kind === 'needs' ? [filing.needs.lockersToReplace] : [],
    );
    const total = filed.reduce((sum, lockers) => sum + lockers, 0);
    expect(totalsOf(last?.campaignStatuses ?? []).lockersToReplace).toBe(total);
    if (last) {
      expect(notDeclaredColleges(register, last)).toHaveLength(register.length - filed.length);
    }
  });
});

interface Step {
  readonly minutesLater: number;
  readonly happens: 'digest' | 0 | 1 | 2;
  /** `null`: the filing is withdrawn, if there is one. */
  readonly lockers: number | null;
}

type Reported = number | 'withdrawn';

function replay(history: readonly Step[]) {
  const declarations = new Map<string, Declaration>();
  const changedAt = new Map<string, string>();
  const reported = new Map<string, Reported>();
  const unreported = new Map<string, Reported>();
  const digests: Record<string, Reported>[] = [];
  const expected: Record<string, Reported>[] = [];
  let last: Digest | undefined;
  let minute = 0;
  for (const { minutesLater, happens, lockers } of history) {
    minute += minutesLater;
    if (happens === 'digest') {
      const from = last ? readsFrom(last) : at(0);
      const changed = [...declarations.values()].filter(
        ({ uai }) => (changedAt.get(uai) ?? '') >= from,
      );
      const digest = nextDigest({
        previous: last,
        from,
        until: at(minute),
        campaign: campaign2026,
        changed,
        changedDamages: [],
        changedDeliveries: [],
        today: '2026-01-14',
      });
      if (unreported.size > 0) expected.push(Object.fromEntries(unreported));
      for (const [uai, change] of unreported) reported.set(uai, change);
      unreported.clear();
      if (digest) digests.push(changesIn(digest));
      last = digest ?? last;
    } else {
      const { uai } = register[happens] ?? { uai: undefined };
      if (!uai) throw new Error('no such collège');
      const declaration = declarations.get(uai) ?? newDeclaration(uai, '2026');
      const act = {
        at: at(minute),
        who: 'a',
        channel: 'web',
        idempotencyKey: `${minute}`,
      } as const;
      const next = fileOrWithdraw(declaration, lockers, act);
      // Filing again what is filed is no act.
      if (!next || next === declaration) continue;
      declarations.set(uai, { ...next, version: next.version + 1 });
      changedAt.set(uai, at(minute));
      if (lockers !== null) unreported.set(uai, lockers);
      else if (typeof reported.get(uai) === 'number') unreported.set(uai, 'withdrawn');
      else unreported.delete(uai);
    }
  }
  return { digests, expected, last, declarations };
}

function fileOrWithdraw(declaration: Declaration, lockers: number | null, act: Act) {
  if (lockers === null) return withdraw(declaration, act);
  return file(declaration, { kind: 'needs', needs: { ...needs, lockersToReplace: lockers } }, act);
}

function changesIn({ changes }: Digest): Record<string, Reported> {
  return Object.fromEntries(
    changes.map(({ uai, filing }) => {
      if (filing.kind === 'nothing-needed') throw new Error('no step files that');
      return [uai, filing.kind === 'needs' ? filing.needs.lockersToReplace : filing.kind];
    }),
  );
}

describe('lots', () => {
  test.prop([fc.nat({ max: 10_000 }), fc.integer({ min: 1, max: 100 })])(
    'and the remainder add up to the lockers to replace',
    (lockers, size) => {
      const { full, remainder, missing } = lotsOf(lockers, size);
      expect(full * size + remainder).toBe(lockers);
      expect((lockers + missing) % size).toBe(0);
      expect(missing).toBeLessThan(size);
    },
  );

  test('of 48: 100 lockers are two lots and four lockers', () => {
    expect(lotsOf(100, 48)).toEqual({ size: 48, full: 2, remainder: 4, missing: 44 });
  });
});
