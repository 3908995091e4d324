import { expect, test } from 'vitest';
import { parseSentence } from '../../../functions/content/language/sentences.ts';
import type { Intent } from '../../../functions/content/model/intent.ts';
import { newDelivery } from '../../../functions/domain/deliveries/delivery.ts';
import {
  chaumie,
  crochepierre,
  durand,
  inspector,
  jeanMoulin,
  lambert,
  petit,
  register,
} from '../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../shared/test-environment.ts';
import { botUserOf, buttonOf, cardIn, formIn, submissionOf, textOf } from '../bot-users.ts';

const labels = (view: Parameters<typeof cardIn>[0]) =>
  cardIn(view).actions.map(({ label }) => label);

async function handleIntent(environment: TestEnvironment, who: { mail: string }, intent: Intent) {
  return environment.bot.handleIntent(await botUserOf(environment, who), intent, 'o');
}

async function fileNothing(environment: TestEnvironment) {
  const confirm = await handleIntent(environment, durand, { kind: 'declare-nothing' });
  return handleIntent(environment, durand, buttonOf(confirm, 'Déposer l’état néant'));
}

test('the overview shows the campaign and its end, the state of the declaration, and the todos', async () => {
  const environment = await createTestEnvironment();
  const view = await handleIntent(environment, durand, { kind: 'overview' });
  const text = textOf(view);
  for (const part of ['31 mars 2026', 'n’a pas encore répondu', 'Répondre à la campagne']) {
    expect(text).toContain(part);
  }
  expect(labels(view)).toEqual([
    'Déclarer un besoin',
    'Déclarer un état néant',
    'Signaler un dégât',
    'Voir où on en est',
    'Ouvrir le dossier du collège',
  ]);
  await fileNothing(environment);
  const after = await handleIntent(environment, durand, { kind: 'overview' });
  expect(textOf(after)).toContain('État néant déposé le 14 janvier 2026 à 9 h 12');
  expect(textOf(after)).toContain('Rien pour le moment.');
  expect(labels(after)).not.toContain('Déclarer un état néant');
});

test('between two campaigns damages can be reported', async () => {
  const environment = await createTestEnvironment({ now: '2026-06-01T08:00:00.000Z' });
  const view = await handleIntent(environment, durand, { kind: 'overview' });
  expect(textOf(view)).toContain('clos depuis le 31 mars 2026');
  expect(labels(view)).not.toContain('Déclarer un besoin');
  expect(labels(view)).toContain('Signaler un dégât');
});

test('the home and the status show the declaration, the damages and the deliveries of a collège', async () => {
  const environment = await createTestEnvironment();
  const expected = { from: '2026-02-03', to: '2026-02-03' };
  const key = { uai: crochepierre.uai, id: 'a' };
  const act = { at: '2026-01-10T08:00:00.000Z', who: 'Service Éducation', idempotencyKey: 'plan' };
  await environment.deliveries.save(
    newDelivery({ lockers: 48, expected, orderNumber: '' }, key, { ...act, channel: 'web' }),
  );
  for (const kind of ['home', 'status'] as const) {
    const text = textOf(await handleIntent(environment, durand, { kind }));
    for (const part of ['Déclaration', 'Aucun dégât signalé', '48 casiers', '3 février 2026']) {
      expect(text).toContain(part);
    }
  }
  const text = textOf(await handleIntent(environment, durand, { kind: 'deliveries' }));
  expect(text).toContain('48 casiers');
});

test('a member of several collèges sees them all', async () => {
  const environment = await createTestEnvironment();
  const text = textOf(await handleIntent(environment, petit, { kind: 'overview' }));
  expect(text).toContain(crochepierre.name);
  expect(text).toContain(jeanMoulin.name);
  expect(text).not.toContain(chaumie.name);
});

test('only the service Éducation sees the campaign at a glance', async () => {
  const environment = await createTestEnvironment();
  await fileNothing(environment);
  const view = await handleIntent(environment, inspector, { kind: 'overview' });
  const text = textOf(view);
  expect(text).toContain('"value":"1 / 3"');
  expect(text).toContain('Sans réponse : 2 collèges');
  expect(text).toContain(`${chaumie.name}, Agen`);
  for (const intent of [{ kind: 'overview' }, { kind: 'home' }] as const) {
    expect(textOf(await handleIntent(environment, lambert, intent))).not.toContain('Sans réponse');
  }
});

test('the service Éducation reads any collège of the register', async () => {
  const environment = await createTestEnvironment();
  const lucie = await botUserOf(environment, inspector);
  const key = await environment.bot.handleIntent(lucie, { kind: 'status' }, 'o');
  const view = await environment.bot.handleSubmission(
    lucie,
    submissionOf(key, { college: chaumie.uai }),
  );
  expect(cardIn(view).title).toContain(chaumie.name);
  expect(labels(view)).not.toContain('Signaler un dégât');
});

test('the file of another collège is refused', async () => {
  const environment = await createTestEnvironment();
  for (const kind of ['overview', 'home', 'status', 'deliveries'] as const) {
    const view = await handleIntent(environment, lambert, { kind, uai: crochepierre.uai });
    expect(cardIn(view).title).toBe('Ce n’est pas possible ici');
  }
});

test('collèges with very long names have distinct labels within the limits of a chat', async () => {
  const environment = await createTestEnvironment();
  const name = `Collège ${'des Très-Longues-Échelles 👩\u200d👩\u200d👧 '.repeat(5)}`;
  const long = { ...jeanMoulin, name };
  await environment.departement.replaceRegister(
    [chaumie, long, crochepierre],
    '2026-01-14T08:00:00.000Z',
  );
  const key = await handleIntent(environment, petit, { kind: 'report' });
  const { shape } = formIn(key).form.schema();
  const { questions } = await import('../../../functions/content/model/form.ts');
  const control = shape['college'] && questions.get(shape['college'])?.control;
  const options = control?.kind === 'one-of' ? control.options : [];
  expect(options.map(({ label }) => label.length <= 75)).toEqual([true, true]);
  expect(options.some(({ label }) => label.endsWith('…, Marmande'))).toBe(true);
  expect(register).toHaveLength(3);
});

test('help lists the commands and suggests the nearest one', async () => {
  const environment = await createTestEnvironment();
  const view = await handleIntent(environment, durand, parseSentence('bezoin'));
  expect(textOf(view)).toContain('Vouliez-vous dire « besoin » ?');
  expect(buttonOf(view, 'Déclarer un besoin')).toEqual({ kind: 'declare' });
});

test('the service Éducation asks for a correction once, and only of the version it has read', async () => {
  const environment = await createTestEnvironment();
  await fileNothing(environment);
  const lucie = await botUserOf(environment, inspector);
  const intent = { kind: 'request-correction', uai: crochepierre.uai, campaignId: '2026' } as const;
  const form = await environment.bot.handleIntent(lucie, intent, 'c1');
  const empty = await environment.bot.handleSubmission(
    lucie,
    submissionOf(form, { correction: ' ' }),
  );
  expect(Object.keys(formIn(empty).errors)).toEqual(['correction']);
  const done = await environment.bot.handleSubmission(
    lucie,
    submissionOf(form, { correction: 'Vraiment rien ?' }),
  );
  expect(textOf(done)).toContain('Vraiment rien ?');
  const twice = await environment.bot.handleSubmission(
    lucie,
    submissionOf(form, { correction: 'Vraiment rien ?' }),
  );
  expect(cardIn(twice)).toEqual(cardIn(done));
  const again = await environment.bot.handleIntent(lucie, intent, 'c2');
  expect(cardIn(again).title).toContain('ne peut plus');
  const refused = await handleIntent(environment, durand, intent);
  expect(cardIn(refused).title).toBe('Ce n’est pas possible ici');
});

test('every button has a label of at most thirty characters and fits in a button of Slack', async () => {
  const environment = await createTestEnvironment();
  const asks: readonly Intent[] = [
    ...(['overview', 'home', 'status', 'deliveries', 'help', 'declare-nothing'] as const).map(
      (kind) => ({ kind }),
    ),
    parseSentence(`il nous faut 12 casiers ${'"\\n" '.repeat(400)}`),
    parseSentence(`porte cassée ${'101 '.repeat(400)}`),
  ];
  for (const who of [durand, petit, inspector]) {
    for (const intent of asks) {
      const view = await handleIntent(environment, who, intent);
      if (view.kind === 'form') {
        expect(JSON.stringify(view.formState).length).toBeLessThan(2000);
        continue;
      }
      for (const { label, intent: pressed } of view.notification.actions) {
        expect(label.length).toBeLessThanOrEqual(30);
        expect(JSON.stringify(pressed ?? {}).length).toBeLessThan(2000);
      }
    }
  }
});
