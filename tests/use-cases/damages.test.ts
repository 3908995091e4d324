import { beforeEach, describe, expect, test } from 'vitest';
import { shortIdFrom } from '../../functions/adapters/node/crypto.ts';
import type { DamageReport } from '../../functions/domain/damages/damage.ts';
import { viewCollege } from '../../functions/use-cases/campaigns.ts';
import { makeViewDamage } from '../../functions/use-cases/damage-queries.ts';
import {
  createDamageStatusUpdater,
  makeFollowUpDamage,
  makeReportDamage,
  type ReportCommand,
  type ReportOutcome,
  type UpdateDamageStatusCommand,
} from '../../functions/use-cases/damages.ts';
import { crochepierre, durand, jeanMoulin, damage as report } from '../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';

const { uai } = crochepierre;
const command: ReportCommand = { uai, by: durand, channel: 'web', idempotencyKey: 'a' };
const education = { name: 'Hélène Roux', memberOf: [], education: true };
const otherBuilding: DamageReport = { ...report, building: 'Bâtiment C' };

let environment: TestEnvironment;
beforeEach(async () => {
  environment = await createTestEnvironment();
});

function reporting(said = report, over: Partial<ReportCommand> = {}): Promise<ReportOutcome> {
  return makeReportDamage({ ...environment, shortIdFrom })({ ...command, ...over }, said);
}

async function reported(said = report, over: Partial<ReportCommand> = {}) {
  const outcome = await reporting(said, over);
  if (outcome.kind !== 'reported') throw new Error(outcome.kind);
  return outcome.damage;
}

describe('reporting', () => {
  test('files the damage in the file of the collège, campaign or not', async () => {
    environment.setClock('2026-08-20T08:00:00.000Z');
    const damage = await reported();
    expect(damage).toMatchObject({ state: 'reported', version: 1, lockersCount: 13 });
    expect(damage.id).toMatch(/^[0-9A-Z]{6}$/);
    expect((await viewCollege(environment, uai, durand))?.damages).toEqual([damage]);
  });

  test('from the same form twice is one damage, even at once, even after it has moved on', async () => {
    const both = await Promise.all([reported(), reported()]);
    const again = makeFollowUpDamage(environment);
    const answer = { answer: 'repair-confirmed', comment: '' } as const;
    await again({ ...command, ...both[0], idempotencyKey: 'b', expectedVersion: 1 }, answer);
    expect((await reported()).id).toBe(both[0].id);
    expect(await environment.damages.listOf(uai)).toHaveLength(1);
  });

  test('for a collège that is not theirs, or of no register, is refused alike', async () => {
    const other = { kind: 'forbidden' };
    expect(await reporting(report, { uai: jeanMoulin.uai })).toEqual(other);
    await environment.departement.replaceRegister([jeanMoulin], '2026-01-15T00:00:00.000Z');
    expect(await reporting()).toEqual(other);
  });

  test('without a place files nothing', async () => {
    const nowhere = { ...report, building: '', level: '', corridor: '' };
    expect(await reporting(nowhere)).toMatchObject({ kind: 'contradictory' });
    expect(await environment.damages.listOf(uai)).toEqual([]);
  });

  test('the lockers of an open report shows it first, and files when they mean it', async () => {
    const first = await reported();
    const outcome = await reporting(report, { idempotencyKey: 'b' });
    expect(outcome).toEqual({ kind: 'already-reported', overlapping: [first] });
    expect(await environment.damages.listOf(uai)).toHaveLength(1);
    const second = await reported(report, { idempotencyKey: 'b', despiteOverlap: true });
    expect(second.id).not.toBe(first.id);
    expect(await environment.damages.listOf(uai)).toHaveLength(2);
  });

  test('the same numbers in another building is another damage', async () => {
    await reported();
    expect((await reporting(otherBuilding, { idempotencyKey: 'b' })).kind).toBe('reported');
  });

  test('two damages whose ids meet by chance are still two', async () => {
    const meeting = makeReportDamage({
      ...environment,
      shortIdFrom: (token) => (token.length === 1 ? '7F3K2M' : shortIdFrom(token)),
    });
    await meeting(command, report);
    await meeting({ ...command, idempotencyKey: 'b' }, otherBuilding);
    const [one, other] = await environment.damages.listOf(uai);
    expect([one?.building, other?.building].sort()).toEqual(['Bâtiment B', 'Bâtiment C']);
    expect((await meeting({ ...command, idempotencyKey: 'b' }, otherBuilding)).kind).toBe(
      'reported',
    );
    expect(await environment.damages.listOf(uai)).toHaveLength(2);
  });
});

describe('the collège that follows up', () => {
  const stillBroken = { answer: 'still-broken', comment: 'La porte pend.' } as const;

  test('opens the damage again, with its comment', async () => {
    const damage = await reported();
    const statusUpdate = createDamageStatusUpdater(environment);
    await statusUpdate({
      ...damage,
      by: education,
      channel: 'web',
      idempotencyKey: 'b',
      expectedVersion: 1,
      statusUpdate: 'repaired',
      note: '',
    });
    const outcome = await makeFollowUpDamage(environment)(
      { ...damage, by: durand, channel: 'web', idempotencyKey: 'c', expectedVersion: 2 },
      stillBroken,
    );
    expect(outcome).toMatchObject({ kind: 'done', damage: { state: 'reported', version: 3 } });
    const stored = await environment.damages.find(uai, damage.id);
    expect(stored?.journal.at(-1)).toMatchObject({ what: 'still-broken', note: 'La porte pend.' });
  });

  test('at the same moment as somebody else is told that the other wrote', async () => {
    const damage = await reported();
    const followUp = makeFollowUpDamage(environment);
    const outcomes = await Promise.all(
      ['b', 'c'].map((idempotencyKey) =>
        followUp(
          { ...damage, by: durand, channel: 'web', idempotencyKey, expectedVersion: 1 },
          stillBroken,
        ),
      ),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['conflict', 'done']);
  });

  test('is one act when it clicks twice', async () => {
    const damage = await reported();
    const followUp = makeFollowUpDamage(environment);
    const click = {
      ...damage,
      by: durand,
      channel: 'web',
      idempotencyKey: 'b',
      expectedVersion: 1,
    } as const;
    await Promise.all([followUp(click, stillBroken), followUp(click, stillBroken)]);
    expect((await environment.damages.find(uai, damage.id))?.journal).toHaveLength(2);
  });

  test('on a damage that is not theirs learns nothing', async () => {
    const damage = await reported();
    const by = { name: 'Omar Petit', memberOf: [jeanMoulin.uai] };
    const others = {
      ...damage,
      by,
      channel: 'web',
      idempotencyKey: 'b',
      expectedVersion: 1,
    } as const;
    expect(await makeFollowUpDamage(environment)(others, stillBroken)).toEqual({
      kind: 'forbidden',
    });
    expect(await makeViewDamage(environment)(damage, by)).toBeUndefined();
    expect(await makeViewDamage(environment)({ uai, id: '000000' }, durand)).toBeUndefined();
  });
});

describe('the service Éducation', () => {
  async function updating(over: Partial<UpdateDamageStatusCommand>) {
    const damage = await reported();
    return createDamageStatusUpdater(environment)({
      uai,
      id: damage.id,
      by: education,
      channel: 'web',
      idempotencyKey: 'b',
      expectedVersion: 1,
      statusUpdate: 'acknowledged',
      note: '',
      ...over,
    });
  }

  test('sees a damage of any collège, and plans its repair', async () => {
    const outcome = await updating({ statusUpdate: 'planned', note: 'Mardi.', day: '2026-02-03' });
    expect(outcome).toMatchObject({ kind: 'done', damage: { state: 'planned' } });
    if (outcome.kind !== 'done') return;
    const file = await makeViewDamage(environment)(outcome.damage, education);
    expect(file?.damage.journal.at(-1)).toMatchObject({ day: '2026-02-03', who: 'Hélène Roux' });
  });

  test('declines with a reason, and not without', async () => {
    expect(await updating({ statusUpdate: 'declined' })).toEqual({ kind: 'reason-missing' });
    expect(
      await updating({ statusUpdate: 'declined', note: 'Casiers déjà remplacés.' }),
    ).toMatchObject({
      kind: 'done',
      damage: { state: 'declined' },
    });
  });

  test('does nothing more about a damage that is repaired', async () => {
    await updating({ statusUpdate: 'repaired' });
    expect(await updating({ idempotencyKey: 'c', expectedVersion: 2 })).toMatchObject({
      kind: 'invalid-transition',
    });
  });

  test('is nobody but the service Éducation: a collège moves nothing', async () => {
    expect(await updating({ by: durand })).toEqual({ kind: 'forbidden' });
    expect(await updating({ by: { ...education, education: false } })).toEqual({
      kind: 'forbidden',
    });
  });
});
