import { beforeEach, expect, test } from 'vitest';
import { campaignKey } from '../../../../functions/adapters/dynamodb/keys.ts';
import { declarationForm } from '../../../../functions/content/declarations/forms.ts';
import { answersOf } from '../../../../functions/content/model/form.ts';
import { campaign2026, crochepierre, durand, inspector, needs } from '../../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { type Browser, openBrowser } from '../browser.ts';

const acknowledgment = `/declarations/2026-${crochepierre.uai}`;
let environment: TestEnvironment;
let college: Browser;
let service: Browser;

beforeEach(async () => {
  environment = await createTestEnvironment();
  college = openBrowser(environment);
  await college.signIn(durand);
  service = openBrowser(environment);
  await service.signIn(inspector);
});

async function fileNeeds(comment = needs.comment): Promise<void> {
  const { hidden } = await college.get(`${acknowledgment}/formulaire`);
  const answers = answersOf(declarationForm, { ...needs, comment });
  await college.post(`${acknowledgment}/formulaire`, { ...hidden, ...answers });
}

test('the service Éducation sees the state of every collège, including those without an answer', async () => {
  await fileNeeds();
  const page = await service.get('/education');
  expect(page.text).toContain('1 / 3');
  expect(page.text).toMatch(/Crochepierre.*Déposée.*24/s);
  expect(page.text).toMatch(/Jean Moulin.*Pas de réponse/s);
  const found = await service.get('/education?q=chaumi%C3%A9');
  expect(found.text).toContain('Joseph Chaumie');
  expect(found.text).not.toContain('Jean Moulin');
  expect((await service.get('/education?q=zzz')).text).toContain('Aucun collège');
});

test('only the service Éducation sees the campaign', async () => {
  expect((await college.get('/education')).status).toBe(404);
});

test('between two campaigns its page links to what is handled all year', async () => {
  await environment.table.remove(campaignKey('047', campaign2026.id));
  const page = await service.get('/education');
  expect(page.status).toBe(200);
  expect(page.text).toContain('Aucune campagne');
  expect(page.text).toContain('Signalements');
});

test('the service Éducation asks for a correction, and the collège reads it and corrects', async () => {
  await fileNeeds();
  const { hidden } = await service.get(acknowledgment);
  const correction = 'Le nombre de casiers en service semble trop bas.';
  expect(
    await service.post(`${acknowledgment}/correction`, { ...hidden, correction }),
  ).toMatchObject({
    status: 303,
  });
  for (const path of [
    `/colleges/${crochepierre.uai}`,
    acknowledgment,
    `${acknowledgment}/formulaire`,
  ]) {
    expect((await college.get(path)).text).toContain(correction);
  }
  await fileNeeds();
  expect((await college.get(acknowledgment)).text).not.toContain(correction);
  const stored = await environment.declarations.find(crochepierre.uai, '2026');
  expect(stored?.journal.map(({ what }) => what)).toEqual([
    'filed',
    'correction-asked',
    'corrected',
  ]);
});

test('an empty or too long request for a correction is shown again with its text', async () => {
  await fileNeeds();
  const { hidden } = await service.get(acknowledgment);
  const empty = await service.post(`${acknowledgment}/correction`, { ...hidden, correction: ' ' });
  expect(empty.errorOf('correction')).toContain('Écrivez ce que le collège doit corriger');
  const long = 'x'.repeat(1001);
  const shown = await service.post(`${acknowledgment}/correction`, { ...hidden, correction: long });
  expect(shown.status).toBe(422);
  expect(shown.valueOf('correction')).toBe(long);
});

test('a request for a correction of an outdated version is not sent, and its text stays visible', async () => {
  await fileNeeds();
  const { hidden } = await service.get(acknowledgment);
  await fileNeeds('Le couloir du bas aussi.');
  const shown = await service.post(`${acknowledgment}/correction`, {
    ...hidden,
    correction: 'À revoir',
  });
  expect(shown.status).toBe(409);
  expect(shown.text).toContain('À revoir');
});

test('the service Éducation reads the file of a collège and cannot declare for it', async () => {
  await fileNeeds();
  expect((await service.get(`/colleges/${crochepierre.uai}`)).status).toBe(200);
  const posted = await service.post(`${acknowledgment}/neant`, {
    idempotencyKey: 'a',
    version: '1',
  });
  expect(posted.status).toBe(404);
  expect((await environment.declarations.find(crochepierre.uai, '2026'))?.version).toBe(1);
});

test('a collège cannot ask for corrections', async () => {
  await fileNeeds();
  const { hidden } = await college.get(acknowledgment);
  const posted = await college.post(`${acknowledgment}/correction`, {
    ...hidden,
    correction: 'Non',
  });
  expect(posted.status).toBe(404);
});

test('a new campaign starts from the needs of the one before', async () => {
  await fileNeeds();
  const next = {
    id: '2027',
    name: 'Recensement 2027',
    opensOn: '2027-01-04',
    closesOn: '2027-03-31',
  };
  await environment.departement.putCampaign(next);
  environment.setClock('2027-01-10T08:00:00.000Z');
  await college.signIn(durand);
  const form = await college.get(`/declarations/2027-${crochepierre.uai}/formulaire`);
  expect(form.text).toContain('reprennent celles de la campagne 2026');
  expect(form.valueOf('lockersToReplace')).toBe('24');
});
