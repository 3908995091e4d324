import { beforeEach, describe, expect, test } from 'vitest';
import { damageForm } from '../../../../functions/content/damages/forms.ts';
import { answersOf } from '../../../../functions/content/model/form.ts';
import { damageReference } from '../../../../functions/domain/reference.ts';
import { updateDamageStatus } from '../../../../functions/use-cases/damages.ts';
import { crochepierre, durand, damage as example, lambert } from '../../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { type Browser, openBrowser } from '../browser.ts';

const { uai } = crochepierre;
const formPath = `/colleges/${uai}/degats/nouveau`;
const answers = answersOf(damageForm, { ...example });

let environment: TestEnvironment;
let browser: Browser;

beforeEach(async () => {
  environment = await createTestEnvironment();
  browser = openBrowser(environment);
  await browser.signIn(durand);
});

type Fields = Parameters<Browser['post']>[1];

async function report(over: Fields = {}) {
  const { hidden } = await browser.get(formPath);
  const filed = await browser.post(formPath, { ...hidden, ...answers, overlap: 'seen', ...over });
  expect(filed.status).toBe(303);
  return filed.location ?? '';
}

const stored = () => environment.damages.listOf(uai);

describe('a collège that reports a damage', () => {
  test('starts from its page, is redirected to the damage, and finds it on its page', async () => {
    const college = await browser.get(`/colleges/${uai}`);
    expect(college.text).toContain('Aucun dégât signalé');
    expect(college.html).toContain(`href="${formPath}"`);
    const page = await browser.get(await report());
    const [damage] = await stored();
    if (!damage) throw new Error('nothing was stored');
    expect(damage).toMatchObject({ ...example, lockersCount: 13, photos: [] });
    expect(page.text).toContain(damageReference(damage));
    expect(page.text).toContain('C’est fait');
    expect(page.text).toContain('101-112, 115');
    expect(page.text).toContain('dégât signalé par Claire Durand, sur le site');
    const listed = await browser.get(`/colleges/${uai}`);
    expect(listed.text).toContain('13 casiers : 101-112, 115');
    expect(listed.text).toContain('Signalé, pas encore lu par le Département');
  });

  test('can do so while no campaign is open', async () => {
    environment.setClock('2026-08-20T08:00:00.000Z');
    await browser.signIn(durand);
    await report();
    expect(await stored()).toHaveLength(1);
  });

  test('of lockers of the programme reads that it is a claim on the workshop', async () => {
    const old = await browser.get(await report());
    expect(old.text).not.toContain('SAV');
    const programme = await browser.get(await report({ maker: 'programme' }));
    expect(programme.text).toContain('une demande de SAV à l’atelier');
  });

  test('of a dangerous damage reads what to do until the repair', async () => {
    const page = await browser.get(await report({ dangerous: 'true' }));
    expect(page.text).toContain('tenez les élèves à l’écart');
  });

  test('reports once after a double click', async () => {
    const { hidden } = await browser.get(formPath);
    const both = await Promise.all([
      browser.post(formPath, { ...hidden, ...answers }),
      browser.post(formPath, { ...hidden, ...answers }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect(await stored()).toHaveLength(1);
  });

  test('may count lockers without numbers', async () => {
    const page = await browser.get(await report({ lockers: '', lockersUnnumbered: '3' }));
    expect(page.text).toContain('Signalement : 3 casiers');
  });

  test.each([
    ['a reversed range', { lockers: '112-101' }, 'lockers', 'va à l’envers'],
    ['numbers in words', { lockers: 'une dizaine' }, 'lockers', 'ne comprenons pas « une »'],
    ['a number twice', { lockers: '101-112, 105' }, 'lockers', '105 est écrit deux fois'],
    ['a range over two rows', { lockers: 'A12-B3' }, 'lockers', 'd’une rangée à une autre'],
    ['far too many', { lockers: '1-2000' }, 'lockers', '500 au plus'],
    ['no locker', { lockers: '' }, 'lockers', 'Écrivez les numéros'],
    ['no place', { building: ' ', level: '', corridor: '' }, 'building', 'Dites où sont'],
    ['nothing broken', { parts: [] }, 'parts', 'au moins une réponse'],
    ['an unknown part', { parts: ['roof'] }, 'parts', 'réponses proposées'],
    ['no answer about danger', { dangerous: '' }, 'dangerous', 'peut se blesser'],
    ['an invalid answer about danger', { dangerous: 'yes' }, 'dangerous', 'réponses proposées'],
    ['an unknown maker', { maker: 'roi' }, 'maker', 'réponses proposées'],
    [
      'too long a description',
      { description: 'x'.repeat(2001) },
      'description',
      'raccourcissez-le',
    ],
    ['another part, undescribed', { parts: 'other', description: '' }, 'description', 'Décrivez'],
  ])('with %s reads so at the field and keeps its answers', async (_, wrong, field, text) => {
    const { hidden } = await browser.get(formPath);
    const input: Fields = { ...answers, level: '2e étage', ...wrong };
    const shown = await browser.post(formPath, { ...hidden, ...input });
    expect(shown.status).toBe(422);
    expect(shown.errorOf(field)).toContain(text);
    expect(shown.valueOf('level')).toBe(input['level']);
    expect(shown.valueOf('lockers')).toBe(input['lockers']);
    expect(await stored()).toEqual([]);
  });
});

describe('lockers that are already reported', () => {
  test('are shown with the open report, and filed once it was seen', async () => {
    const first = await report();
    const { hidden } = await browser.get(formPath);
    const input = { ...answers, lockers: '112 à 120', description: 'Autre chose.' };
    const shown = await browser.post(formPath, { ...hidden, ...input });
    expect(shown.status).toBe(409);
    expect(shown.text).toContain('Ces casiers sont déjà signalés');
    expect(shown.text).toContain('Casiers en commun : 112, 115');
    expect(shown.html).toContain(`href="${first}"`);
    expect(shown.valueOf('lockers')).toBe('112 à 120');
    expect(await stored()).toHaveLength(1);

    const despite = await browser.post(formPath, { ...shown.hidden, ...input, overlap: 'seen' });
    expect(despite.status).toBe(303);
    expect(despite.location).not.toBe(first);
    expect(await stored()).toHaveLength(2);
  });

  test('at another place are another damage', async () => {
    await report();
    const { hidden } = await browser.get(formPath);
    const filed = await browser.post(formPath, { ...hidden, ...answers, building: 'Gymnase' });
    expect(filed.status).toBe(303);
  });
});

describe('the page of a damage', () => {
  async function updateStatus(over: {
    statusUpdate: 'planned' | 'repaired' | 'declined';
    note?: string;
  }) {
    const [damage] = await stored();
    if (!damage) throw new Error('nothing was stored');
    const result = await updateDamageStatus(environment, {
      uai,
      id: damage.id,
      by: { name: 'Hélène Roux', memberOf: [], education: true },
      channel: 'web',
      idempotencyKey: `${over.statusUpdate} ${damage.version}`,
      expectedVersion: damage.version,
      note: '',
      ...(over.statusUpdate === 'planned' && { day: '2026-02-03' }),
      ...over,
    });
    expect(result.kind).toBe('done');
  }

  test('shows what the Département does about it', async () => {
    const path = await report();
    await updateStatus({ statusUpdate: 'planned' });
    expect((await browser.get(path)).text).toContain('Réparation prévue le 3 février 2026');
    await updateStatus({ statusUpdate: 'declined', note: 'Casiers bientôt remplacés.' });
    const declined = await browser.get(path);
    expect(declined.text).toContain('Pas de réparation : Casiers bientôt remplacés.');
    expect(declined.text).toContain('réparation refusée par Hélène Roux');
    expect((await browser.get(`/colleges/${uai}`)).text).toContain('1 signalement terminé');
  });

  test('asks whether it is repaired, and opens it again if it is not', async () => {
    const path = await report();
    await updateStatus({ statusUpdate: 'repaired' });
    const page = await browser.get(path);
    const answer = { answer: 'still-broken', comment: 'La porte pend.' };
    const sent = await browser.post(path, { ...page.hidden, ...answer });
    expect(sent).toMatchObject({ status: 303, location: path });
    const shown = await browser.get(path);
    expect(shown.text).toContain('Toujours abîmé');
    expect(shown.text).toContain('La porte pend.');
    expect((await stored())[0]).toMatchObject({ state: 'reported', version: 3 });

    const confirmed = { ...shown.hidden, answer: 'repair-confirmed', comment: '' };
    await browser.post(path, confirmed);
    expect((await browser.get(path)).text).toContain('Réparé.');
  });

  test('shows an error when no answer is chosen, and keeps the comment', async () => {
    const path = await report();
    const page = await browser.get(path);
    const shown = await browser.post(path, { ...page.hidden, comment: 'Bof.' });
    expect(shown.status).toBe(422);
    expect(shown.errorOf('answer')).toContain('réparé ou toujours abîmé');
    expect(shown.valueOf('comment')).toBe('Bof.');
  });

  test('shows the act of another person after a conflict, and keeps the answer', async () => {
    const path = await report();
    const page = await browser.get(path);
    await updateStatus({ statusUpdate: 'planned' });
    const answer = { answer: 'still-broken', comment: 'Ça presse.' };
    const shown = await browser.post(path, { ...page.hidden, ...answer });
    expect(shown.status).toBe(409);
    expect(shown.text).toContain('réparation prévue par Hélène Roux');
    expect(shown.valueOf('comment')).toBe('Ça presse.');
    const again = await browser.post(path, { ...shown.hidden, ...answer });
    expect(again.status).toBe(303);
    expect((await stored())[0]?.version).toBe(3);
  });

  test('opens by its reference in lower case without hyphens', async () => {
    const path = await report();
    expect((await browser.get(path.toLowerCase().replaceAll('-', ''))).status).toBe(200);
  });

  test('escapes the input', async () => {
    const path = await report({
      description: '<img src=x onerror=alert(1)>\u202e',
      level: '=1+1',
    });
    const { html } = await browser.get(path);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).not.toContain('<img');
    expect(html).not.toContain('\u202e');
  });
});

describe('a damage of another collège', () => {
  test('is not found, as if it did not exist, and the input stays on the page', async () => {
    const path = await report();
    const { hidden } = await browser.get(path);
    const other = openBrowser(environment);
    await other.signIn(lambert);
    const missing = path.replace(/.{6}$/, '000000');
    const [existing, none] = [await other.get(path), await other.get(missing)];
    expect([existing.status, none.status]).toEqual([404, 404]);
    expect(existing.text).toBe(none.text);
    const answer = { ...hidden, answer: 'repair-confirmed', comment: 'Merci.' };
    for (const url of [path, missing, '/degats/n-importe-quoi']) {
      const posted = await other.post(url, answer);
      expect(posted.status).toBe(404);
      expect(posted.text).toContain('Merci.');
    }
    expect((await other.get(formPath)).status).toBe(404);
    const posted = await other.post(formPath, answers);
    expect(posted.status).toBe(404);
    expect(posted.text).toContain('Couloir des 6e');
    expect(await stored()).toHaveLength(1);
  });
});
