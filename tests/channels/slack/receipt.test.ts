import { afterEach, beforeEach, expect, test } from 'vitest';
import { newDelivery } from '../../../functions/domain/deliveries/delivery.ts';
import { crochepierre } from '../../shared/examples.ts';
import { openSlack, textOf } from './slack-desk.ts';
import { makeSlackWorld, type SlackWorld } from './slack-world.ts';

const { uai } = crochepierre;
const delivery = { uai, id: '2026-1' };
const reference = `L-${uai}-2026-1`;
const signature = { 'Votre nom': 'Claire Durand', 'Votre fonction': 'Gestionnaire' };
const count = 'Combien de casiers avez-vous comptés ?';
const verdict = 'Acceptez-vous la livraison ?';
const withReserves = { [count]: '48', [verdict]: 'J’accepte, mais avec des réserves' };
const reserve = {
  'Numéros des casiers': '12-14',
  'Qu’est-ce qui ne va pas ?': 'Serrure',
  'Ce que vous voyez': 'La clé tourne à vide.',
};

let world: SlackWorld;
let claire: ReturnType<typeof openSlack>;
beforeEach(async () => {
  world = await makeSlackWorld();
  claire = openSlack(world, 'claire');
  const act = { at: '2026-01-10T08:00:00.000Z', who: 'Lucie Martin', door: 'web' } as const;
  const plan = { lockers: 48, expected: { from: '2026-01-14', to: '2026-01-14' }, orderNumber: '' };
  await world.deliveries.save(newDelivery(plan, delivery, { ...act, opening: 'plan' }));
});
afterEach(() => {
  expect(world.slack.log.lines.filter(({ outcome }) => outcome.startsWith('invalid'))).toEqual([]);
  return world.slack.close();
});

const stored = async () => (await world.deliveries.find(uai, delivery.id))?.receipts;

async function openReceipt() {
  await claire.command('livraison');
  await claire.pressInMessage(`Voir ${reference}`);
  await claire.press('Remplir le bon de réception');
}

test('a delivery is found and signed for with a réserve, which is told again', async () => {
  await openReceipt();
  await claire.submit(withReserves);
  const done = await claire.submit({ ...reserve, ...signature });
  expect(done).toMatchObject({ kind: 'updated', view: { callback_id: 'card' } });
  expect(textOf(claire.modal())).toContain('12-14');
  expect(await stored()).toMatchObject([
    { door: 'slack', signedName: 'Claire Durand', reserves: [{ lockersCount: 3 }] },
  ]);
  expect(world.errors).toEqual([]);
});

test('what is wrong is said beside its question, on either screen', async () => {
  await openReceipt();
  const accepted = { [verdict]: 'Tout est là et en bon état' };
  const short = await claire.submit({ [count]: '47', ...accepted });
  if (short.kind !== 'errors') throw new Error(short.kind);
  expect(Object.keys(short.errors).join()).toContain('verdict');
  await claire.submit(withReserves);
  const unsaid = await claire.submit(signature);
  if (unsaid.kind !== 'errors') throw new Error(unsaid.kind);
  expect(Object.keys(unsaid.errors).join()).toContain('lockers1');
  expect(await stored()).toEqual([]);
});

test('réserves and signature are still there after a step back', async () => {
  await openReceipt();
  await claire.submit(withReserves);
  const typed = { ...reserve, ...signature };
  await claire.press('Retour', claire.typed(typed));
  expect(textOf(claire.modal())).toContain(count);
  expect(textOf(claire.modal())).not.toContain('Votre nom');
  await claire.submit(withReserves);
  const drawn = JSON.stringify(claire.modal());
  for (const answer of ['12-14', 'La clé tourne à vide.', 'Gestionnaire']) {
    expect(drawn).toContain(`"initial_value":"${answer}"`);
  }
});

test('réserves too long to be carried stay in sight after a step back', async () => {
  await openReceipt();
  await claire.submit(withReserves);
  const long = 'Rayé. '.repeat(160).trim();
  const all = { ...reserve, 'Ce que vous voyez': long, 'Une précision ?': long, ...signature };
  await claire.press('Retour', claire.typed(all));
  expect(textOf(claire.modal())).toContain(count);
  const drawn = JSON.stringify(claire.modal());
  for (const typed of [long, 'Gestionnaire']) {
    expect(drawn).toContain(`"initial_value":"${typed}"`);
  }
});

test('the same signature sent twice is one', async () => {
  await openReceipt();
  await claire.submit(withReserves);
  await claire.submit({ ...reserve, ...signature });
  const again = world.requests.at(-1) ?? { headers: {}, body: '' };
  expect((await world.post(again)).status).toBe(200);
  expect(await stored()).toHaveLength(1);
});
