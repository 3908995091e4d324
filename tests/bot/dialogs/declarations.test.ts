import { expect, test } from 'vitest';
import { crochepierre, durand, jeanMoulin, mailbox, petit } from '../../shared/examples.ts';
import { makeWorld } from '../../shared/world.ts';
import { buttonOf, cardIn, sent, speakerOf, textOf } from '../speakers.ts';

test('an état néant is asked to confirm, filed once, and its button says when it is out of date', async () => {
  const world = await makeWorld();
  const speaker = await speakerOf(world, mailbox);
  const confirm = await world.talk.hear(speaker, { kind: 'declare-nothing' }, 'press-1');
  expect(await world.declarations.find(crochepierre.uai, '2026')).toBeUndefined();
  const button = buttonOf(confirm, 'Déposer l’état néant');
  const done = await world.talk.hear(speaker, button, 'press-2');
  const again = await world.talk.hear(speaker, button, 'press-3');
  expect(cardIn(again)).toEqual(cardIn(done));
  expect(await world.declarations.find(crochepierre.uai, '2026')).toMatchObject({
    filing: { kind: 'nothing-needed' },
    version: 1,
  });

  const omar = await speakerOf(world, petit);
  const form = await world.talk.hear(omar, { kind: 'declare', uai: crochepierre.uai }, 'o');
  await world.talk.take(omar, sent(form, { lockersInService: '120' }));
  const stale = await world.talk.hear(speaker, button, 'press-4');
  expect(textOf(stale)).toContain('Ce bouton date d’avant un changement');
  expect(textOf(stale)).toContain('Omar Petit');
});

test('an état néant says what it takes the place of, and nobody files it for another collège', async () => {
  const world = await makeWorld();
  const speaker = await speakerOf(world, durand);
  const confirm = await world.talk.hear(speaker, { kind: 'declare-nothing' }, 'press-1');
  const button = buttonOf(confirm, 'Déposer l’état néant');
  if (button.kind !== 'file-nothing') throw new Error(button.kind);
  await world.talk.hear(speaker, button, 'press-2');
  const again = await world.talk.hear(speaker, { kind: 'declare-nothing' }, 'press-3');
  expect(textOf(again)).toContain('L’état néant prendra sa place.');

  const forged = await world.talk.hear(speaker, { ...button, uai: jeanMoulin.uai }, 'press-4');
  expect(cardIn(forged).title).toBe('Ce n’est pas possible ici');
  const unknown = await world.talk.hear(speaker, { ...button, campaignId: '1999' }, 'press-5');
  expect(cardIn(unknown).title).toBe('Pas de campagne en cours');
  world.setClock('2026-04-01T10:00:00.000Z');
  const late = await world.talk.hear(speaker, { ...button, opening: 'other' }, 'press-6');
  expect(textOf(late)).toContain('clos depuis le 31 mars 2026');
});
