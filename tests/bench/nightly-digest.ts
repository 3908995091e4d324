import { createStores } from '../../functions/adapters/dynamodb/stores.ts';
import { type Dynamo, sdkDynamo, tableOver } from '../../functions/adapters/dynamodb/table.ts';
import { dayIn } from '../../functions/domain/dates.ts';
import { file, newDeclaration } from '../../functions/domain/declarations/declaration.ts';
import { parseUai, type Uai } from '../../functions/domain/uai.ts';
import { parseConfig } from '../../functions/lambdas/wiring/config.ts';
import { buildNightlyDigest } from '../../functions/lambdas/wiring/nightly-digest.ts';
import { runNightlyDigest } from '../../functions/use-cases/nightly-digest.ts';
import { environment } from '../shared/environment.ts';
import { campaign2026, crochepierre, needs } from '../shared/examples.ts';
import type { Measure, Part } from './measures.ts';
import { startTable } from './surroundings.ts';

/** Of the whole country: nobody has more. */
const colleges = 5300;
const changed = 200;
const history = [
  ['2024', '2024-02-01'],
  ['2025', '2025-02-01'],
  ['2026', '2026-02-01'],
] as const;

/** What a night reads when little has changed in a table that holds much. */
export const night: Part = {
  name: 'night',
  async run(tell) {
    const engine = await startTable();
    let time = new Date('2024-01-01T08:00:00.000Z');
    const clock = { now: () => time, today: () => dayIn('Europe/Paris', time) };
    const counting = countReads(sdkDynamo(engine.client));
    const table = tableOver(counting.dynamo, engine.tableName);
    const stores = createStores(table, '047', clock);
    const config = parseConfig('nightly-digest', environment);
    const silence = { sendMail: async () => {}, enqueue: async () => {} };
    const deps = buildNightlyDigest(config, { table, clock, ...silence });
    const uais = Array.from({ length: colleges }, (_, index) => madeUp(index));
    const register = uais.map((uai) => ({ ...crochepierre, uai }));
    await stores.departement.replaceRegister(register, time.toISOString());
    await stores.departement.putCampaign(campaign2026);
    for (const [campaignId, day] of history) {
      tell(`Nuit : ${colleges} collèges déclarent pour ${campaignId}`);
      time = new Date(`${day}T08:00:00.000Z`);
      await fileAll(stores, { uais, campaignId, at: time.toISOString() });
    }
    time = new Date('2026-02-02T01:00:00.000Z');
    await runNightlyDigest(deps);
    tell(`Nuit : ${changed} déclarations changent`);
    time = new Date('2026-02-02T09:00:00.000Z');
    const few = uais.slice(0, changed);
    await fileAll(stores, { uais: few, campaignId: '2026', at: time.toISOString() });
    time = new Date('2026-02-03T01:00:00.000Z');
    const before = counting.read();
    const outcome = await runNightlyDigest(deps);
    await engine.close();
    if (JSON.stringify(outcome).includes(`"changes":${changed}`)) {
      return [measureOf(counting.read() - before)];
    }
    throw new Error(`The night gathered something else: ${JSON.stringify(outcome)}`);
  },
};

function countReads(dynamo: Dynamo) {
  let items = 0;
  const counting: Dynamo = {
    ...dynamo,
    async getItem(input) {
      const answer = await dynamo.getItem(input);
      items += answer.Item ? 1 : 0;
      return answer;
    },
    async query(input) {
      const answer = await dynamo.query(input);
      items += answer.Items?.length ?? 0;
      return answer;
    },
  };
  return { dynamo: counting, read: () => items };
}

interface Filings {
  readonly uais: readonly Uai[];
  readonly campaignId: string;
  readonly at: string;
}

async function fileAll(
  { declarations }: ReturnType<typeof createStores>,
  { uais, campaignId, at }: Filings,
): Promise<void> {
  for (let first = 0; first < uais.length; first += 50) {
    await Promise.all(
      uais.slice(first, first + 50).map(async (uai) => {
        const known = await declarations.find(uai, campaignId);
        const act = { at, who: 'a', channel: 'web', idempotencyKey: `${uai} ${at}` } as const;
        const filing = { kind: 'needs', needs: { ...needs, comment: at } } as const;
        const filed = file(known ?? newDeclaration(uai, campaignId), filing, act);
        if (!filed || (await declarations.save(filed)) !== 'saved') {
          throw new Error(`${uai} is not filed`);
        }
      }),
    );
  }
}

const measureOf = (value: number): Measure => ({
  what: `nuit, ${changed} changements sur ${colleges} collèges`,
  ...{ value, bar: changed + colleges, aim: 1.2 * changed, unit: 'lus' },
});

/** A code with the right check letter, of no real collège. */
function madeUp(index: number): Uai {
  const digits = String(900_000 + index).padStart(7, '0');
  for (const letter of 'ABCDEFGHJKLMNPRSTUVWXYZ') {
    const parsed = parseUai(`${digits}${letter}`);
    if (parsed.kind === 'uai') return parsed.uai;
  }
  throw new Error(`No letter for ${digits}`);
}
