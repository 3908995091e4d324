import { beforeEach, describe, expect, test } from 'vitest';
import { damageForm } from '../../../../functions/content/damages/forms.ts';
import { answersOf } from '../../../../functions/content/model/form.ts';
import { damageReference } from '../../../../functions/domain/reference.ts';
import { updateDamageStatus } from '../../../../functions/use-cases/damages.ts';
import { crochepierre, durand, lambert, damage as report } from '../../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { type Browser, openBrowser } from '../browser.ts';

const { uai } = crochepierre;
const formPath = `/colleges/${uai}/degats/nouveau`;
const answers = answersOf(damageForm, { ...report });

let environment: TestEnvironment;
let browser: Browser;

beforeEach(async () => {
  environment = await createTestEnvironment();
  browser = openBrowser(environment);
  await browser.signIn(durand);
});

type Fields = Parameters<Browser['post']>[1];

async function reported(said: Fields = {}) {
  const { hidden } = await browser.get(formPath);
  const filed = await browser.post(formPath, { ...hidden, ...answers, overlap: 'seen', ...said });
  expect(filed.status).toBe(303);
  return filed.location ?? '';
}

const stored = () => environment.damages.listOf(uai);

describe('a collège that reports a damage', () => {
  test('comes from its own page, is led to the reference, and finds it again there', async () => {
    const college = await browser.get(`/colleges/${uai}`);
    expect(college.text).toContain('Aucun dégât signalé');
    expect(college.html).toContain(`href="${formPath}"`);
    const page = await browser.get(await reported());
    const [damage] = await stored();
    if (!damage) throw new Error('nothing was stored');
    expect(damage).toMatchObject({ ...report, lockersCount: 13, photos: [] });
    expect(page.text).toContain(damageReference(damage));
    expect(page.text).toContain('C’est fait');
    expect(page.text).toContain('101-112, 115');
    expect(page.text).toContain('dégât signalé par Claire Durand, sur le site');
    const again = await browser.get(`/colleges/${uai}`);
    expect(again.text).toContain('13 casiers : 101-112, 115');
    expect(again.text).toContain('Signalé, pas encore lu par le Département');
  });

  test('may do so when no campaign is open', async () => {
    environment.setClock('2026-08-20T08:00:00.000Z');
    await browser.signIn(durand);
    await reported();
    expect(await stored()).toHaveLength(1);
  });

  test('of new lockers is told that it is a claim on the workshop', async () => {
    const old = await browser.get(await reported());
    expect(old.text).not.toContain('SAV');
    const made = await browser.get(await reported({ maker: 'programme' }));
    expect(made.text).toContain('une demande de SAV à l’atelier');
  });

  test('of something dangerous is told what to do until then', async () => {
    const page = await browser.get(await reported({ dangerous: 'true' }));
    expect(page.text).toContain('tenez les élèves à l’écart');
  });

  test('clicks twice and has reported once', async () => {
    const { hidden } = await browser.get(formPath);
    const both = await Promise.all([
      browser.post(formPath, { ...hidden, ...answers }),
      browser.post(formPath, { ...hidden, ...answers }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect(await stored()).toHaveLength(1);
  });

  test('counts lockers that have no number', async () => {
    const page = await browser.get(await reported({ lockers: '', lockersUnnumbered: '3' }));
    expect(page.text).toContain('Signalement : 3 casiers');
  });

  test.each([
    ['numbers the wrong way round', { lockers: '112-101' }, 'lockers', 'va à l’envers'],
    ['numbers in words', { lockers: 'une dizaine' }, 'lockers', 'ne comprenons pas « une »'],
    ['a number twice', { lockers: '101-112, 105' }, 'lockers', '105 est écrit deux fois'],
    ['a range over two rows', { lockers: 'A12-B3' }, 'lockers', 'd’une rangée à une autre'],
    ['far too many', { lockers: '1-2000' }, 'lockers', '500 au plus'],
    ['no locker', { lockers: '' }, 'lockers', 'Écrivez les numéros'],
    ['no place', { building: ' ', level: '', corridor: '' }, 'building', 'Dites où sont'],
    ['nothing broken', { parts: [] }, 'parts', 'au moins une réponse'],
    ['a part that is none', { parts: ['roof'] }, 'parts', 'réponses proposées'],
    ['nothing said of the danger', { dangerous: '' }, 'dangerous', 'peut se blesser'],
    ['a danger that is neither', { dangerous: 'yes' }, 'dangerous', 'réponses proposées'],
    ['a maker that is none', { maker: 'roi' }, 'maker', 'réponses proposées'],
    ['a novel', { description: 'x'.repeat(2001) }, 'description', 'raccourcissez-le'],
    ['something else and not what', { parts: 'other', description: '' }, 'description', 'Décrivez'],
  ])('with %s is told so at the field, and keeps what it typed', async (_, wrong, field, texts) => {
    const { hidden } = await browser.get(formPath);
    const input: Fields = { ...answers, level: '2e étage', ...wrong };
    const shown = await browser.post(formPath, { ...hidden, ...input });
    expect(shown.status).toBe(422);
    expect(shown.errorOf(field)).toContain(texts);
    expect(shown.valueOf('level')).toBe(input['level']);
    expect(shown.valueOf('lockers')).toBe(input['lockers']);
    expect(await stored()).toEqual([]);
  });
});

describe('lockers that are reported already', () => {
  test('are shown with their report, and filed only when they mean it', async () => {
    const first = await reported();
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

  test('elsewhere are another damage', async () => {
    await reported();
    const { hidden } = await browser.get(formPath);
    const filed = await browser.post(formPath, { ...hidden, ...answers, building: 'Gymnase' });
    expect(filed.status).toBe(303);
  });
});

describe('the page of a damage', () => {
  async function statusUpdate(over: {
    statusUpdate: 'planned' | 'repaired' | 'declined';
    note?: string;
  }) {
    const [damage] = await stored();
    if (!damage) throw new Error('nothing was stored');
    const outcome = await updateDamageStatus(environment, {
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
    expect(outcome.kind).toBe('done');
  }

  test('says in clear words what the Département does about it', async () => {
    const path = await reported();
    await statusUpdate({ statusUpdate: 'planned' });
    expect((await browser.get(path)).text).toContain('Réparation prévue le 3 février 2026');
    await statusUpdate({ statusUpdate: 'declined', note: 'Casiers bientôt remplacés.' });
    const declined = await browser.get(path);
    expect(declined.text).toContain('Pas de réparation : Casiers bientôt remplacés.');
    expect(declined.text).toContain('réparation refusée par Hélène Roux');
    expect((await browser.get(`/colleges/${uai}`)).text).toContain('1 signalement terminé');
  });

  test('asks whether it is repaired, and opens it again if not', async () => {
    const path = await reported();
    await statusUpdate({ statusUpdate: 'repaired' });
    const page = await browser.get(path);
    const answered = { answer: 'still-broken', comment: 'La porte pend.' };
    const sent = await browser.post(path, { ...page.hidden, ...answered });
    expect(sent).toMatchObject({ status: 303, location: path });
    const shown = await browser.get(path);
    expect(shown.text).toContain('Toujours abîmé');
    expect(shown.text).toContain('La porte pend.');
    expect((await stored())[0]).toMatchObject({ state: 'reported', version: 3 });

    const confirmed = { ...shown.hidden, answer: 'repair-confirmed', comment: '' };
    await browser.post(path, confirmed);
    expect((await browser.get(path)).text).toContain('Réparé.');
  });

  test('is told of an answer that says neither, and keeps its comment', async () => {
    const path = await reported();
    const page = await browser.get(path);
    const shown = await browser.post(path, { ...page.hidden, comment: 'Bof.' });
    expect(shown.status).toBe(422);
    expect(shown.errorOf('answer')).toContain('réparé ou toujours abîmé');
    expect(shown.valueOf('comment')).toBe('Bof.');
  });

  test('shows what somebody else wrote meanwhile, and keeps the answer', async () => {
    const path = await reported();
    const page = await browser.get(path);
    await statusUpdate({ statusUpdate: 'planned' });
    const answered = { answer: 'still-broken', comment: 'Ça presse.' };
    const shown = await browser.post(path, { ...page.hidden, ...answered });
    expect(shown.status).toBe(409);
    expect(shown.text).toContain('réparation prévue par Hélène Roux');
    expect(shown.valueOf('comment')).toBe('Ça presse.');
    const again = await browser.post(path, { ...shown.hidden, ...answered });
    expect(again.status).toBe(303);
    expect((await stored())[0]?.version).toBe(3);
  });

  test('is read by its reference as it was heard', async () => {
    const path = await reported();
    expect((await browser.get(path.toLowerCase().replaceAll('-', ''))).status).toBe(200);
  });

  test('escapes what was typed', async () => {
    const path = await reported({
      description: '<img src=x onerror=alert(1)>\u202e',
      level: '=1+1',
    });
    const { html } = await browser.get(path);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).not.toContain('<img');
    expect(html).not.toContain('\u202e');
  });
});

describe('what is not theirs', () => {
  test('is not found, whether it exists or not, and what was typed stays in sight', async () => {
    const path = await reported();
    const { hidden } = await browser.get(path);
    const other = openBrowser(environment);
    await other.signIn(lambert);
    const missing = path.replace(/.{6}$/, '000000');
    const [theirs, none] = [await other.get(path), await other.get(missing)];
    expect([theirs.status, none.status]).toEqual([404, 404]);
    expect(theirs.text).toBe(none.text);
    const answer = { ...hidden, answer: 'repair-confirmed', comment: 'Merci.' };
    for (const asked of [path, missing, '/degats/n-importe-quoi']) {
      const posted = await other.post(asked, answer);
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
