import { expect, test } from 'vitest';
import { damageIdFrom } from '../../../functions/adapters/node/crypto.ts';
import { damageForm } from '../../../functions/content/damages/forms.ts';
import { readAsk } from '../../../functions/content/language/sentences.ts';
import { answersOf } from '../../../functions/content/model/form.ts';
import { crochepierre, damage, durand, inspector, lambert, petit } from '../../shared/examples.ts';
import { makeWorld, type World } from '../../shared/world.ts';
import { buttonOf, cardIn, formIn, sent, speakerOf, textOf } from '../speakers.ts';

const all = answersOf(damageForm, { ...damage });
const { uai } = crochepierre;

async function report(world: World, opening = 'report-1') {
  const speaker = await speakerOf(world, durand);
  const turn = await world.talk.hear(speaker, { kind: 'report' }, opening);
  const card = await world.talk.take(speaker, sent(turn, all));
  const [stored] = await world.damages.listOf(uai);
  if (!stored) throw new Error('no damage');
  return { speaker, turn, card, id: stored.id };
}

test('a damage is reported on one screen, with photos that the chat still holds', async () => {
  const world = await makeWorld();
  const speaker = await speakerOf(world, durand);
  const turn = await world.talk.hear(speaker, { kind: 'report' }, 'report-1');
  expect(formIn(turn)).toMatchObject({ steps: [0, 1, 2], photos: 6 });
  const files = Array.from({ length: 8 }, (_, index) => `F${index}`);
  const card = await world.talk.take(speaker, sent(turn, all, { files }));
  expect(textOf(card)).toContain('le Département a bien reçu votre signalement');
  await world.talk.take(speaker, sent(turn, all, { files }));
  const [stored, ...others] = await world.damages.listOf(uai);
  expect(others).toEqual([]);
  expect(stored).toMatchObject({ journal: [{ door: 'slack', who: durand.name }] });
  expect(stored?.photos).toEqual(
    ['F0', 'F1', 'F2', 'F3', 'F4', 'F5'].map((file, index) => ({
      id: damageIdFrom(`report-1 photo ${index}`),
      state: 'waiting',
      from: { door: 'slack', file },
    })),
  );
});

test('errors are shown at their fields, and nothing is filed', async () => {
  const world = await makeWorld();
  const speaker = await speakerOf(world, durand);
  const turn = await world.talk.hear(speaker, { kind: 'report' }, 'report-1');
  const wrong = await world.talk.take(speaker, sent(turn, { ...all, lockers: '12-3', made: '' }));
  expect(Object.keys(formIn(wrong).errors)).toEqual(['lockers', 'made']);
  const nowhere = { ...all, building: '', level: '', corridor: '' };
  const unplaced = await world.talk.take(speaker, sent(turn, nowhere));
  expect(Object.keys(formIn(unplaced).errors)).toEqual(['building']);
  expect(formIn(unplaced).answers['description']).toBe(damage.description);
  expect(await world.damages.listOf(uai)).toEqual([]);
});

test('lockers that are reported already are shown before they are reported again', async () => {
  const world = await makeWorld();
  const { speaker } = await report(world);
  const turn = await world.talk.hear(speaker, { kind: 'report' }, 'report-2');
  const overlap = await world.talk.take(speaker, sent(turn, all));
  expect(formIn(overlap)).toMatchObject({ sendLabel: 'Signaler quand même', answers: all });
  expect(formIn(overlap).alert).toContain('101-112, 115');
  expect(await world.damages.listOf(uai)).toHaveLength(1);
  await world.talk.take(speaker, sent(overlap, all));
  expect(await world.damages.listOf(uai)).toHaveLength(2);
});

test('a sentence fills the report in', async () => {
  const world = await makeWorld();
  const speaker = await speakerOf(world, durand);
  const card = await world.talk.hear(speaker, readAsk('3 portes cassées bâtiment B, 101-103'), 'o');
  const turn = await world.talk.hear(speaker, buttonOf(card, 'Continuer le signalement'), 'o2');
  expect(formIn(turn).answers).toMatchObject({ building: 'Bâtiment B', lockers: '101-103' });
  expect(await world.damages.listOf(uai)).toEqual([]);
});

test('the collège answers whether it is repaired; of two answers the second is told of the first', async () => {
  const world = await makeWorld();
  const { speaker, id } = await report(world);
  const omar = await speakerOf(world, petit);
  const ask = { kind: 'follow-up', uai, id } as const;
  const [mine, his] = [
    await world.talk.hear(speaker, ask, 'f1'),
    await world.talk.hear(omar, ask, 'f2'),
  ];
  const done = await world.talk.take(
    speaker,
    sent(mine, { answer: 'repair-confirmed', comment: '' }),
  );
  expect(textOf(done)).toContain('votre réponse est enregistrée');
  const twice = await world.talk.take(
    speaker,
    sent(mine, { answer: 'repair-confirmed', comment: '' }),
  );
  expect(cardIn(twice)).toEqual(cardIn(done));
  const stale = await world.talk.take(omar, sent(his, { answer: 'still-broken', comment: 'Non.' }));
  expect(formIn(stale).alert).toContain('Claire Durand');
  expect(formIn(stale).answers).toMatchObject({ comment: 'Non.' });
  const told = await world.talk.take(
    omar,
    sent(stale, { answer: 'still-broken', comment: 'Non.' }),
  );
  expect(textOf(told)).toContain('« Non. »');
  expect(await world.damages.find(uai, id)).toMatchObject({ state: 'reported', version: 3 });
});

test('the service Éducation says what comes next, with the reason of a refusal', async () => {
  const world = await makeWorld();
  const { id } = await report(world);
  const lucie = await speakerOf(world, inspector);
  const card = await world.talk.hear(lucie, { kind: 'damage', uai, id }, 'o');
  const turn = await world.talk.hear(lucie, buttonOf(card, 'Dire la suite'), 'm1');
  const refused = await world.talk.take(lucie, sent(turn, { move: 'declined', note: '', day: '' }));
  expect(Object.keys(formIn(refused).errors)).toEqual(['note']);
  const past = await world.talk.take(
    lucie,
    sent(turn, { move: 'planned', note: '', day: '1/1/2020' }),
  );
  expect(Object.keys(formIn(past).errors)).toEqual(['day']);
  const done = await world.talk.take(
    lucie,
    sent(turn, { move: 'planned', note: '', day: '3/2/2026' }),
  );
  expect(textOf(done)).toContain('Réparation prévue le 3 février 2026');
});

test('a damage is shown and answered by its collège and the service Éducation, and by nobody else', async () => {
  const world = await makeWorld();
  const { id, speaker } = await report(world);
  const paul = await speakerOf(world, lambert);
  const kinds = ['damage', 'follow-up', 'move-damage'] as const;
  for (const kind of kinds) {
    const turn = await world.talk.hear(paul, { kind, uai, id }, 'o');
    expect(cardIn(turn).title).toBe('Ce n’est pas possible ici');
  }
  const mine = await world.talk.hear(speaker, { kind: 'move-damage', uai, id }, 'o');
  expect(cardIn(mine).actions.map(({ label }) => label)).not.toContain('Dire la suite');
  const form = await world.talk.hear(speaker, { kind: 'follow-up', uai, id }, 'o');
  const forged = await world.talk.take(paul, sent(form, { answer: 'still-broken', comment: '' }));
  expect(cardIn(forged).title).toBe('Ce n’est pas possible ici');
});
