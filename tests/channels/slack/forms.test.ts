import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { payloadRequest, signRequest } from '../../../infra/local/slack-simulator/sender.ts';
import { campaign2026, crochepierre, jeanMoulin } from '../../shared/examples.ts';
import { slackSigningSecret } from '../../shared/slack-environment.ts';
import { openSlack, textOf } from './slack-desk.ts';
import { createSlackEnvironment, type SlackEnvironment } from './slack-environment.ts';

let environment: SlackEnvironment;
let claire: ReturnType<typeof openSlack>;
beforeEach(async () => {
  environment = await createSlackEnvironment();
  claire = openSlack(environment, 'claire');
});
afterEach(() => {
  const wrong = environment.slack.log.lines.filter(({ outcome }) => outcome.startsWith('invalid'));
  expect(wrong).toEqual([]);
  return environment.slack.close();
});

const stored = () => environment.declarations.find(crochepierre.uai, campaign2026.id);
const today = { 'Casiers en service aujourd’hui': '1 200', 'Dont inutilisables': '14' };
const need = { 'Casiers à remplacer': '24', 'Pour quels élèves ?': '6e + Segpa' };
const contact = {
  'Nom et prénom de la personne à joindre': 'Éloïse Dûpont',
  'Sa fonction': 'Agent d’accueil',
  'Son adresse électronique professionnelle': 'eloise@colleges.example.org',
};

async function declare() {
  await claire.command('besoin');
  for (const step of [today, need, {}])
    expect(await claire.submit(step)).toMatchObject({ kind: 'updated' });
}

describe('needs are declared', () => {
  test('step by step, and shown once filed', async () => {
    await claire.command('besoin');
    expect(textOf(claire.modal())).toContain('Étape 1 sur 4 : Vos casiers aujourd’hui');
    expect(textOf(claire.modal())).toContain('Collège André Crochepierre');
    await claire.submit(today);
    expect(textOf(claire.modal())).toContain('Étape 2 sur 4');
    await claire.submit(need);
    await claire.submit({});
    const filed = await claire.submit(contact);
    expect(filed).toMatchObject({ kind: 'updated', view: { callback_id: 'card' } });
    expect(textOf(filed)).toContain('24');
    expect(textOf(filed)).toContain('Éloïse Dûpont');
    const declaration = await stored();
    expect(declaration).toMatchObject({
      state: 'filed',
      filing: { needs: { lockersInService: 1200, lockersToReplace: 24, pupils: ['6e', 'segpa'] } },
    });
    expect(declaration?.journal.at(-1)).toMatchObject({ who: 'Claire Durand', channel: 'slack' });
    expect(environment.errors).toEqual([]);
  });

  test('with each error beside its question, in the texts of the site', async () => {
    await claire.command('besoin');
    const wrong = await claire.submit({ 'Casiers en service aujourd’hui': 'beaucoup' });
    if (wrong.kind !== 'errors') throw new Error(`${wrong.kind}: ${textOf(wrong)}`);
    expect(Object.values(wrong.errors)).toEqual(['Écrivez un nombre en chiffres, par exemple 48.']);
    expect(await claire.submit(today)).toMatchObject({ kind: 'updated' });
    expect(environment.errors).toEqual([]);
  });

  test('and the answers are kept after a step back', async () => {
    await claire.command('besoin');
    await claire.submit(today);
    await claire.press('Retour');
    expect(textOf(claire.modal())).toContain('Étape 1 sur 4');
    expect(JSON.stringify(claire.modal())).toContain('"initial_value":"1 200"');
  });

  test('and kept as a draft that the site can finish when the modal is closed', async () => {
    await claire.command('besoin');
    await claire.submit(today);
    await environment.slack.client.close('claire');
    expect((await stored())?.draft?.answers).toMatchObject({ lockersInService: '1 200' });
  });

  test('once when the same modal is submitted twice', async () => {
    await declare();
    const { id } = claire.modal();
    const before = environment.slack.screen.modals('claire').at(-1);
    await claire.submit(contact);
    const once = (await stored())?.version;
    const again = environment.requests.at(-1);
    expect(before?.id).toBe(id);
    const reply = await environment.post(again ?? { headers: {}, body: '' });
    expect(reply.status).toBe(200);
    expect(textOf(JSON.parse(reply.body))).toContain('24');
    expect((await stored())?.version).toBe(once);
  });

  test('by two colleagues at once: the second sees the answers of the first', async () => {
    const omar = openSlack(environment, 'omar');
    await claire.command('besoin');
    await omar.command('besoin');
    await omar.submit({ 'Quel collège ?': 'Collège André Crochepierre, Villeneuve-sur-Lot' });
    await claire.submit(today);
    const late = await omar.submit({ 'Casiers en service aujourd’hui': '7' });
    expect(textOf(late)).toContain('Quelqu’un a écrit en même temps que vous');
    expect((await stored())?.draft?.answers).toMatchObject({ lockersInService: '1 200' });
    expect(JSON.stringify(late)).toContain('"initial_value":"7"');
    await omar.submit({ 'Casiers en service aujourd’hui': '7' });
    expect((await stored())?.draft?.answers).toMatchObject({ lockersInService: '7' });
  });
});

describe('a damage is reported', () => {
  const place = { Bâtiment: 'Bâtiment B' };
  const key = {
    'Numéros des casiers abîmés': '101-112, 115',
    'Quels casiers ?': 'D’anciens casiers',
  };
  const what = { 'Qu’est-ce qui est abîmé ?': 'Porte + Serrure', 'Est-ce dangereux ?': 'Non' };

  test('from the menu of a message about it', async () => {
    const text = '3 portes cassées bâtiment B, casiers 101-103 <urgent> & « dangereux »';
    await environment.slack.client.say('claire', { text, channel: 'general' });
    const message = await claire.message('general');
    await claire.shortcut('report-damage-of-message', message);
    const form = JSON.stringify(claire.modal());
    expect(form).toMatch(/"initial_value":"B(âtiment B)?"/i);
  });

  test('with photos that are still in Slack', async () => {
    await claire.command('dégât');
    const outcome = await claire.submit({ ...place, ...key, ...what }, ['F0123', 'F0456']);
    expect(textOf(outcome)).toContain('D-0470678G-');
    const [damage] = await environment.damages.listOf(crochepierre.uai);
    expect(damage).toMatchObject({ lockersCount: 13, parts: ['door', 'lock'] });
    expect(damage?.photos.map(({ from }) => from?.file)).toEqual(['F0123', 'F0456']);
    expect(environment.errors).toEqual([]);
  });
});

describe('when something fails', () => {
  test('the modal stays open with its answers, and says so', async () => {
    await claire.command('besoin');
    environment.faults.table = new Error('No table');
    const outcome = await claire.submit(today);
    environment.faults.table = undefined;
    expect(outcome).toMatchObject({ kind: 'errors' });
    expect(JSON.stringify(outcome)).toContain('vos réponses sont encore là');
    expect(environment.errors).toHaveLength(1);
    expect(await claire.submit(today)).toMatchObject({ kind: 'updated' });
  });

  test('a form state that is not ours is refused with a message', async () => {
    await claire.command('besoin');
    const view = { ...claire.modal(), private_metadata: '{"form":"declaration"}' };
    const { id } = environment.slack.workspace.members[0] ?? { id: '' };
    const payload = payloadRequest({
      type: 'view_submission',
      team: { id: environment.slack.workspace.team.id },
      user: { id },
      trigger_id: 't',
      view,
    });
    const reply = await environment.post(
      signRequest(payload, slackSigningSecret, environment.clock.now()),
    );
    expect(textOf(JSON.parse(reply.body))).toContain('Ce bouton n’est plus valable');
  });

  test('a form state of another collège opens nothing', async () => {
    await claire.command('besoin');
    const formState = JSON.parse(claire.modal().private_metadata ?? '{}');
    const private_metadata = JSON.stringify({ ...formState, uai: jeanMoulin.uai });
    const { id } = environment.slack.workspace.members[0] ?? { id: '' };
    const payload = payloadRequest({
      type: 'view_submission',
      team: { id: environment.slack.workspace.team.id },
      user: { id },
      trigger_id: 't',
      view: { ...claire.modal(), private_metadata },
    });
    await environment.post(signRequest(payload, slackSigningSecret, environment.clock.now()));
    expect(await environment.declarations.find(jeanMoulin.uai, campaign2026.id)).toBeUndefined();
  });
});
