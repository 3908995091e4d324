import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSlack, textOf } from './slack-desk.ts';
import { createSlackEnvironment, type SlackEnvironment } from './slack-environment.ts';

let environment: SlackEnvironment;
beforeEach(async () => {
  environment = await createSlackEnvironment();
});
afterEach(() => environment.slack.close());

test('the Home tab of a collège shows its file', async () => {
  const claire = openSlack(environment, 'claire');
  await claire.openHome();
  expect(textOf(claire.home())).toContain('Crochepierre');
  expect(environment.errors).toEqual([]);
});

test('the Home tab of the service Éducation shows the campaign at a glance', async () => {
  const education = openSlack(environment, 'education');
  await education.openHome();
  expect(textOf(education.home())).toContain('Recensement 2026');
  expect(environment.errors).toEqual([]);
});

test('the Home tab of an unlinked account says how to link it', async () => {
  const unlinkedUser = openSlack(environment, 'unlinked');
  await unlinkedUser.openHome();
  expect(textOf(unlinkedUser.home())).toContain('Sacha Inconnu');
});

test('the Home tab says when the service fails, and recovers', async () => {
  const claire = openSlack(environment, 'claire');
  environment.faults.table = new Error('No table');
  await claire.openHome();
  environment.faults.table = undefined;
  expect(textOf(claire.home())).toContain('Le service a un problème');
  await claire.openHome();
  expect(textOf(claire.home())).toContain('Crochepierre');
});

test('the Home tab shows what was done in a modal once that is closed', async () => {
  const claire = openSlack(environment, 'claire');
  await claire.openHome();
  await claire.pressInHome('Déclarer un besoin');
  await claire.submit({ 'Casiers en service aujourd’hui': '120' });
  expect(textOf(claire.home())).not.toContain('brouillon');
  await environment.slack.client.close('claire');
  expect(textOf(claire.home())).toContain('Un brouillon est en cours');
  expect(environment.errors).toEqual([]);
});

test('a Home tab that cannot be published again stays as it was', async () => {
  const claire = openSlack(environment, 'claire');
  await claire.openHome();
  await claire.pressInHome('Signaler un dégât');
  environment.faults.table = new Error('No table');
  await environment.slack.client.close('claire');
  environment.faults.table = undefined;
  expect(textOf(claire.home())).toContain('Crochepierre');
  expect(environment.errors).toHaveLength(1);
});
