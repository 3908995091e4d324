import { afterEach, beforeEach, expect, test } from 'vitest';
import { newDelivery } from '../../../functions/domain/deliveries/delivery.ts';
import { crochepierre } from '../../shared/examples.ts';
import { openSlack, textOf } from './slack-desk.ts';
import { createSlackEnvironment, type SlackEnvironment } from './slack-environment.ts';

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

let environment: SlackEnvironment;
let claire: ReturnType<typeof openSlack>;
beforeEach(async () => {
  environment = await createSlackEnvironment();
  claire = openSlack(environment, 'claire');
  const act = { at: '2026-01-10T08:00:00.000Z', who: 'Lucie Martin', channel: 'web' } as const;
  const plan = { lockers: 48, expected: { from: '2026-01-14', to: '2026-01-14' }, orderNumber: '' };
  await environment.deliveries.save(
    newDelivery(plan, delivery, { ...act, idempotencyKey: 'plan' }),
  );
});
afterEach(() => {
  expect(
    environment.slack.log.lines.filter(({ outcome }) => outcome.startsWith('invalid')),
  ).toEqual([]);
  return environment.slack.close();
});

const stored = async () => (await environment.deliveries.find(uai, delivery.id))?.receipts;

async function openReceipt() {
  await claire.command('livraison');
  await claire.pressInMessage(`Voir ${reference}`);
  await claire.press('Remplir le bon de réception');
}

test('a delivery is found and received with a réserve, which the answer repeats', async () => {
  await openReceipt();
  await claire.submit(withReserves);
  const done = await claire.submit({ ...reserve, ...signature });
  expect(done).toMatchObject({ kind: 'updated', view: { callback_id: 'card' } });
  expect(textOf(claire.modal())).toContain('12-14');
  expect(await stored()).toMatchObject([
    { channel: 'slack', signedName: 'Claire Durand', reserves: [{ lockersCount: 3 }] },
  ]);
  expect(environment.errors).toEqual([]);
});

test('errors are beside their questions in both steps', async () => {
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

test('réserves and signature are kept after a step back', async () => {
  await openReceipt();
  await claire.submit(withReserves);
  const input = { ...reserve, ...signature };
  await claire.press('Retour', claire.input(input));
  expect(textOf(claire.modal())).toContain(count);
  expect(textOf(claire.modal())).not.toContain('Votre nom');
  await claire.submit(withReserves);
  const modal = JSON.stringify(claire.modal());
  for (const answer of ['12-14', 'La clé tourne à vide.', 'Gestionnaire']) {
    expect(modal).toContain(`"initial_value":"${answer}"`);
  }
});

test('réserves too long for the form state stay visible after a step back', async () => {
  await openReceipt();
  await claire.submit(withReserves);
  const long = 'Rayé. '.repeat(160).trim();
  const all = { ...reserve, 'Ce que vous voyez': long, 'Une précision ?': long, ...signature };
  await claire.press('Retour', claire.input(all));
  expect(textOf(claire.modal())).toContain(count);
  const modal = JSON.stringify(claire.modal());
  for (const input of [long, 'Gestionnaire']) {
    expect(modal).toContain(`"initial_value":"${input}"`);
  }
});

test('a receipt that is sent twice is recorded once', async () => {
  await openReceipt();
  await claire.submit(withReserves);
  await claire.submit({ ...reserve, ...signature });
  const again = environment.requests.at(-1) ?? { headers: {}, body: '' };
  expect((await environment.post(again)).status).toBe(200);
  expect(await stored()).toHaveLength(1);
});
