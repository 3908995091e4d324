import { expect, test } from 'vitest';
import { shortIdFrom } from '../../../functions/adapters/node/crypto.ts';
import { damageForm } from '../../../functions/content/damages/forms.ts';
import { parseSentence } from '../../../functions/content/language/sentences.ts';
import { answersOf } from '../../../functions/content/model/form.ts';
import { crochepierre, damage, durand, inspector, lambert, petit } from '../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../shared/test-environment.ts';
import { botUserOf, buttonOf, cardIn, formIn, submissionOf, textOf } from '../bot-users.ts';

const all = answersOf(damageForm, { ...damage });
const { uai } = crochepierre;

async function report(environment: TestEnvironment, idempotencyKey = 'report-1') {
  const botUser = await botUserOf(environment, durand);
  const view = await environment.bot.handleIntent(botUser, { kind: 'report' }, idempotencyKey);
  const card = await environment.bot.handleSubmission(botUser, submissionOf(view, all));
  const [stored] = await environment.damages.listOf(uai);
  if (!stored) throw new Error('no damage');
  return { botUser, view, card, id: stored.id };
}

test('a damage is reported on one screen, with photos that the chat still holds', async () => {
  const environment = await createTestEnvironment();
  const botUser = await botUserOf(environment, durand);
  const view = await environment.bot.handleIntent(botUser, { kind: 'report' }, 'report-1');
  expect(formIn(view)).toMatchObject({ steps: [0, 1, 2], photos: 6 });
  const files = Array.from({ length: 8 }, (_, index) => `F${index}`);
  const card = await environment.bot.handleSubmission(botUser, submissionOf(view, all, { files }));
  expect(textOf(card)).toContain('le Département a bien reçu votre signalement');
  await environment.bot.handleSubmission(botUser, submissionOf(view, all, { files }));
  const [stored, ...others] = await environment.damages.listOf(uai);
  expect(others).toEqual([]);
  expect(stored).toMatchObject({ journal: [{ channel: 'slack', who: durand.name }] });
  expect(stored?.photos).toEqual(
    ['F0', 'F1', 'F2', 'F3', 'F4', 'F5'].map((file, index) => ({
      id: shortIdFrom(`report-1 photo ${index}`),
      state: 'waiting',
      from: { channel: 'slack', file },
    })),
  );
});

test('a report with errors shows them at their fields and files nothing', async () => {
  const environment = await createTestEnvironment();
  const botUser = await botUserOf(environment, durand);
  const view = await environment.bot.handleIntent(botUser, { kind: 'report' }, 'report-1');
  const wrong = await environment.bot.handleSubmission(
    botUser,
    submissionOf(view, { ...all, lockers: '12-3', maker: '' }),
  );
  expect(Object.keys(formIn(wrong).errors)).toEqual(['lockers', 'maker']);
  const nowhere = { ...all, building: '', level: '', corridor: '' };
  const unplaced = await environment.bot.handleSubmission(botUser, submissionOf(view, nowhere));
  expect(Object.keys(formIn(unplaced).errors)).toEqual(['building']);
  expect(formIn(unplaced).answers['description']).toBe(damage.description);
  expect(await environment.damages.listOf(uai)).toEqual([]);
});

test('a report about lockers that are reported already shows the open reports first', async () => {
  const environment = await createTestEnvironment();
  const { botUser } = await report(environment);
  const view = await environment.bot.handleIntent(botUser, { kind: 'report' }, 'report-2');
  const overlap = await environment.bot.handleSubmission(botUser, submissionOf(view, all));
  expect(formIn(overlap)).toMatchObject({ sendLabel: 'Signaler quand même', answers: all });
  expect(formIn(overlap).alert).toContain('101-112, 115');
  expect(await environment.damages.listOf(uai)).toHaveLength(1);
  await environment.bot.handleSubmission(botUser, submissionOf(overlap, all));
  expect(await environment.damages.listOf(uai)).toHaveLength(2);
});

test('a sentence fills in the report', async () => {
  const environment = await createTestEnvironment();
  const botUser = await botUserOf(environment, durand);
  const card = await environment.bot.handleIntent(
    botUser,
    parseSentence('3 portes cassées bâtiment B, 101-103'),
    'o',
  );
  const view = await environment.bot.handleIntent(
    botUser,
    buttonOf(card, 'Continuer le signalement'),
    'o2',
  );
  expect(formIn(view).answers).toMatchObject({ building: 'Bâtiment B', lockers: '101-103' });
  expect(await environment.damages.listOf(uai)).toEqual([]);
});

test('the collège answers whether the damage is repaired; a second answer at the same time shows the first', async () => {
  const environment = await createTestEnvironment();
  const { botUser, id } = await report(environment);
  const omar = await botUserOf(environment, petit);
  const intent = { kind: 'follow-up', uai, id } as const;
  const [mine, his] = [
    await environment.bot.handleIntent(botUser, intent, 'f1'),
    await environment.bot.handleIntent(omar, intent, 'f2'),
  ];
  const done = await environment.bot.handleSubmission(
    botUser,
    submissionOf(mine, { answer: 'repair-confirmed', comment: '' }),
  );
  expect(textOf(done)).toContain('votre réponse est enregistrée');
  const twice = await environment.bot.handleSubmission(
    botUser,
    submissionOf(mine, { answer: 'repair-confirmed', comment: '' }),
  );
  expect(cardIn(twice)).toEqual(cardIn(done));
  const conflicting = await environment.bot.handleSubmission(
    omar,
    submissionOf(his, { answer: 'still-broken', comment: 'Non.' }),
  );
  expect(formIn(conflicting).alert).toContain('Claire Durand');
  expect(formIn(conflicting).answers).toMatchObject({ comment: 'Non.' });
  const told = await environment.bot.handleSubmission(
    omar,
    submissionOf(conflicting, { answer: 'still-broken', comment: 'Non.' }),
  );
  expect(textOf(told)).toContain('« Non. »');
  expect(await environment.damages.find(uai, id)).toMatchObject({ state: 'reported', version: 3 });
});

test('the service Éducation updates a damage, and must give the reason when it declines', async () => {
  const environment = await createTestEnvironment();
  const { id } = await report(environment);
  const lucie = await botUserOf(environment, inspector);
  const card = await environment.bot.handleIntent(lucie, { kind: 'damage', uai, id }, 'o');
  const view = await environment.bot.handleIntent(lucie, buttonOf(card, 'Dire la suite'), 'm1');
  const refused = await environment.bot.handleSubmission(
    lucie,
    submissionOf(view, { statusUpdate: 'declined', note: '', day: '' }),
  );
  expect(Object.keys(formIn(refused).errors)).toEqual(['note']);
  const past = await environment.bot.handleSubmission(
    lucie,
    submissionOf(view, { statusUpdate: 'planned', note: '', day: '1/1/2020' }),
  );
  expect(Object.keys(formIn(past).errors)).toEqual(['day']);
  const done = await environment.bot.handleSubmission(
    lucie,
    submissionOf(view, { statusUpdate: 'planned', note: '', day: '3/2/2026' }),
  );
  expect(textOf(done)).toContain('Réparation prévue le 3 février 2026');
});

test('only its collège and the service Éducation see and answer a damage', async () => {
  const environment = await createTestEnvironment();
  const { id, botUser } = await report(environment);
  const paul = await botUserOf(environment, lambert);
  const kinds = ['damage', 'follow-up', 'update-damage-status'] as const;
  for (const kind of kinds) {
    const view = await environment.bot.handleIntent(paul, { kind, uai, id }, 'o');
    expect(cardIn(view).title).toBe('Ce n’est pas possible ici');
  }
  const mine = await environment.bot.handleIntent(
    botUser,
    { kind: 'update-damage-status', uai, id },
    'o',
  );
  expect(cardIn(mine).actions.map(({ label }) => label)).not.toContain('Dire la suite');
  const form = await environment.bot.handleIntent(botUser, { kind: 'follow-up', uai, id }, 'o');
  const forged = await environment.bot.handleSubmission(
    paul,
    submissionOf(form, { answer: 'still-broken', comment: '' }),
  );
  expect(cardIn(forged).title).toBe('Ce n’est pas possible ici');
});
