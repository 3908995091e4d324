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

/** Collèges that file and withdraw, and nights that pass, minute by minute. */
const anyHistory = fc.array(
  fc.record({
    minutesLater: fc.integer({ min: 1, max: 2000 }),
    happens: fc.constantFrom<Step['happens'][]>('night', 0, 1, 2),
    lockers: fc.option(fc.integer({ min: 1, max: 100 })),
  }),
  { maxLength: 40 },
);

describe('digests over any history of filings, withdrawals and nights', () => {
  test.prop([anyHistory])(
    'tell the last word of each collège between two nights exactly once, and no filing that was withdrawn before it was told',
    (history) => {
      const told = replay(history);
      expect(told.digests).toEqual(told.expected);
    },
  );

  test.prop([anyHistory])(
    'carry the totals that reading every declaration would give',
    (history) => {
      const { last, declarations } = replay([
        ...history,
        { minutesLater: 1, happens: 'night', lockers: 1 },
      ]);
      const filed = [...declarations.values()].flatMap(({ filing }) =>
        filing?.kind === 'needs' ? [filing.needs.lockersToReplace] : [],
      );
      const total = filed.reduce((sum, lockers) => sum + lockers, 0);
      expect(totalsOf(last?.campaignStatuses ?? []).lockersToReplace).toBe(total);
      if (last) {
        expect(notDeclaredColleges(register, last)).toHaveLength(register.length - filed.length);
      }
    },
  );
});

interface Step {
  readonly minutesLater: number;
  readonly happens: 'night' | 0 | 1 | 2;
  /** `null`: the filing is withdrawn, where there is one. */
  readonly lockers: number | null;
}

type Reported = number | 'withdrawn';

function replay(history: readonly Step[]) {
  const declarations = new Map<string, Declaration>();
  const changedAt = new Map<string, string>();
  const known = new Map<string, Reported>();
  const unreported = new Map<string, Reported>();
  const digests: Record<string, Reported>[] = [];
  const expected: Record<string, Reported>[] = [];
  let last: Digest | undefined;
  let minute = 0;
  for (const { minutesLater, happens, lockers } of history) {
    minute += minutesLater;
    if (happens === 'night') {
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
      for (const [uai, said] of unreported) known.set(uai, said);
      unreported.clear();
      if (digest) digests.push(toldBy(digest));
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
      const next = say(declaration, lockers, act);
      if (!next) continue;
      declarations.set(uai, { ...next, version: next.version + 1 });
      changedAt.set(uai, at(minute));
      if (lockers !== null) unreported.set(uai, lockers);
      else if (typeof known.get(uai) === 'number') unreported.set(uai, 'withdrawn');
      else unreported.delete(uai);
    }
  }
  return { digests, expected, last, declarations };
}

function say(declaration: Declaration, lockers: number | null, act: Act) {
  if (lockers === null) return withdraw(declaration, act);
  return file(declaration, { kind: 'needs', needs: { ...needs, lockersToReplace: lockers } }, act);
}

function toldBy({ changes }: Digest): Record<string, Reported> {
  return Object.fromEntries(
    changes.map(({ uai, filing }) => {
      if (filing.kind === 'nothing-needed') throw new Error('nobody said so');
      return [uai, filing.kind === 'needs' ? filing.needs.lockersToReplace : filing.kind];
    }),
  );
}

describe('lots', () => {
  test.prop([fc.nat({ max: 10_000 }), fc.integer({ min: 1, max: 100 })])(
    'and what is left always make the lockers asked for',
    (lockers, size) => {
      const { full, remainder, missing } = lotsOf(lockers, size);
      expect(full * size + remainder).toBe(lockers);
      expect((lockers + missing) % size).toBe(0);
      expect(missing).toBeLessThan(size);
    },
  );

  test('of 48: 100 lockers are two lots and four', () => {
    expect(lotsOf(100, 48)).toEqual({ size: 48, full: 2, remainder: 4, missing: 44 });
  });
});
