import { expect, test } from 'vitest';
import { newDelivery } from '../../../functions/domain/deliveries/delivery.ts';
import { crochepierre, durand, inspector, lambert, petit } from '../../shared/examples.ts';
import { makeWorld, type World } from '../../shared/world.ts';
import { buttonOf, cardIn, formIn, sent, speakerOf, textOf } from '../speakers.ts';

const { uai } = crochepierre;
const which = { uai, id: '2026-1' };
const signature = { comment: '', signedName: 'Claire Durand', signedRole: 'Gestionnaire' };
const first = { counted: '48', verdict: 'accepted' };

async function withDelivery() {
  const world = await makeWorld();
  const act = { at: '2026-01-10T08:00:00.000Z', who: 'Lucie Martin', door: 'web' } as const;
  const plan = { lockers: 48, expected: { from: '2026-01-14', to: '2026-01-14' }, orderNumber: '' };
  await world.deliveries.save(newDelivery(plan, which, { ...act, opening: 'plan' }));
  return world;
}

const receiptsOf = async (world: World) => (await world.deliveries.find(uai, which.id))?.receipts;

test('a delivery is found from the list, and signed for in two screens', async () => {
  const world = await withDelivery();
  const speaker = await speakerOf(world, durand);
  const list = await world.talk.hear(speaker, { kind: 'deliveries' }, 'o1');
  const card = await world.talk.hear(speaker, buttonOf(list, `Voir L-${uai}-2026-1`), 'o2');
  const button = buttonOf(card, 'Remplir le bon de réception');
  const turn = await world.talk.hear(speaker, button, 'o3');
  expect(formIn(turn)).toMatchObject({ steps: [0], sendLabel: 'Continuer' });
  const last = await world.talk.take(speaker, sent(turn, first));
  expect(formIn(last)).toMatchObject({ steps: [4], sendLabel: 'Signer le bon' });
  expect(await receiptsOf(world)).toEqual([]);
  const done = await world.talk.take(speaker, sent(last, signature));
  expect(textOf(done)).toContain('Livraison acceptée – Claire Durand, Gestionnaire');
  expect(cardIn(await world.talk.take(speaker, sent(last, signature)))).toEqual(cardIn(done));
  expect(await receiptsOf(world)).toMatchObject([{ counted: 48, door: 'slack' }]);
});

test('réserves are asked only of who has some, with their errors in place', async () => {
  const world = await withDelivery();
  const speaker = await speakerOf(world, durand);
  const turn = await world.talk.hear(speaker, { kind: 'receive', ...which }, 'o1');
  const short = await world.talk.take(speaker, sent(turn, { ...first, counted: '47' }));
  expect(formIn(short)).toMatchObject({ steps: [0], errors: { verdict: expect.any(String) } });
  const odd = await world.talk.take(speaker, sent(turn, { counted: 'tous', verdict: '' }));
  expect(Object.keys(formIn(odd).errors)).toEqual(['counted', 'verdict']);

  const groups = await world.talk.take(speaker, sent(turn, { ...first, verdict: 'with-reserves' }));
  expect(formIn(groups).steps).toEqual([1, 2, 3, 4]);
  const none = await world.talk.take(speaker, sent(groups, signature));
  expect(Object.keys(formIn(none).errors)).toEqual(['lockers1']);
  const noted = {
    ...signature,
    lockers1: '12-14',
    parts1: ['lock'],
    description1: 'Tourne à vide',
  };
  const back = await world.talk.take(speaker, sent(groups, noted, { way: 'back' }));
  expect(formIn(back)).toMatchObject({ steps: [0], answers: { verdict: 'with-reserves' } });
  const done = await world.talk.take(speaker, sent(groups, noted));
  expect(textOf(done)).toContain('12-14');
  expect(cardIn(done).actions.map(({ label }) => label)).toContain(
    'Ajouter des photos sur le site',
  );
  expect(await receiptsOf(world)).toMatchObject([{ reserves: [{ lockersCount: 3 }] }]);
});

test('of two who sign, the second reads that it is signed', async () => {
  const world = await withDelivery();
  const [claire, omar] = [await speakerOf(world, durand), await speakerOf(world, petit)];
  const ask = { kind: 'receive', ...which } as const;
  const [hers, his] = [
    await world.talk.take(claire, sent(await world.talk.hear(claire, ask, 'o1'), first)),
    await world.talk.take(omar, sent(await world.talk.hear(omar, ask, 'o2'), first)),
  ];
  await world.talk.take(claire, sent(hers, signature));
  const late = await world.talk.take(omar, sent(his, { ...signature, signedName: 'Omar Petit' }));
  expect(textOf(late)).toContain('Rien n’a été enregistré');
  expect(textOf(late)).toContain('Claire Durand');
  const again = await world.talk.hear(omar, ask, 'o3');
  expect(cardIn(again).actions.map(({ label }) => label)).not.toContain(
    'Remplir le bon de réception',
  );
});

test('nobody sees or signs the delivery of another collège; the service Éducation sees it', async () => {
  const world = await withDelivery();
  const [paul, lucie, claire] = await Promise.all(
    [lambert, inspector, durand].map((who) => speakerOf(world, who)),
  );
  if (!paul || !lucie || !claire) throw new Error('nobody');
  for (const kind of ['delivery', 'receive'] as const) {
    const turn = await world.talk.hear(paul, { kind, ...which }, 'o');
    expect(cardIn(turn).title).toBe('Ce n’est pas possible ici');
    expect(cardIn(await world.talk.hear(lucie, { kind, ...which }, 'o')).title).toContain('L-');
  }
  const form = await world.talk.hear(claire, { kind: 'receive', ...which }, 'o');
  const last = await world.talk.take(claire, sent(form, first));
  const forged = await world.talk.take(paul, sent(last, signature));
  expect(cardIn(forged).title).toBe('Ce n’est pas possible ici');
  const seen = await world.talk.take(lucie, sent(last, signature));
  expect(cardIn(seen).title).toBe('Ce n’est pas possible ici');
  expect(await receiptsOf(world)).toEqual([]);
});
