import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { damageKey, declarationKey, deliveryKey } from '../../functions/adapters/dynamodb/keys.ts';
import { newDamage } from '../../functions/domain/damages/damage.ts';
import { file, newDeclaration } from '../../functions/domain/declarations/declaration.ts';
import { newDelivery } from '../../functions/domain/deliveries/delivery.ts';
import { viewCampaign, viewCollege } from '../../functions/use-cases/campaigns.ts';
import { listDamages } from '../../functions/use-cases/damage-queries.ts';
import { listDeliveries } from '../../functions/use-cases/delivery-queries.ts';
import {
  crochepierre,
  damage,
  durand,
  inspector,
  jeanMoulin,
  needs,
  plan,
} from '../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';

const { uai } = crochepierre;
const references = ['2026-0470678G', 'D-0470678G-A00001', 'L-0470678G-A00001'];
const keys = [declarationKey(uai, '2026'), damageKey(uai, 'A00001'), deliveryKey(uai, 'A00001')];

let environment: TestEnvironment;
let lines: string[];
beforeEach(async () => {
  lines = [];
  vi.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(line));
  environment = await createTestEnvironment();
  const act = {
    at: environment.clock.now().toISOString(),
    who: 'Claire Durand',
    channel: 'webhook',
    idempotencyKey: 'a',
  } as const;
  for (const college of [crochepierre, jeanMoulin]) {
    const id = { uai: college.uai, id: 'A00001' };
    const filing = { kind: 'needs', needs } as const;
    const filed = file(newDeclaration(college.uai, '2026'), filing, act);
    if (filed) await environment.declarations.save(filed);
    await environment.damages.save(newDamage(damage, id, act));
    await environment.deliveries.save(newDelivery(plan, id, act));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** As a newer version would write them: with a state that this one does not know. `undefined` restores what it was. */
async function writeStates(state: string | undefined): Promise<void> {
  for (const key of keys) {
    const item = await environment.table.get(key);
    if (!item) throw new Error('not stored');
    const before = item['state'] === 'of-tomorrow' ? item['stateBefore'] : item['state'];
    await environment.table.put({
      ...item,
      ...{ pk: key.pk, sk: key.sk },
      ...{ state: state ?? before, stateBefore: before },
    });
  }
}

const night = (day: string) => {
  environment.setClock(`${day}T03:00:00.000Z`);
  return environment.runNightlyDigest();
};

describe('items that cannot be read', () => {
  test('stop nothing in the night, which says so, and are told once they can be read', async () => {
    await writeStates('of-tomorrow');
    expect(await night('2026-01-15')).toMatchObject({ kind: 'built', changes: 1, damages: 1 });
    const [{ subject = '', text = '' } = {}] = environment.sent;
    expect(subject).toContain('3 fiches illisibles');
    for (const reference of references) expect(text).toContain(reference);
    expect(text).toMatch(/Jean Moulin.*Réponse : Nouvelle/);

    expect((await night('2026-01-16')).kind).toBe('nothing-new');
    await writeStates(undefined);
    expect(await night('2026-01-17')).toMatchObject({ kind: 'built', changes: 1, damages: 1 });
    const last = environment.sent.at(-1);
    expect(last?.text).toMatch(/Crochepierre.*Réponse : Nouvelle/);
    expect(last?.text).not.toContain('illisible');
    expect((await night('2026-01-18')).kind).toBe('nothing-new');
  });

  test('are named in the log, with the fields and without a value', async () => {
    await writeStates('of-tomorrow');
    await night('2026-01-15');
    expect(lines.map((line) => JSON.parse(line))).toContainEqual({
      ...{ level: 'error', error: 'UnreadableItem' },
      ...{ reference: 'D-0470678G-A00001', fields: ['state'] },
    });
    expect(lines.join()).not.toContain('of-tomorrow');
  });

  test('are missing from the lists of the service and of the collège, which say so', async () => {
    await writeStates('of-tomorrow');
    const campaign = await viewCampaign(environment, inspector, '');
    expect(campaign?.unreadable).toEqual(['2026-0470678G']);
    expect(campaign?.campaignStatuses).toHaveLength(1);
    const damages = await listDamages(environment, inspector, 'open');
    expect(damages?.unreadable).toEqual(['D-0470678G-A00001']);
    expect(damages?.rows).toHaveLength(1);
    const deliveries = await listDeliveries(environment, inspector, 'under-way');
    expect(deliveries?.unreadable).toEqual(['L-0470678G-A00001']);
    expect(deliveries?.rows).toHaveLength(1);
    const college = await viewCollege(environment, uai, durand);
    expect(new Set(college?.unreadable)).toEqual(new Set(references));
  });
});

test('a digest that cannot be read is reported again by the next, under a number of its own', async () => {
  await night('2026-01-15');
  const { until } = (await environment.digests.last('2026-01-16T00:00:00.000Z')) ?? {};
  const [item] = await environment.table.query({
    KeyConditionExpression: 'pk = :pk',
    values: { ':pk': 'DIGESTS#2026' },
  });
  await environment.table.put({
    ...{ ...item, pk: 'DIGESTS#2026', sk: 'DIGEST#000002' },
    content: 'of a later version',
  });
  expect(await environment.digests.last('2026-01-16T00:00:00.000Z')).toMatchObject({
    number: 2,
    until,
  });
  const damages = await environment.damages.listOf(jeanMoulin.uai);
  for (const each of damages)
    await environment.damages.save({
      ...each,
      lastIdempotencyKey: 'b',
      journal: [
        ...each.journal,
        {
          ...{ at: '2026-01-15T09:00:00.000Z', who: 'a', channel: 'web', what: 'still-broken' },
          version: 2,
        },
      ],
    });
  expect(await night('2026-01-16')).toMatchObject({ kind: 'built', damages: 1 });
  expect((await environment.digests.last('2026-01-17T00:00:00.000Z'))?.number).toBe(3);
});
