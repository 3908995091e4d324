import { beforeEach, describe, expect, test } from 'vitest';
import {
  followUpDamage,
  reportDamage,
  updateDamageStatus,
} from '../../functions/use-cases/damages.ts';
import { crochepierre, durand, damage as report } from '../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';

const { uai } = crochepierre;
const education = { name: 'Hélène Roux', memberOf: [], education: true };

let environment: TestEnvironment;
beforeEach(async () => {
  environment = await createTestEnvironment();
});

async function reportedDamage(idempotencyKey = 'a') {
  const result = await reportDamage(
    environment,
    { uai, by: durand, channel: 'web', idempotencyKey, despiteOverlap: true },
    report,
  );
  if (result.kind !== 'reported') throw new Error(result.kind);
  return result.damage;
}

describe('the nightly digest', () => {
  test('reports damages without changes of declarations, once', async () => {
    await reportedDamage();
    environment.setClock('2026-01-15T01:00:00.000Z');
    expect(await environment.runNightlyDigest()).toMatchObject({
      kind: 'built',
      changes: 0,
      damages: 1,
    });
    expect(environment.sent[0]?.subject).toBe('Casiers des collèges\u00a0: 1 signalement');
    environment.setClock('2026-01-15T01:05:00.000Z');
    expect(await environment.runNightlyDigest()).toMatchObject({ kind: 'nothing-new', damages: 0 });
    expect(environment.sent).toHaveLength(1);
  });

  test('reports at first a damage from before any campaign', async () => {
    environment = await createTestEnvironment({ now: '2025-11-03T08:00:00.000Z' });
    await reportedDamage();
    environment.setClock('2025-11-04T01:00:00.000Z');
    expect(await environment.runNightlyDigest()).toMatchObject({ kind: 'built', damages: 1 });
  });

  test('reports the damages that a missed night would have reported', async () => {
    await reportedDamage('a');
    await environment.runNightlyDigest();
    environment.setClock('2026-01-15T10:00:00.000Z');
    await reportedDamage('b');
    environment.setClock('2026-01-20T01:00:00.000Z');
    expect(await environment.runNightlyDigest()).toMatchObject({ damages: 1 });
  });

  test('reports that a damage is still broken, and not what the service Éducation did itself', async () => {
    const damage = await reportedDamage();
    await environment.runNightlyDigest();
    environment.setClock('2026-01-15T10:00:00.000Z');
    const act = { uai, id: damage.id, channel: 'web' } as const;
    await updateDamageStatus(environment, {
      ...act,
      by: education,
      idempotencyKey: 'b',
      expectedVersion: 1,
      statusUpdate: 'repaired',
      note: '',
    });
    environment.setClock('2026-01-16T01:00:00.000Z');
    expect((await environment.runNightlyDigest()).kind).toBe('nothing-new');
    environment.setClock('2026-01-16T10:00:00.000Z');
    await followUpDamage(
      environment,
      { ...act, by: durand, idempotencyKey: 'c', expectedVersion: 2 },
      { answer: 'still-broken', comment: 'La porte pend.' },
    );
    environment.setClock('2026-01-17T01:00:00.000Z');
    await environment.runNightlyDigest();
    expect(environment.sent[1]?.text).toContain('Toujours abîmé, D-0470678G-');
  });
});
