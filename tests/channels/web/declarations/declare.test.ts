import { beforeEach, describe, expect, test } from 'vitest';
import { declarationForm } from '../../../../functions/content/declarations/forms.ts';
import { answersOf } from '../../../../functions/content/model/form.ts';
import { chaumie, crochepierre, durand, needs, petit } from '../../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { type Browser, openBrowser } from '../browser.ts';

const reference = `2026-${crochepierre.uai}`;
const formPath = `/declarations/${reference}/formulaire`;
const answers = answersOf(declarationForm, { ...needs });

let environment: TestEnvironment;
let browser: Browser;

beforeEach(async () => {
  environment = await createTestEnvironment();
  browser = openBrowser(environment);
  await browser.signIn(durand);
});

describe('a collège that declares its needs', () => {
  test('files them and gets an acknowledgment with the reference', async () => {
    const form = await browser.get(formPath);
    const filed = await browser.post(formPath, { ...form.hidden, ...answers });
    expect(filed).toMatchObject({ status: 303, location: `/declarations/${reference}` });
    const acknowledgment = await browser.get(`/declarations/${reference}`);
    expect(acknowledgment.text).toContain(reference);
    expect(acknowledgment.text).toContain('déclaration déposée par Claire Durand, sur le site');
    expect(acknowledgment.text).toContain('Merci 🙂');
    expect((await environment.declarations.find(crochepierre.uai, '2026'))?.filing).toEqual({
      kind: 'needs',
      needs,
    });
  });

  test('sees every error beside its field, with its answers', async () => {
    const form = await browser.get(formPath);
    const wrong = {
      ...answers,
      lockersInService: '-3',
      lockersToReplace: '12,5',
      contactMail: 'ici',
    };
    const shown = await browser.post(formPath, { ...form.hidden, ...wrong });
    expect(shown.status).toBe(422);
    expect(shown.errorOf('lockersInService')).toBe(
      'Un nombre de casiers ne peut pas être négatif.',
    );
    expect(shown.errorOf('lockersToReplace')).toBe('Écrivez un nombre entier, sans virgule.');
    expect(shown.errorOf('contactMail')).toContain('adresse complète');
    expect(shown.valueOf('lockersInService')).toBe('-3');
    expect(shown.valueOf('contactName')).toBe('Claire Durand');
    expect(await environment.declarations.find(crochepierre.uai, '2026')).toBeUndefined();
  });

  test('files once when the button is clicked twice', async () => {
    const { hidden } = await browser.get(formPath);
    const both = await Promise.all([
      browser.post(formPath, { ...hidden, ...answers }),
      browser.post(formPath, { ...hidden, ...answers }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect((await environment.declarations.find(crochepierre.uai, '2026'))?.journal).toHaveLength(
      1,
    );
  });

  test('saves a draft, valid or not, and opens it again', async () => {
    const { hidden } = await browser.get(formPath);
    const draft = { lockersToReplace: 'une vingtaine', comment: 'à finir' };
    const saved = await browser.post(formPath, { ...hidden, ...draft, action: 'draft' });
    expect(saved).toMatchObject({ status: 303, location: formPath });
    const resumed = await browser.get(formPath);
    expect(resumed.valueOf('lockersToReplace')).toBe('une vingtaine');
    expect(resumed.text).toContain('Brouillon enregistré le 14 janvier 2026 à 9 h 12');
  });

  test('declares an état néant in one click, and can still declare needs', async () => {
    const page = await browser.get(`/colleges/${crochepierre.uai}`);
    expect(page.text).toContain('Ce qui est attendu de vousRépondre à la campagne');
    const filed = await browser.post(`/declarations/${reference}/neant`, page.hidden);
    const after = await browser.get(`/colleges/${crochepierre.uai}`);
    expect(after.text).toContain('Ce qui est attendu de vousRien pour le moment');
    expect(filed.location).toBe(`/declarations/${reference}`);
    const acknowledgment = await browser.get(`/declarations/${reference}`);
    expect(acknowledgment.text).toContain('État néant déposé');
    const { hidden } = await browser.get(formPath);
    await browser.post(formPath, { ...hidden, ...answers });
    expect((await browser.get(`/declarations/${reference}`)).text).toContain(
      'déclaration corrigée',
    );
  });

  test('corrects what it filed, which fills in the form', async () => {
    const first = await browser.get(formPath);
    await browser.post(formPath, { ...first.hidden, ...answers });
    const again = await browser.get(formPath);
    expect(again.valueOf('lockersToReplace')).toBe('24');
    await browser.post(formPath, { ...again.hidden, ...answers, lockersToReplace: '36' });
    const stored = await environment.declarations.find(crochepierre.uai, '2026');
    expect(stored?.journal.map(({ what }) => what)).toEqual(['filed', 'corrected']);
  });

  test('that files again what is filed is told that nothing changed, and nothing is written', async () => {
    const first = await browser.get(formPath);
    const filed = await browser.post(formPath, { ...first.hidden, ...answers });
    expect((await browser.get(filed.location ?? '')).text).not.toContain('Rien n’a changé');
    const before = await environment.declarations.find(crochepierre.uai, '2026');
    const again = await browser.get(formPath);
    const same = await browser.post(formPath, { ...again.hidden, ...answers });
    expect((await browser.get(same.location ?? '')).text).toContain('Rien n’a changé');
    expect(await environment.declarations.find(crochepierre.uai, '2026')).toEqual(before);
  });

  test('sees what a colleague filed in the meantime, and keeps its own answers', async () => {
    const form = await browser.get(formPath);
    const colleague = openBrowser(environment);
    await colleague.signIn(petit);
    const otherForm = await colleague.get(formPath);
    const their = { ...answers, contactName: 'Omar Petit', lockersToReplace: '30' };
    await colleague.post(formPath, { ...otherForm.hidden, ...their });

    const shown = await browser.post(formPath, { ...form.hidden, ...answers });
    expect(shown.status).toBe(409);
    expect(shown.text).toContain('déclaration déposée par Omar Petit');
    expect(shown.valueOf('lockersToReplace')).toBe('24');
    expect((await environment.declarations.find(crochepierre.uai, '2026'))?.version).toBe(1);

    const again = await browser.post(formPath, { ...shown.hidden, ...answers });
    expect(again.status).toBe(303);
    expect((await environment.declarations.find(crochepierre.uai, '2026'))?.version).toBe(2);
  });
});

describe('the declaration form', () => {
  test.each([
    ['a number that is huge', { lockersToReplace: '999999999999' }, 'lockersToReplace', 'dépasse'],
    ['a number in letters', { lockersInService: 'douze' }, 'lockersInService', 'en chiffres'],
    ['an emoji for a number', { lockersInService: '🙂' }, 'lockersInService', 'en chiffres'],
    ['a missing number', { lockersToReplace: '' }, 'lockersToReplace', 'Indiquez combien'],
    ['nothing to replace', { lockersToReplace: '0' }, 'lockersToReplace', 'état néant'],
    ['more dangerous than in service', { lockersDangerous: '121' }, 'lockersDangerous', 'dépasse'],
    ['a comment of 10,000 characters', { comment: 'x'.repeat(10_000) }, 'comment', '10\u202f000'],
    ['an unknown role', { contactRole: 'roi' }, 'contactRole', 'réponses proposées'],
    ['an incomplete telephone number', { contactPhone: '12' }, 'contactPhone', '10 chiffres'],
  ])('shows the error of %s', async (_, wrong, field, texts) => {
    const { hidden } = await browser.get(formPath);
    const shown = await browser.post(formPath, { ...hidden, ...answers, ...wrong });
    expect(shown.status).toBe(422);
    expect(shown.errorOf(field)).toContain(texts);
    expect(shown.valueOf('contactName')).toBe('Claire Durand');
  });

  test('is not found for an unknown campaign, and shows the answers', async () => {
    const shown = await browser.post(`/declarations/1999-${crochepierre.uai}/formulaire`, answers);
    expect(shown.status).toBe(404);
    expect(shown.text).toContain('La campagne « 1999 » n’existe pas');
    expect(shown.text).toContain('Bâtiment B, 1er étage');
  });

  test('is refused when the campaign closed while it was open, and shows the answers', async () => {
    environment.setClock('2026-03-31T20:00:00.000Z');
    await browser.signIn(durand);
    const { hidden } = await browser.get(formPath);
    environment.setClock('2026-03-31T22:00:00.000Z');
    const shown = await browser.post(formPath, { ...hidden, ...answers });
    expect(shown.status).toBe(403);
    expect(shown.text).toContain('Recensement 2026 est clos depuis le 31 mars 2026');
    expect(shown.text).toContain('Bâtiment B, 1er étage');
  });

  test('is accepted until midnight in Paris on the last day', async () => {
    environment.setClock('2026-03-31T21:59:59.000Z');
    await browser.signIn(durand);
    const { hidden } = await browser.get(formPath);
    expect((await browser.post(formPath, { ...hidden, ...answers })).status).toBe(303);
  });

  test.each([
    ['another collège', `2026-${chaumie.uai}`],
    ['a collège of no register', '2026-0951099D'],
    ['a reference with a wrong letter', '2026-0470678A'],
    ['no reference at all', 'n-importe-quoi'],
  ])('is not found for %s', async (_, other) => {
    for (const path of [`/declarations/${other}`, `/declarations/${other}/formulaire`]) {
      expect((await browser.get(path)).status).toBe(404);
    }
    const posted = await browser.post(`/declarations/${other}/formulaire`, answers);
    expect(posted.status).toBe(404);
    expect(posted.text).toContain('Bâtiment B, 1er étage');
    expect((await browser.post(`/declarations/${other}/neant`, {})).status).toBe(404);
  });

  test('is refused from another site', async () => {
    const origin = 'https://ailleurs.example.org';
    const shown = await browser.post(`/declarations/${reference}/neant`, {}, { origin });
    expect(shown.status).toBe(403);
    expect(shown.text).toContain('depuis un autre site');
  });

  test('is refused when its body is too large, before it is parsed', async () => {
    const shown = await browser.post(formPath, { comment: 'x'.repeat(300_000) });
    expect(shown.status).toBe(413);
  });

  test('shows answers escaped and without invisible characters', async () => {
    const hostile = {
      ...answers,
      place: '<img src=x onerror=alert(1)>',
      comment: 'a\u202eb\u200bc',
    };
    const { hidden } = await browser.get(formPath);
    await browser.post(formPath, { ...hidden, ...hostile });
    const { html } = await browser.get(`/declarations/${reference}`);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).toContain('abc');
    expect(html).not.toContain('<img');
  });
});
