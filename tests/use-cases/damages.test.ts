import { beforeEach, describe, expect, test } from 'vitest';
import { shortIdFrom } from '../../functions/adapters/node/crypto.ts';
import type { DamageReport } from '../../functions/domain/damages/damage.ts';
import { viewCollege } from '../../functions/use-cases/campaigns.ts';
import { viewDamage } from '../../functions/use-cases/damage-queries.ts';
import {
  followUpDamage,
  type ReportDamageCommand,
  type ReportDamageResult,
  reportDamage,
  type UpdateDamageStatusCommand,
  updateDamageStatus,
} from '../../functions/use-cases/damages.ts';
import { crochepierre, durand, jeanMoulin, damage as report } from '../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';

const { uai } = crochepierre;
const command: ReportDamageCommand = { uai, by: durand, channel: 'web', idempotencyKey: 'a' };
const education = { name: 'Hélène Roux', memberOf: [], education: true };
const otherBuilding: DamageReport = { ...report, building: 'Bâtiment C' };

let environment: TestEnvironment;
beforeEach(async () => {
  environment = await createTestEnvironment();
});

function tryReport(
  damage = report,
  over: Partial<ReportDamageCommand> = {},
): Promise<ReportDamageResult> {
  return reportDamage(environment, { ...command, ...over }, damage);
}

async function fileReport(damage = report, over: Partial<ReportDamageCommand> = {}) {
  const result = await tryReport(damage, over);
  if (result.kind !== 'reported') throw new Error(result.kind);
  return result.damage;
}

describe('reporting', () => {
  test('stores the damage under its collège while no campaign is open', async () => {
    environment.setClock('2026-08-20T08:00:00.000Z');
    const damage = await fileReport();
    expect(damage).toMatchObject({ state: 'reported', version: 1, lockersCount: 13 });
    expect(damage.id).toMatch(/^[0-9A-Z]{6}$/);
    expect((await viewCollege(environment, uai, durand))?.damages).toEqual([damage]);
  });

  test('twice from the same form is one damage, at the same time or after it has changed', async () => {
    const both = await Promise.all([fileReport(), fileReport()]);
    const answer = { answer: 'repair-confirmed', comment: '' } as const;
    const followUp = { ...command, ...both[0], idempotencyKey: 'b', expectedVersion: 1 };
    await followUpDamage(environment, followUp, answer);
    expect((await fileReport()).id).toBe(both[0].id);
    expect(await environment.damages.listOf(uai)).toHaveLength(1);
  });

  test('is forbidden alike for the collège of other people and for one outside the register', async () => {
    const forbidden = { kind: 'forbidden' };
    expect(await tryReport(report, { uai: jeanMoulin.uai })).toEqual(forbidden);
    await environment.departement.replaceRegister([jeanMoulin], '2026-01-15T00:00:00.000Z');
    expect(await tryReport()).toEqual(forbidden);
  });

  test('without a place files nothing', async () => {
    const withoutPlace = { ...report, building: '', level: '', corridor: '' };
    expect(await tryReport(withoutPlace)).toMatchObject({ kind: 'contradictory' });
    expect(await environment.damages.listOf(uai)).toEqual([]);
  });

  test('the lockers of an open report shows that report first, and files once it was seen', async () => {
    const first = await fileReport();
    const result = await tryReport(report, { idempotencyKey: 'b' });
    expect(result).toEqual({ kind: 'already-reported', overlapping: [first] });
    expect(await environment.damages.listOf(uai)).toHaveLength(1);
    const second = await fileReport(report, { idempotencyKey: 'b', despiteOverlap: true });
    expect(second.id).not.toBe(first.id);
    expect(await environment.damages.listOf(uai)).toHaveLength(2);
  });

  test('the same numbers in another building is another damage', async () => {
    await fileReport();
    expect((await tryReport(otherBuilding, { idempotencyKey: 'b' })).kind).toBe('reported');
  });

  test('two damages whose short ids are equal by chance stores both', async () => {
    const deps = {
      ...environment,
      shortIdFrom: (token: string) => (token.length === 1 ? '7F3K2M' : shortIdFrom(token)),
    };
    await reportDamage(deps, command, report);
    const other = { ...command, idempotencyKey: 'b' };
    await reportDamage(deps, other, otherBuilding);
    const buildings = (await environment.damages.listOf(uai)).map(({ building }) => building);
    expect(buildings.toSorted()).toEqual(['Bâtiment B', 'Bâtiment C']);
    expect((await reportDamage(deps, other, otherBuilding)).kind).toBe('reported');
    expect(await environment.damages.listOf(uai)).toHaveLength(2);
  });
});

describe('the follow-up of a collège', () => {
  const stillBroken = { answer: 'still-broken', comment: 'La porte pend.' } as const;
  const first = { by: durand, channel: 'web', idempotencyKey: 'b', expectedVersion: 1 } as const;

  test('opens a repaired damage again, with its comment', async () => {
    const { id } = await fileReport();
    await updateDamageStatus(environment, {
      ...{ ...first, uai, id, by: education },
      ...{ statusUpdate: 'repaired', note: '' },
    });
    const result = await followUpDamage(
      environment,
      { ...first, uai, id, idempotencyKey: 'c', expectedVersion: 2 },
      stillBroken,
    );
    expect(result).toMatchObject({ kind: 'done', damage: { state: 'reported', version: 3 } });
    const stored = await environment.damages.find(uai, id);
    expect(stored?.journal.at(-1)).toMatchObject({ what: 'still-broken', note: 'La porte pend.' });
  });

  test('is a conflict for the second of two colleagues who answer at the same time', async () => {
    const { id } = await fileReport();
    const results = await Promise.all(
      ['b', 'c'].map((idempotencyKey) =>
        followUpDamage(environment, { ...first, uai, id, idempotencyKey }, stillBroken),
      ),
    );
    expect(results.map(({ kind }) => kind).sort()).toEqual(['conflict', 'done']);
  });

  test('is one act after a double click', async () => {
    const { id } = await fileReport();
    const click = () => followUpDamage(environment, { ...first, uai, id }, stillBroken);
    await Promise.all([click(), click()]);
    expect((await environment.damages.find(uai, id))?.journal).toHaveLength(2);
  });

  test('is forbidden for another collège, which cannot read the damage either', async () => {
    const damage = await fileReport();
    const by = { name: 'Omar Petit', memberOf: [jeanMoulin.uai] };
    const key = { uai, id: damage.id };
    expect(await followUpDamage(environment, { ...first, ...key, by }, stillBroken)).toEqual({
      kind: 'forbidden',
    });
    expect(await viewDamage(environment, damage, by)).toBeUndefined();
    expect(await viewDamage(environment, { uai, id: '000000' }, durand)).toBeUndefined();
  });
});

describe('the service Éducation', () => {
  async function reportAndUpdate(over: Partial<UpdateDamageStatusCommand>) {
    const { id } = await fileReport();
    return updateDamageStatus(environment, {
      ...{ uai, id, by: education, channel: 'web', idempotencyKey: 'b', expectedVersion: 1 },
      ...{ statusUpdate: 'acknowledged', note: '' },
      ...over,
    });
  }

  test('reads a damage of any collège and plans its repair', async () => {
    const result = await reportAndUpdate({
      ...{ statusUpdate: 'planned', note: 'Mardi.', day: '2026-02-03' },
    });
    expect(result).toMatchObject({ kind: 'done', damage: { state: 'planned' } });
    if (result.kind !== 'done') return;
    const viewed = await viewDamage(environment, result.damage, education);
    expect(viewed?.damage.journal.at(-1)).toMatchObject({ day: '2026-02-03', who: 'Hélène Roux' });
  });

  test('declines a repair with a reason only', async () => {
    expect(await reportAndUpdate({ statusUpdate: 'declined' })).toEqual({ kind: 'reason-missing' });
    const note = 'Casiers déjà remplacés.';
    expect(await reportAndUpdate({ statusUpdate: 'declined', note })).toMatchObject({
      kind: 'done',
      damage: { state: 'declined' },
    });
  });

  test('cannot acknowledge a damage that is repaired', async () => {
    await reportAndUpdate({ statusUpdate: 'repaired' });
    expect(await reportAndUpdate({ idempotencyKey: 'c', expectedVersion: 2 })).toMatchObject({
      kind: 'invalid-transition',
    });
  });

  test('alone updates the status of a damage: a collège may not', async () => {
    const forbidden = { kind: 'forbidden' };
    expect(await reportAndUpdate({ by: durand })).toEqual(forbidden);
    expect(await reportAndUpdate({ by: { ...education, education: false } })).toEqual(forbidden);
  });
});
