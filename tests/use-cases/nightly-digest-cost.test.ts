import { expect, test } from 'vitest';
import type { Dynamo } from '../../functions/adapters/dynamodb/table.ts';
import { file, newDeclaration } from '../../functions/domain/declarations/declaration.ts';
import { parseUai, type Uai } from '../../functions/domain/uai.ts';
import { crochepierre, needs } from '../shared/examples.ts';
import { memoryDynamo } from '../shared/memory-dynamo.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';

const colleges = 300;
const changed = 100;

test('the nightly digest reads what changed that day, not all that is stored', {
  timeout: 60_000,
}, async () => {
  const { dynamo, counter } = countingDynamo(memoryDynamo());
  const environment = await createTestEnvironment({ now: '2024-02-01T08:00:00.000Z', dynamo });
  const uais = Array.from({ length: colleges }, (_, index) => madeUp(index));
  const register = uais.map((uai) => ({ ...crochepierre, uai }));
  await environment.departement.replaceRegister(register, '2024-01-01T00:00:00.000Z');
  for (const [campaignId, day] of [
    ['2024', '2024-02-01'],
    ['2025', '2025-02-01'],
    ['2026', '2026-02-01'],
  ] as const) {
    environment.setClock(`${day}T08:00:00.000Z`);
    await fileAll(environment, uais, campaignId);
  }
  environment.setClock('2026-02-02T01:00:00.000Z');
  expect(await environment.runNightlyDigest()).toMatchObject({ changes: colleges });

  environment.setClock('2026-02-02T09:00:00.000Z');
  await fileAll(environment, uais.slice(0, changed), '2026');
  environment.setClock('2026-02-03T01:00:00.000Z');
  counter.items = 0;
  expect(await environment.runNightlyDigest()).toMatchObject({ changes: changed });
  expect(counter.items).toBeLessThanOrEqual(1.2 * changed);
});

/** An UAI with a valid check letter that belongs to no real collège. */
function madeUp(index: number): Uai {
  const digits = String(4_900_000 + index)
    .padStart(7, '0')
    .replace(/^4/, '0');
  for (const letter of 'ABCDEFGHJKLMNPRSTUVWXYZ') {
    const parsed = parseUai(`${digits}${letter}`);
    if (parsed.kind === 'uai') return parsed.uai;
  }
  throw new Error(`no letter for ${digits}`);
}

async function fileAll(
  environment: TestEnvironment,
  uais: readonly Uai[],
  campaignId: string,
): Promise<void> {
  await Promise.all(
    uais.map(async (uai) => {
      const at = environment.clock.now().toISOString();
      const act = { at, who: 'a', channel: 'web', idempotencyKey: `${uai} ${at}` } as const;
      const stored = await environment.declarations.find(uai, campaignId);
      const declaration = stored ?? newDeclaration(uai, campaignId);
      const filing = { kind: 'needs', needs: { ...needs, comment: at } } as const;
      const filed = file(declaration, filing, act);
      if (!filed || (await environment.declarations.save(filed)) !== 'saved')
        throw new Error('not filed');
    }),
  );
}

/** Counts the items that the table returns. */
function countingDynamo(dynamo: Dynamo) {
  const counter = { items: 0 };
  const counting: Dynamo = {
    ...dynamo,
    async getItem(input) {
      const output = await dynamo.getItem(input);
      counter.items += output.Item ? 1 : 0;
      return output;
    },
    async query(input) {
      const output = await dynamo.query(input);
      counter.items += output.Items?.length ?? 0;
      return output;
    },
  };
  return { dynamo: counting, counter };
}
