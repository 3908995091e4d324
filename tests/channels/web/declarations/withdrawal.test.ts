import { beforeEach, describe, expect, test } from 'vitest';
import { declarationForm } from '../../../../functions/content/declarations/forms.ts';
import { answersOf } from '../../../../functions/content/model/form.ts';
import {
  crochepierre,
  durand,
  inspector,
  jeanMoulin,
  needs,
  petit,
} from '../../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { type Browser, openBrowser } from '../browser.ts';

const acknowledgment = `/declarations/2026-${crochepierre.uai}`;
const path = `${acknowledgment}/retrait`;
let environment: TestEnvironment;
let browser: Browser;

beforeEach(async () => {
  environment = await createTestEnvironment();
  browser = openBrowser(environment);
  await browser.signIn(durand);
});

async function fileNeeds(over: Readonly<Record<string, string>> = {}): Promise<void> {
  const { hidden } = await browser.get(`${acknowledgment}/formulaire`);
  const answers = answersOf(declarationForm, { ...needs });
  const filed = await browser.post(`${acknowledgment}/formulaire`, {
    ...hidden,
    ...answers,
    ...over,
  });
  expect(filed.status).toBe(303);
}

const stored = () => environment.declarations.find(crochepierre.uai, '2026');

describe('a collège that withdraws its declaration', () => {
  test('starts on the acknowledgment, confirms, and keeps its answers as a draft', async () => {
    await fileNeeds();
    expect((await browser.get(acknowledgment)).html).toContain(`href="${path}"`);
    const question = await browser.get(path);
    expect(question.text).toContain('Retirer la déclaration');
    expect(question.text).toContain('jusqu’au 31 mars 2026');
    expect((await stored())?.state).toBe('filed');

    expect(await browser.post(path, question.hidden)).toMatchObject({
      status: 303,
      location: acknowledgment,
    });
    const page = await browser.get(acknowledgment);
    expect(page.text).toContain('Déclaration retirée');
    expect(page.text).toContain('déclaration retirée par Claire Durand, sur le site');
    expect(page.html).not.toContain(path);
    const form = await browser.get(`${acknowledgment}/formulaire`);
    expect(form.valueOf('lockersToReplace')).toBe('24');
    expect(form.valueOf('comment')).toBe(needs.comment);

    await fileNeeds();
    const journal = (await stored())?.journal.map(({ what }) => what);
    expect(journal).toEqual(['filed', 'withdrawn', 'filed']);
  });

  test('withdraws an état néant too', async () => {
    const college = await browser.get(`/colleges/${crochepierre.uai}`);
    await browser.post(`${acknowledgment}/neant`, college.hidden);
    const question = await browser.get(path);
    expect(question.text).toContain('Retirer l’état néant');
    await browser.post(path, question.hidden);
    expect(await stored()).toMatchObject({ state: 'draft' });
    const after = await browser.get(`/colleges/${crochepierre.uai}`);
    expect(after.text).toContain('Le collège n’a pas encore répondu');
  });

  test('withdraws once with two clicks', async () => {
    await fileNeeds();
    const { hidden } = await browser.get(path);
    const both = await Promise.all([browser.post(path, hidden), browser.post(path, hidden)]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect((await stored())?.version).toBe(2);
  });

  test('sees what a colleague corrected in the meantime, and confirms again', async () => {
    await fileNeeds();
    const { hidden } = await browser.get(path);
    await fileNeeds({ lockersToReplace: '36' });
    const shown = await browser.post(path, hidden);
    expect(shown.status).toBe(409);
    expect(shown.text).toContain('déclaration corrigée par Claire Durand');
    expect((await stored())?.state).toBe('filed');
    expect((await browser.post(path, shown.hidden)).status).toBe(303);
  });

  test('has nothing to withdraw before it filed, or after it withdrew', async () => {
    const page = await browser.get(path);
    expect(page.status).toBe(409);
    expect(page.text).toContain('Il n’y a rien à retirer');
    expect((await browser.post(path, { idempotencyKey: 'a', version: '0' })).status).toBe(409);
  });

  test('cannot do so once the campaign is closed', async () => {
    await fileNeeds();
    const { hidden } = await browser.get(path);
    environment.setClock('2026-04-01T08:00:00.000Z');
    await browser.signIn(durand);
    expect((await browser.get(acknowledgment)).html).not.toContain(path);
    for (const shown of [await browser.get(path), await browser.post(path, hidden)]) {
      expect(shown.status).toBe(403);
      expect(shown.text).toContain('clos depuis le 31 mars 2026');
    }
    expect((await stored())?.state).toBe('filed');
  });
});

test('a declaration of another collège cannot be withdrawn, and the service Éducation has no link to do it', async () => {
  await fileNeeds();
  const { hidden } = await browser.get(path);
  const service = openBrowser(environment);
  await service.signIn(inspector);
  expect((await service.get(acknowledgment)).html).not.toContain(path);
  expect((await service.get(`${acknowledgment}/formulaire`)).status).toBe(404);
  const none = await service.get('/nulle-part');
  for (const shown of [await service.get(path), await service.post(path, hidden)]) {
    expect(shown).toMatchObject({ status: 404, html: none.html });
  }
  const other = `/declarations/2026-${jeanMoulin.uai}/retrait`;
  expect((await browser.get(other)).status).toBe(404);
  expect((await browser.post(other, hidden)).status).toBe(404);
  const colleague = openBrowser(environment);
  await colleague.signIn(petit);
  expect((await colleague.post(path, hidden)).status).toBe(303);
});
