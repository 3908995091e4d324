import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { damageKey } from '../../../../functions/adapters/dynamodb/keys.ts';
import { newDamage } from '../../../../functions/domain/damages/damage.ts';
import { crochepierre, damage, durand, inspector } from '../../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { openBrowser } from '../browser.ts';

const { uai } = crochepierre;
let environment: TestEnvironment;
beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  environment = await createTestEnvironment();
  const act = {
    at: '2026-01-14T08:00:00.000Z',
    who: 'a',
    channel: 'web',
    idempotencyKey: 'a',
  } as const;
  const key = { uai, id: 'A00001' };
  await environment.damages.save(newDamage(damage, key, act));
  const item = await environment.table.get(damageKey(uai, key.id));
  await environment.table.put({ ...item, ...damageKey(uai, key.id), state: 'of-tomorrow' });
});
afterEach(() => {
  vi.restoreAllMocks();
});

test.each([
  ['/education/signalements', inspector],
  [`/colleges/${uai}`, inspector],
  [`/colleges/${uai}`, durand],
])('%s answers, and says what cannot be read', async (path, person) => {
  const browser = openBrowser(environment);
  await browser.signIn(person);
  const page = await browser.get(path);
  expect(page.status).toBe(200);
  expect(page.text).toContain('1 fiche illisible (D-0470678G-A00001)');
});
