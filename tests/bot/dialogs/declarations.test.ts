import { expect, test } from 'vitest';
import { crochepierre, durand, jeanMoulin, mailbox, petit } from '../../shared/examples.ts';
import { createTestEnvironment } from '../../shared/test-environment.ts';
import { botUserOf, buttonOf, cardIn, submissionOf, textOf } from '../bot-users.ts';

test('an état néant is filed once after a confirmation, and its button reports when it is out of date', async () => {
  const environment = await createTestEnvironment();
  const botUser = await botUserOf(environment, mailbox);
  const confirm = await environment.bot.handleIntent(
    botUser,
    { kind: 'declare-nothing' },
    'press-1',
  );
  expect(await environment.declarations.find(crochepierre.uai, '2026')).toBeUndefined();
  const button = buttonOf(confirm, 'Déposer l’état néant');
  const done = await environment.bot.handleIntent(botUser, button, 'press-2');
  const again = await environment.bot.handleIntent(botUser, button, 'press-3');
  expect(cardIn(again)).toEqual(cardIn(done));
  expect(await environment.declarations.find(crochepierre.uai, '2026')).toMatchObject({
    filing: { kind: 'nothing-needed' },
    version: 1,
  });

  const omar = await botUserOf(environment, petit);
  const form = await environment.bot.handleIntent(
    omar,
    { kind: 'declare', uai: crochepierre.uai },
    'o',
  );
  await environment.bot.handleSubmission(omar, submissionOf(form, { lockersInService: '120' }));
  const conflicting = await environment.bot.handleIntent(botUser, button, 'press-4');
  expect(textOf(conflicting)).toContain('Ce bouton date d’avant un changement');
  expect(textOf(conflicting)).toContain('Omar Petit');
});

test('an état néant filed again changes nothing, and the card says so', async () => {
  const environment = await createTestEnvironment();
  const botUser = await botUserOf(environment, durand);
  const hear = environment.bot.handleIntent;
  const fileOnce = async (press: string) => {
    const confirm = await hear(botUser, { kind: 'declare-nothing' }, press);
    return hear(botUser, buttonOf(confirm, 'Déposer l’état néant'), `${press} confirmed`);
  };
  expect(cardIn(await fileOnce('a')).title).toContain('État néant déposé');
  const before = await environment.declarations.find(crochepierre.uai, '2026');
  expect(cardIn(await fileOnce('b')).title).toBe('Rien n’a changé');
  expect(await environment.declarations.find(crochepierre.uai, '2026')).toEqual(before);
});

test('the confirmation of an état néant says what it replaces, and works only for the own collège', async () => {
  const environment = await createTestEnvironment();
  const botUser = await botUserOf(environment, durand);
  const confirm = await environment.bot.handleIntent(
    botUser,
    { kind: 'declare-nothing' },
    'press-1',
  );
  const button = buttonOf(confirm, 'Déposer l’état néant');
  if (button.kind !== 'file-nothing') throw new Error(button.kind);
  await environment.bot.handleIntent(botUser, button, 'press-2');
  const again = await environment.bot.handleIntent(botUser, { kind: 'declare-nothing' }, 'press-3');
  expect(textOf(again)).toContain('L’état néant prendra sa place.');

  const forged = await environment.bot.handleIntent(
    botUser,
    { ...button, uai: jeanMoulin.uai },
    'press-4',
  );
  expect(cardIn(forged).title).toBe('Ce n’est pas possible ici');
  const unknown = await environment.bot.handleIntent(
    botUser,
    { ...button, campaignId: '1999' },
    'press-5',
  );
  expect(cardIn(unknown).title).toBe('Pas de campagne en cours');
  environment.setClock('2026-04-01T10:00:00.000Z');
  const late = await environment.bot.handleIntent(
    botUser,
    { ...button, idempotencyKey: 'other' },
    'press-6',
  );
  expect(textOf(late)).toContain('clos depuis le 31 mars 2026');
});
