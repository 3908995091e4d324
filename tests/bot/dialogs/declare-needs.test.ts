import { expect, test } from 'vitest';
import type { View } from '../../../functions/bot/model/views.ts';
import { declarationForm } from '../../../functions/content/declarations/forms.ts';
import { parseSentence } from '../../../functions/content/language/sentences.ts';
import { answersOf } from '../../../functions/content/model/form.ts';
import type { FormInput } from '../../../functions/domain/act.ts';
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
import { createTestEnvironment, type TestEnvironment } from '../../shared/test-environment.ts';
import { botUserOf, buttonOf, cardIn, formIn, submissionOf, textOf } from '../bot-users.ts';

const all = answersOf(declarationForm, { ...needs });
const stepOf = (step: number, over: FormInput = {}): FormInput => {
  const fields = declarationForm.steps[step]?.fields ?? [];
  return Object.fromEntries(fields.map((name) => [name, over[name] ?? all[name] ?? '']));
};

async function begin(
  environment: TestEnvironment,
  who: KnownPerson = durand,
  idempotencyKey = 'opening-1',
) {
  const botUser = await botUserOf(environment, who);
  const view = await environment.bot.handleIntent(
    botUser,
    { kind: 'declare', uai: crochepierre.uai },
    idempotencyKey,
  );
  return {
    botUser,
    view,
    send: (at: View, answers: FormInput, more = {}) =>
      environment.bot.handleSubmission(botUser, submissionOf(at, answers, more)),
  };
}

/** Sends every step but the last, which is shown. */
async function upToLast(
  environment: TestEnvironment,
  who: KnownPerson = durand,
  idempotencyKey = 'opening-1',
) {
  const { send, view, botUser } = await begin(environment, who, idempotencyKey);
  let at = view;
  for (const step of [0, 1, 2]) at = await send(at, stepOf(step));
  return { send, botUser, last: at };
}

const stored = (environment: TestEnvironment) =>
  environment.declarations.find(crochepierre.uai, campaign2026.id);

test('each step is saved as a draft, and the last one files the declaration', async () => {
  const environment = await createTestEnvironment();
  const { view, send } = await begin(environment);
  expect(formIn(view)).toMatchObject({ steps: [0], sendLabel: 'Continuer', keepsDrafts: true });
  expect(await stored(environment)).toBeUndefined();

  const second = await send(view, stepOf(0));
  expect(formIn(second).steps).toEqual([1]);
  expect(await stored(environment)).toMatchObject({
    state: 'draft',
    draft: { answers: stepOf(0) },
    journal: [{ what: 'drafted', channel: 'slack', who: durand.name }],
  });

  const third = await send(second, stepOf(1));
  const fourth = await send(third, stepOf(2));
  expect(formIn(fourth)).toMatchObject({ steps: [3], sendLabel: 'Déposer' });
  const done = await send(fourth, stepOf(3));
  expect(textOf(done)).toContain(`Déclaration déposée : 2026-${crochepierre.uai}`);
  expect(await stored(environment)).toMatchObject({
    state: 'filed',
    filing: { kind: 'needs', needs },
  });
});

test('a step with an error shows it at its field and is not saved', async () => {
  const environment = await createTestEnvironment();
  const { view, send } = await begin(environment);
  const again = await send(view, stepOf(0, { lockersInService: 'beaucoup' }));
  expect(formIn(again)).toMatchObject({ steps: [0], answers: { lockersInService: 'beaucoup' } });
  expect(Object.keys(formIn(again).errors)).toEqual(['lockersInService']);
  expect(await stored(environment)).toBeUndefined();
});

test('going back saves the answers, valid or not', async () => {
  const environment = await createTestEnvironment();
  const { view, send } = await begin(environment);
  const second = await send(view, stepOf(0));
  const back = await send(second, stepOf(1, { lockersToReplace: 'douze' }), { direction: 'back' });
  expect(formIn(back)).toMatchObject({
    steps: [0],
    answers: { lockersInService: '120', lockersToReplace: 'douze' },
  });
  const forth = await send(back, stepOf(0));
  expect(formIn(forth).answers['lockersToReplace']).toBe('douze');
});

test('answers that contradict another step lead back to it with all answers', async () => {
  const environment = await createTestEnvironment();
  const { view, send } = await begin(environment);
  const second = await send(view, stepOf(0));
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

test('the same step sent twice is one act; other answers from the same form are saved too', async () => {
  const environment = await createTestEnvironment();
  const { view, send } = await begin(environment);
  const [once, twice] = [await send(view, stepOf(0)), await send(view, stepOf(0))];
  expect(formIn(twice)).toEqual({ ...formIn(once), site: formIn(twice).site });
  expect((await stored(environment))?.version).toBe(1);

  const other = await send(view, stepOf(0, { lockersInService: '130' }));
  expect(formIn(other).alert).toContain('brouillon enregistré par Claire Durand');
  expect(formIn(other).answers['lockersInService']).toBe('130');
  await send(other, stepOf(0, { lockersInService: '130' }));
  expect((await stored(environment))?.draft?.answers['lockersInService']).toBe('130');
});

test('the last step sent twice files once', async () => {
  const environment = await createTestEnvironment();
  const { send, last } = await upToLast(environment);
  const [once, twice] = await Promise.all([send(last, stepOf(3)), send(last, stepOf(3))]);
  expect(cardIn(once).title).toBe(cardIn(twice).title);
  const thrice = await send(last, stepOf(3));
  expect(cardIn(thrice).title).toBe(cardIn(once).title);
  expect((await stored(environment))?.journal.filter(({ what }) => what === 'filed')).toHaveLength(
    1,
  );
});

test('the same answers filed again change nothing, and the card says so', async () => {
  const environment = await createTestEnvironment();
  const first = await upToLast(environment);
  await first.send(first.last, stepOf(3));
  const again = await upToLast(environment, durand, 'opening-2');
  const done = await again.send(again.last, stepOf(3));
  expect(cardIn(done).title).toBe('Rien n’a changé');
  const { journal, draft } = (await stored(environment)) ?? {};
  // Its steps were saved as a draft, which announces nothing.
  expect(journal?.map(({ what }) => what)).toEqual(['drafted', 'filed', 'drafted']);
  expect(draft).toBeUndefined();
});

test('a colleague who writes second sees who wrote first and keeps the answers of the step', async () => {
  const environment = await createTestEnvironment();
  const claire = await upToLast(environment);
  const omar = await begin(environment, petit, 'opening-2');
  await omar.send(omar.view, stepOf(0, { lockersInService: '99' }));

  const conflicting = await claire.send(claire.last, stepOf(3, { contactName: 'Claire D.' }));
  expect(formIn(conflicting).alert).toContain('Omar Petit');
  expect(formIn(conflicting).answers).toMatchObject({
    contactName: 'Claire D.',
    lockersInService: '99',
  });
  const done = await claire.send(conflicting, stepOf(3, { contactName: 'Claire D.' }));
  expect(cardIn(done).title).toContain('déposée');
});

test('a draft begun in a chat is finished on the site by its link, in one journal', async () => {
  const environment = await createTestEnvironment();
  const { view, send } = await begin(environment);
  const second = await send(view, stepOf(0));
  const browser = openBrowser(environment);
  const link = new URL(formIn(second).site?.magicLink ?? '').pathname;
  const path = (await browser.post(link, {})).location ?? '';
  const page = await browser.get(path);
  expect(page.valueOf('lockersInService')).toBe('120');
  const { idempotencyKey = '', version = '' } = page.hidden;
  const posted = await browser.post(path, { ...all, idempotencyKey, version, action: 'file' });
  expect(posted.status).toBe(303);
  expect((await stored(environment))?.journal.map(({ what, channel }) => [what, channel])).toEqual([
    ['drafted', 'slack'],
    ['filed', 'web'],
  ]);
  const late = await send(second, stepOf(1));
  expect(formIn(late).alert).toContain('déclaration déposée par Claire Durand, sur le site');
});

test('a draft begun on the site opens in the chat', async () => {
  const environment = await createTestEnvironment();
  const browser = openBrowser(environment);
  await browser.signIn(durand);
  const path = `/declarations/2026-${crochepierre.uai}/formulaire`;
  const { idempotencyKey = '', version = '' } = (await browser.get(path)).hidden;
  const draft = { place: 'Au fond', contactMail: 'pas une adresse', idempotencyKey, version };
  await browser.post(path, { ...draft, action: 'draft' });
  const { view } = await begin(environment);
  expect(formIn(view).answers).toMatchObject({ place: 'Au fond', contactMail: 'pas une adresse' });
});

test('a sentence fills in the form at the right steps, and is stored only when a step is sent', async () => {
  const environment = await createTestEnvironment();
  const botUser = await botUserOf(environment, durand);
  const card = await environment.bot.handleIntent(
    botUser,
    parseSentence('il nous faut 12 casiers en 6e'),
    'o1',
  );
  expect(textOf(card)).toContain('12');
  const view = await environment.bot.handleIntent(
    botUser,
    buttonOf(card, 'Continuer la déclaration'),
    'o2',
  );
  expect(await stored(environment)).toBeUndefined();
  const second = await environment.bot.handleSubmission(botUser, submissionOf(view, stepOf(0)));
  expect(formIn(second).answers).toMatchObject({ lockersToReplace: '12', pupils: ['6e'] });
  expect((await stored(environment))?.draft?.answers).toMatchObject({
    lockersToReplace: '12',
    comment: 'il nous faut 12 casiers en 6e',
  });
});

test('a member of several collèges is asked which one, among their own', async () => {
  const environment = await createTestEnvironment();
  const botUser = await botUserOf(environment, petit);
  const key = await environment.bot.handleIntent(botUser, { kind: 'declare' }, 'o1');
  expect(formIn(key).form.title).toBe('Pour quel collège\u00a0?');
  const wrong = await environment.bot.handleSubmission(
    botUser,
    submissionOf(key, { college: chaumie.uai }),
  );
  expect(Object.keys(formIn(wrong).errors)).toEqual(['college']);
  const view = await environment.bot.handleSubmission(
    botUser,
    submissionOf(key, { college: jeanMoulin.uai }),
  );
  expect(formIn(view).about).toContain('Jean Moulin');
});

test.each([
  ['before it opens', '2025-12-01T10:00:00.000Z', 'ouvre le'],
  ['once it is closed', '2026-04-01T10:00:00.000Z', 'clos depuis'],
])('%s a declaration is refused, and its answers stay visible', async (_, now, sentence) => {
  const environment = await createTestEnvironment();
  const { view, send } = await begin(environment);
  environment.setClock(now);
  const refused = await send(view, stepOf(0));
  expect(textOf(refused)).toContain(sentence);
  expect(textOf(refused)).toContain('120');
  const again = await begin(environment);
  expect(textOf(again.view)).toContain(sentence);
});

test('a declaration for another collège is refused', async () => {
  const environment = await createTestEnvironment();
  const botUser = await botUserOf(environment, durand);
  const refused = await environment.bot.handleIntent(
    botUser,
    { kind: 'declare', uai: jeanMoulin.uai },
    'o',
  );
  expect(cardIn(refused).title).toBe('Ce n’est pas possible ici');
  const { view } = await begin(environment);
  const { formState } = formIn(view);
  const forged = { formState: { ...formState, uai: jeanMoulin.uai }, answers: stepOf(0) };
  const taken = await environment.bot.handleSubmission(botUser, {
    ...forged,
    direction: 'next',
    files: [],
  });
  expect(cardIn(taken).title).toBe('Ce n’est pas possible ici');
  expect(await environment.declarations.find(jeanMoulin.uai, campaign2026.id)).toBeUndefined();
  expect(cardIn((await begin(environment, inspector)).view).title).toBe(
    'Ce n’est pas possible ici',
  );
});

test('an unknown or outdated form is answered by a card', async () => {
  const environment = await createTestEnvironment();
  const { view, botUser } = await begin(environment);
  const { formState } = formIn(view);
  for (const odd of [{ form: 'constructor' }, { step: 99 }, { id: undefined }]) {
    const taken = await environment.bot.handleSubmission(botUser, {
      ...{ formState: { ...formState, ...odd }, answers: {}, direction: 'next', files: [] },
    });
    expect(cardIn(taken).title).toBe('Ce message est trop ancien');
  }
});
