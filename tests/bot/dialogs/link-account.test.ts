import { expect, test } from 'vitest';
import { challengeKey } from '../../../functions/adapters/dynamodb/keys.ts';
import type { Turn } from '../../../functions/bot/model/views.ts';
import { openBrowser } from '../../channels/web/browser.ts';
import { recordOf } from '../../lambdas/record-of.ts';
import {
  chaumie,
  crochepierre,
  durand,
  inspector,
  jeanMoulin,
  mailbox,
} from '../../shared/examples.ts';
import { makeWorld, type World } from '../../shared/world.ts';
import { buttonOf, cardIn, formIn, sent, speakerOf, stranger, textOf } from '../speakers.ts';

async function asked(world: World, opening = 'o1') {
  const greeting = await world.talk.hear(stranger, { kind: 'standing' }, opening);
  const which = await world.talk.hear(stranger, buttonOf(greeting, 'Choisir mon collège'), opening);
  return world.talk.take(stranger, sent(which, { college: crochepierre.uai }));
}

const idOf = (turn: Turn) => formIn(turn).bookmark.id ?? '';
const codeOf = (world: World, turn: Turn) => world.seals.codeOf(idOf(turn));
const inesOf = (world: World) => world.persons.find(stranger.mail);

test('a stranger becomes bound by the code that the official mailbox is sent, and the talk goes on', async () => {
  const world = await makeWorld();
  const form = await asked(world);
  const code = await codeOf(world, form);
  const card = await world.talk.take(
    stranger,
    sent(form, { code: `${code.slice(0, 3)} ${code.slice(3)}` }),
  );
  expect(cardIn(card).title).toBe('Collège André Crochepierre, Villeneuve-sur-Lot');
  expect(await inesOf(world)).toMatchObject({
    name: 'Inès Leroy',
    boundTo: [crochepierre.uai],
    mailboxOf: [],
    journal: [{ what: 'bound', who: 'Inès Leroy', door: 'slack' }],
  });
  expect(world.trusted).toEqual([`slack ${stranger.account}`]);
  const twice = await world.talk.take(stranger, sent(form, { code }));
  expect(cardIn(twice)).toEqual(cardIn(card));
  expect((await inesOf(world))?.version).toBe(1);
});

test('the code is mailed to the official mailbox, and says who asks and for which collège', async () => {
  const world = await makeWorld();
  const form = await asked(world);
  const challenge = await world.signIns.findChallenge(idOf(form));
  expect(challenge).toMatchObject({ mail: mailbox.mail, binding: { uai: crochepierre.uai } });
  await world.carryJournal({ Records: [await recordOf(world, challengeKey(idOf(form)))] });
  const code = await codeOf(world, form);
  expect(world.sent).toHaveLength(1);
  const [mail] = world.sent;
  expect(mail?.to).toBe(mailbox.mail);
  expect(mail?.subject.replace(/ /g, '')).toContain(code);
  for (const said of ['Inès Leroy', stranger.mail, crochepierre.name]) {
    expect(mail?.text).toContain(said);
  }
});

test('a code of a binding opens no session, and a code to sign in binds nobody', async () => {
  const world = await makeWorld();
  const form = await asked(world);
  const browser = openBrowser(world);
  browser.setCookie('__Host-demande', idOf(form));
  const page = await browser.post('/connexion/code', { code: await codeOf(world, form) });
  expect(page.status).toBe(422);
  expect(browser.cookies()).not.toHaveProperty('__Host-session');

  await browser.post('/connexion', { mail: mailbox.mail });
  const id = browser.cookies()['__Host-demande'] ?? '';
  const forged = sent(form, { code: await browser.code() });
  const refused = await world.talk.take(stranger, {
    ...forged,
    bookmark: { ...forged.bookmark, id },
  });
  expect(cardIn(refused).title).toBe('Code expiré');
  expect(await inesOf(world)).toBeUndefined();
});

test('five wrong codes are all that one demand is worth', async () => {
  const world = await makeWorld();
  const form = await asked(world);
  const code = await codeOf(world, form);
  const wrong = code === '000000' ? '000001' : '000000';
  const slip = await world.talk.take(stranger, sent(form, { code: '12' }));
  expect(formIn(slip).errors['code']).toBe('Le code compte 6 chiffres.');
  for (const left of [4, 3, 2, 1]) {
    const again = await world.talk.take(stranger, sent(form, { code: wrong }));
    expect(formIn(again).errors['code']).toContain(`${left} essai`);
  }
  const over = await world.talk.take(stranger, sent(form, { code: wrong }));
  expect(cardIn(over).title).toBe('Code expiré');
  const late = await world.talk.take(stranger, sent(form, { code }));
  expect(cardIn(late).title).toBe('Code expiré');
  expect(await inesOf(world)).toBeUndefined();
});

test('a code is good for ten minutes, and leads back to what was wanted', async () => {
  const world = await makeWorld();
  const form = await asked(world);
  world.setClock('2026-01-14T08:22:01.000Z');
  const late = await world.talk.take(stranger, sent(form, { code: await codeOf(world, form) }));
  expect(buttonOf(late, 'Demander un autre code')).toEqual({
    kind: 'bind',
    next: { kind: 'standing' },
  });
});

test('a code serves nobody but who asked for it', async () => {
  const world = await makeWorld();
  const form = await asked(world);
  const other = { ...stranger, account: 'T1/U666', mail: 'malo.ruse@colleges.example.org' };
  const turn = await world.talk.take(other, sent(form, { code: await codeOf(world, form) }));
  expect(cardIn(turn).title).toBe('Code expiré');
  expect(await world.persons.find(other.mail)).toBeUndefined();
});

test('one account cannot flood the mailbox of a collège', async () => {
  const world = await makeWorld();
  for (let count = 0; count < 5; count += 1)
    expect((await asked(world, `o${count}`)).kind).toBe('form');
  expect(cardIn(await asked(world, 'o6')).title).toBe('Trop de demandes');
});

test('a collège whose mailbox nobody reads is told to write to the service', async () => {
  const world = await makeWorld();
  const which = await world.talk.hear(stranger, { kind: 'bind' }, 'o1');
  const turn = await world.talk.take(stranger, sent(which, { college: jeanMoulin.uai }));
  expect(textOf(turn)).toContain('Boîte officielle inconnue');
  expect(textOf(turn)).toContain('education@casiers.example.org');
});

test('a collège that is not of the register is an error at the field', async () => {
  const world = await makeWorld();
  const which = await world.talk.hear(stranger, { kind: 'bind' }, 'o1');
  for (const college of ['', '0470001A', 'constructor']) {
    const turn = await world.talk.take(stranger, sent(which, { college }));
    expect(Object.keys(formIn(turn).errors)).toEqual(['college']);
  }
});

test('a guest becomes somebody who is known by a code sent to that mailbox, and in no other way', async () => {
  const world = await makeWorld();
  const guest = { ...stranger, mail: durand.mail };
  const which = await world.talk.hear(guest, { kind: 'bind' }, 'o1');
  const form = await world.talk.take(guest, sent(which, { college: jeanMoulin.uai }));
  expect(formIn(form).alert).toContain('Cette adresse est déjà connue');
  await world.carryJournal({ Records: [await recordOf(world, challengeKey(idOf(form)))] });
  expect(world.sent.map(({ to }) => to)).toEqual([durand.mail]);
  expect(world.sent[0]?.text).toContain('Inès Leroy');
  const wrong = await world.talk.take(guest, sent(form, { code: '12345 6' }));
  expect(wrong.kind === 'form' && world.trusted.length).toBe(0);
  const code = await codeOf(world, form);
  await world.talk.take(guest, sent(form, { code }));
  await world.talk.take(guest, sent(form, { code }));
  expect(new Set(world.trusted)).toEqual(new Set([`slack ${guest.account}`]));
  expect((await world.persons.find(durand.mail))?.boundTo).toEqual(durand.boundTo);
  const browser = openBrowser(world);
  browser.setCookie('__Host-demande', idOf(form));
  expect((await browser.post('/connexion/code', { code })).status).toBe(422);
});

test('somebody who is known may be bound to one more collège, and keeps theirs', async () => {
  const world = await makeWorld();
  await world.persons.save({
    ...mailbox,
    mail: 'ce.chaumie@colleges.example.org',
    mailboxOf: [chaumie.uai],
  });
  const claire = await speakerOf(world, durand);
  const which = await world.talk.hear(claire, { kind: 'bind' }, 'o1');
  const form = await world.talk.take(claire, sent(which, { college: chaumie.uai }));
  await world.talk.take(claire, sent(form, { code: await codeOf(world, form) }));
  expect((await world.persons.find(durand.mail))?.boundTo).toEqual([crochepierre.uai, chaumie.uai]);
});

test('a stranger who sends somebody’s form is told to become bound first', async () => {
  const world = await makeWorld();
  const claire = await speakerOf(world, durand);
  const form = await world.talk.hear(claire, { kind: 'declare' }, 'o1');
  const turn = await world.talk.take(stranger, sent(form, { lockersInService: '1' }));
  expect(cardIn(turn).title).toBe('Rattachez-vous à votre collège');
});

test('a stranger who asks for help gets it, and how to become bound', async () => {
  const world = await makeWorld();
  const turn = await world.talk.hear(stranger, { kind: 'help' }, 'o1');
  expect(textOf(turn)).toContain('Ce que vous pouvez écrire');
  expect(buttonOf(turn, 'Choisir mon collège')).toMatchObject({ kind: 'bind' });
});

test('the service Éducation, which speaks for no collège, is not asked to become bound', async () => {
  const world = await makeWorld();
  const turn = await world.talk.hear(await speakerOf(world, inspector), { kind: 'report' }, 'o1');
  expect(cardIn(turn).title).toBe('Réservé aux collèges');
});
