import { expect, test } from 'vitest';
import { fileDeclaration } from '../../functions/use-cases/declarations.ts';
import { crochepierre, durand, jeanMoulin, needs } from '../shared/examples.ts';
import { createTestEnvironment } from '../shared/test-environment.ts';

const filing = { kind: 'needs', needs } as const;
const command = {
  uai: crochepierre.uai,
  campaignId: '2026',
  by: durand,
  channel: 'web',
  idempotencyKey: 'a',
  expectedVersion: 0,
} as const;

test('a person cannot declare for a collège of which they are not a member', async () => {
  const environment = await createTestEnvironment();
  expect(await fileDeclaration(environment, { ...command, uai: jeanMoulin.uai }, filing)).toEqual({
    kind: 'forbidden',
  });
  const noMember = { name: 'Claire Durand', memberOf: [] };
  expect(await fileDeclaration(environment, { ...command, by: noMember }, filing)).toEqual({
    kind: 'forbidden',
  });
});

test('the same idempotency key twice is one filing, even once the campaign has closed', async () => {
  const environment = await createTestEnvironment();
  await fileDeclaration(environment, command, filing);
  environment.setClock('2026-05-01T08:00:00.000Z');
  expect(await fileDeclaration(environment, command, filing)).toMatchObject({
    kind: 'done',
    declaration: { version: 1 },
  });
  const other = { ...command, idempotencyKey: 'b', expectedVersion: 1 };
  expect((await fileDeclaration(environment, other, filing)).kind).toBe('campaign-not-open');
});

test('the second of two filings at the same moment is a conflict', async () => {
  const environment = await createTestEnvironment();
  const outcomes = await Promise.all([
    fileDeclaration(environment, command, filing),
    fileDeclaration(environment, { ...command, idempotencyKey: 'b' }, filing),
  ]);
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['conflict', 'done']);
});

test('needs that contradict each other are not filed', async () => {
  const environment = await createTestEnvironment();
  const contradictory = { ...needs, lockersUnusable: needs.lockersInService + 1 };
  expect(
    await fileDeclaration(environment, command, { kind: 'needs', needs: contradictory }),
  ).toMatchObject({ kind: 'contradictory' });
  expect(await environment.declarations.find(crochepierre.uai, '2026')).toBeUndefined();
});
