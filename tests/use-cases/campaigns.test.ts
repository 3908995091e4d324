import { expect, test } from 'vitest';
import type { Register } from '../../functions/domain/colleges/college.ts';
import type { RegisterParseResult } from '../../functions/domain/colleges/register-import.ts';
import { importRegister } from '../../functions/use-cases/campaigns.ts';
import { registerIn } from '../adapters/annuaire/parse-47.ts';
import { annuaireBytes } from '../shared/annuaire-47.ts';
import { MemoryDepartementStore } from '../shared/memory-departement-store.ts';

const register = registerIn(annuaireBytes);
const remarks = [{ file: 'annuaire', kind: 'encoding', encoding: 'windows-1252' }] as const;
const at = '2026-01-05T09:00:00.000Z';

async function createDepartement(stored: Register = []) {
  const departement = new MemoryDepartementStore();
  if (stored.length > 0) await departement.replaceRegister(stored, '2025-01-01T00:00:00.000Z');
  departement.replacedAt.length = 0;
  const clock = { now: () => new Date(at), today: () => '2026-01-05' };
  return { departement, clock };
}

function parsedAs(parsed: Register): RegisterParseResult {
  return { kind: 'read', register: parsed, remarks };
}

test('the first import adds every collège', async () => {
  const deps = await createDepartement();
  expect(await importRegister(deps, parsedAs(register))).toEqual({
    kind: 'imported',
    added: register,
    removed: [],
    changed: [],
    unchanged: [],
    remarks,
  });
  expect(await deps.departement.register()).toEqual(register);
  expect(deps.departement.replacedAt).toEqual([at]);
});

test('the same import again writes nothing and is reported as unchanged', async () => {
  const deps = await createDepartement(register);
  expect(await importRegister(deps, parsedAs(register))).toEqual({
    kind: 'unchanged',
    unchanged: register,
    remarks,
  });
  expect(deps.departement.replacedAt).toEqual([]);
});

test('an import lists what it adds, removes and changes', async () => {
  const [first, second, ...rest] = register;
  if (!first || !second) throw new Error('Empty register');
  const deps = await createDepartement([second, ...rest]);
  const renamed = { ...second, name: 'Collège Simone Veil' };
  const next = [first, renamed, ...rest.slice(1)];
  expect(await importRegister(deps, parsedAs(next))).toMatchObject({
    kind: 'imported',
    added: [first],
    removed: [rest[0]],
    changed: [{ before: second, after: renamed }],
    unchanged: rest.slice(1),
  });
  expect(await deps.departement.register()).toEqual(next);
});

test('an unreadable file changes nothing', async () => {
  const deps = await createDepartement(register);
  const problems = [{ file: 'annuaire', kind: 'empty-file' }] as const;
  const unreadable = { kind: 'unreadable', problems } as const;
  expect(await importRegister(deps, unreadable)).toEqual(unreadable);
  expect(await deps.departement.register()).toEqual(register);
  expect(deps.departement.replacedAt).toEqual([]);
});

test('an import may remove nine collèges of 28', async () => {
  const deps = await createDepartement(register);
  const outcome = await importRegister(deps, parsedAs(register.slice(9)));
  expect(outcome).toMatchObject({ kind: 'imported', removed: register.slice(0, 9) });
  expect(await deps.departement.register()).toHaveLength(19);
});

test('an import that would remove more than a third is refused', async () => {
  const deps = await createDepartement(register);
  expect(await importRegister(deps, parsedAs(register.slice(10)))).toEqual({
    kind: 'too-many-removed',
    removed: register.slice(0, 10),
    current: 28,
    remarks,
  });
  expect(await deps.departement.register()).toEqual(register);
  expect(deps.departement.replacedAt).toEqual([]);
});

test('an import that would remove more than a third is done when it is confirmed', async () => {
  const deps = await createDepartement(register);
  const confirmed = { evenIfManyRemoved: true };
  expect(await importRegister(deps, parsedAs(register.slice(10)), confirmed)).toMatchObject({
    kind: 'imported',
    removed: register.slice(0, 10),
  });
  expect(await deps.departement.register()).toEqual(register.slice(10));
});
