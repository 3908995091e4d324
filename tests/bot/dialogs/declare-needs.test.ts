import { expect, test } from 'vitest';
import type { Turn } from '../../../functions/bot/model/views.ts';
import { declarationForm } from '../../../functions/content/declarations/forms.ts';
import { readAsk } from '../../../functions/content/language/sentences.ts';
import { answersOf } from '../../../functions/content/model/form.ts';
import type { Answers } from '../../../functions/domain/act.ts';
import type { KnownPerson } from '../../../functions/domain/people/person.ts';
import { openBrowser } from '../../channels/web/browser.ts';
import {
  campaign2026,
  chaumie,
  crochepierre,
  durand,
  inspector,
  jeanMoulin,
  needs,
  petit,
} from '../../shared/examples.ts';
import { makeWorld, type World } from '../../shared/world.ts';
import { buttonOf, cardIn, formIn, sent, speakerOf, textOf } from '../speakers.ts';

const all = answersOf(declarationForm, { ...needs });
const stepOf = (step: number, over: Answers = {}): Answers => {
  const fields = declarationForm.steps[step]?.fields ?? [];
  return Object.fromEntries(fields.map((name) => [name, over[name] ?? all[name] ?? '']));
};

async function begin(world: World, who: KnownPerson = durand, opening = 'opening-1') {
  const speaker = await speakerOf(world, who);
  const turn = await world.talk.hear(speaker, { kind: 'declare', uai: crochepierre.uai }, opening);
  return {
    speaker,
    turn,
    send: (at: Turn, answers: Answers, more = {}) =>
      world.talk.take(speaker, sent(at, answers, more)),
  };
}

/** Every step up to the last, which is shown and not sent. */
async function upToLast(world: World, who: KnownPerson = durand, opening = 'opening-1') {
  const { send, turn, speaker } = await begin(world, who, opening);
  let at = turn;
  for (const step of [0, 1, 2]) at = await send(at, stepOf(step));
  return { send, speaker, last: at };
}

const stored = (world: World) => world.declarations.find(crochepierre.uai, campaign2026.id);

test('step by step, each step is kept as a draft, and the last one files it', async () => {
  const world = await makeWorld();
  const { turn, send } = await begin(world);
  expect(formIn(turn)).toMatchObject({ steps: [0], sendLabel: 'Continuer', keepsDrafts: true });
  expect(await stored(world)).toBeUndefined();

  const second = await send(turn, stepOf(0));
  expect(formIn(second).steps).toEqual([1]);
  expect(await stored(world)).toMatchObject({
    state: 'draft',
    draft: { answers: stepOf(0) },
    journal: [{ what: 'drafted', door: 'slack', who: durand.name }],
  });

  const third = await send(second, stepOf(1));
  const fourth = await send(third, stepOf(2));
  expect(formIn(fourth)).toMatchObject({ steps: [3], sendLabel: 'Déposer' });
  const done = await send(fourth, stepOf(3));
  expect(textOf(done)).toContain(`Déclaration déposée : 2026-${crochepierre.uai}`);
  expect(await stored(world)).toMatchObject({ state: 'filed', filing: { kind: 'needs', needs } });
});

test('an error is shown at its field, and nothing is kept of that step', async () => {
  const world = await makeWorld();
  const { turn, send } = await begin(world);
  const again = await send(turn, stepOf(0, { lockersInService: 'beaucoup' }));
  expect(formIn(again)).toMatchObject({ steps: [0], answers: { lockersInService: 'beaucoup' } });
  expect(Object.keys(formIn(again).errors)).toEqual(['lockersInService']);
  expect(await stored(world)).toBeUndefined();
});

test('going back keeps what was typed, right or wrong', async () => {
  const world = await makeWorld();
  const { turn, send } = await begin(world);
  const second = await send(turn, stepOf(0));
  const back = await send(second, stepOf(1, { lockersToReplace: 'douze' }), { way: 'back' });
  expect(formIn(back)).toMatchObject({
    steps: [0],
    answers: { lockersInService: '120', lockersToReplace: 'douze' },
  });
  const forth = await send(back, stepOf(0));
  expect(formIn(forth).answers['lockersToReplace']).toBe('douze');
});

test('answers that contradict those of another step lead back there, with all that was typed', async () => {
  const world = await makeWorld();
  const { turn, send } = await begin(world);
  const second = await send(turn, stepOf(0));
  const third = await send(second, stepOf(1, { lockersToReplace: '0' }));
  const last = await send(third, stepOf(2));
  const back = await send(last, stepOf(3));
  expect(formIn(back)).toMatchObject({
    steps: [1],
    errors: { lockersToReplace: expect.stringContaining('état néant') },
    answers: { contactName: needs.contactName },
  });
  const next = await send(back, stepOf(1));
  const done = await send(await send(next, stepOf(2)), stepOf(3));
  expect(cardIn(done).title).toContain('déposée');
});

test('the same step sent twice is one act; other answers from the same form are not swallowed', async () => {
  const world = await makeWorld();
  const { turn, send } = await begin(world);
  const [once, twice] = [await send(turn, stepOf(0)), await send(turn, stepOf(0))];
  expect(formIn(twice)).toEqual({ ...formIn(once), site: formIn(twice).site });
  expect((await stored(world))?.version).toBe(1);

  const other = await send(turn, stepOf(0, { lockersInService: '130' }));
  expect(formIn(other).alert).toContain('brouillon enregistré par Claire Durand');
  expect(formIn(other).answers['lockersInService']).toBe('130');
  await send(other, stepOf(0, { lockersInService: '130' }));
  expect((await stored(world))?.draft?.answers['lockersInService']).toBe('130');
});

test('a declaration that is sent twice is filed once', async () => {
  const world = await makeWorld();
  const { send, last } = await upToLast(world);
  const [once, twice] = await Promise.all([send(last, stepOf(3)), send(last, stepOf(3))]);
  expect(cardIn(once).title).toBe(cardIn(twice).title);
  const thrice = await send(last, stepOf(3));
  expect(cardIn(thrice).title).toBe(cardIn(once).title);
  expect((await stored(world))?.journal.filter(({ what }) => what === 'filed')).toHaveLength(1);
});

test('of two colleagues the second is told who wrote, and loses nothing of what they typed', async () => {
  const world = await makeWorld();
  const claire = await upToLast(world);
  const omar = await begin(world, petit, 'opening-2');
  await omar.send(omar.turn, stepOf(0, { lockersInService: '99' }));

  const stale = await claire.send(claire.last, stepOf(3, { contactName: 'Claire D.' }));
  expect(formIn(stale).alert).toContain('Omar Petit');
  expect(formIn(stale).answers).toMatchObject({ contactName: 'Claire D.', lockersInService: '99' });
  const done = await claire.send(stale, stepOf(3, { contactName: 'Claire D.' }));
  expect(cardIn(done).title).toContain('déposée');
});

test('what is begun in a chat is finished on the site, by its link, and shows one journal', async () => {
  const world = await makeWorld();
  const { turn, send } = await begin(world);
  const second = await send(turn, stepOf(0));
  const browser = openBrowser(world);
  const link = new URL(formIn(second).site ?? '').pathname;
  const path = (await browser.post(link, {})).location ?? '';
  const page = await browser.get(path);
  expect(page.valueOf('lockersInService')).toBe('120');
  const { opening = '', version = '' } = page.hidden;
  const posted = await browser.post(path, { ...all, opening, version, action: 'file' });
  expect(posted.status).toBe(303);
  expect((await stored(world))?.journal.map(({ what, door }) => [what, door])).toEqual([
    ['drafted', 'slack'],
    ['filed', 'web'],
  ]);
  const late = await send(second, stepOf(1));
  expect(formIn(late).alert).toContain('déclaration déposée par Claire Durand, sur le site');
});

test('what is begun on the site is found in the chat', async () => {
  const world = await makeWorld();
  const browser = openBrowser(world);
  await browser.signIn(durand);
  const path = `/declarations/2026-${crochepierre.uai}/formulaire`;
  const { opening = '', version = '' } = (await browser.get(path)).hidden;
  const draft = { place: 'Au fond', contactMail: 'pas une adresse', opening, version };
  await browser.post(path, { ...draft, action: 'draft' });
  const { turn } = await begin(world);
  expect(formIn(turn).answers).toMatchObject({ place: 'Au fond', contactMail: 'pas une adresse' });
});

test('a sentence fills the form in, is written nowhere before a step is sent, and goes to its own step', async () => {
  const world = await makeWorld();
  const speaker = await speakerOf(world, durand);
  const card = await world.talk.hear(speaker, readAsk('il nous faut 12 casiers en 6e'), 'o1');
  expect(textOf(card)).toContain('12');
  const turn = await world.talk.hear(speaker, buttonOf(card, 'Continuer la déclaration'), 'o2');
  expect(await stored(world)).toBeUndefined();
  const second = await world.talk.take(speaker, sent(turn, stepOf(0)));
  expect(formIn(second).answers).toMatchObject({ lockersToReplace: '12', pupils: ['6e'] });
  expect((await stored(world))?.draft?.answers).toMatchObject({
    lockersToReplace: '12',
    comment: 'il nous faut 12 casiers en 6e',
  });
});

test('who speaks for several collèges is asked which, and only of theirs', async () => {
  const world = await makeWorld();
  const speaker = await speakerOf(world, petit);
  const which = await world.talk.hear(speaker, { kind: 'declare' }, 'o1');
  expect(formIn(which).form.title).toBe('Pour quel collège\u00a0?');
  const wrong = await world.talk.take(speaker, sent(which, { college: chaumie.uai }));
  expect(Object.keys(formIn(wrong).errors)).toEqual(['college']);
  const turn = await world.talk.take(speaker, sent(which, { college: jeanMoulin.uai }));
  expect(formIn(turn).about).toContain('Jean Moulin');
});

test.each([
  ['before it opens', '2025-12-01T10:00:00.000Z', 'ouvre le'],
  ['once it is closed', '2026-04-01T10:00:00.000Z', 'clos depuis'],
])('%s nobody declares, and what was typed stays in sight', async (_, now, said) => {
  const world = await makeWorld();
  const { turn, send } = await begin(world);
  world.setClock(now);
  const refused = await send(turn, stepOf(0));
  expect(textOf(refused)).toContain(said);
  expect(textOf(refused)).toContain('120');
  const again = await begin(world);
  expect(textOf(again.turn)).toContain(said);
});

test('nobody declares for a collège that is not theirs', async () => {
  const world = await makeWorld();
  const speaker = await speakerOf(world, durand);
  const refused = await world.talk.hear(speaker, { kind: 'declare', uai: jeanMoulin.uai }, 'o');
  expect(cardIn(refused).title).toBe('Ce n’est pas possible ici');
  const { turn } = await begin(world);
  const { bookmark } = formIn(turn);
  const forged = { bookmark: { ...bookmark, uai: jeanMoulin.uai }, answers: stepOf(0) };
  const taken = await world.talk.take(speaker, { ...forged, way: 'on', files: [] });
  expect(cardIn(taken).title).toBe('Ce n’est pas possible ici');
  expect(await world.declarations.find(jeanMoulin.uai, campaign2026.id)).toBeUndefined();
  expect(cardIn((await begin(world, inspector)).turn).title).toBe('Ce n’est pas possible ici');
});

test('a form that is none of ours, or of another time, ends in a card', async () => {
  const world = await makeWorld();
  const { turn, speaker } = await begin(world);
  const { bookmark } = formIn(turn);
  for (const odd of [{ form: 'constructor' }, { step: 99 }, { id: undefined }]) {
    const taken = await world.talk.take(speaker, {
      ...{ bookmark: { ...bookmark, ...odd }, answers: {}, way: 'on', files: [] },
    });
    expect(cardIn(taken).title).toBe('Ce message est trop ancien');
  }
});
