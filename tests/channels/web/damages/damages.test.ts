import { beforeEach, describe, expect, test } from 'vitest';
import type { DamageReport } from '../../../../functions/domain/damages/damage.ts';
import { damageReference } from '../../../../functions/domain/reference.ts';
import { reportDamage } from '../../../../functions/use-cases/damages.ts';
import {
  crochepierre,
  durand,
  damage as example,
  inspector,
  jeanMoulin,
} from '../../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { type Browser, openBrowser } from '../browser.ts';

const list = '/education/signalements';
let environment: TestEnvironment;
let service: Browser;

beforeEach(async () => {
  environment = await createTestEnvironment();
  service = openBrowser(environment);
  await service.signIn(inspector);
});

async function report(over: Partial<DamageReport> = {}, uai = crochepierre.uai) {
  const by = { ...durand, memberOf: [uai] };
  const idempotencyKey = JSON.stringify([over, uai]);
  const result = await reportDamage(
    environment,
    { uai, by, channel: 'web', idempotencyKey, despiteOverlap: true },
    { ...example, ...over },
  );
  if (result.kind !== 'reported') throw new Error(result.kind);
  return damageReference(result.damage);
}

const statusPath = (reference: string) => `/degats/${reference}/suite`;

async function updateStatus(reference: string, answers: Readonly<Record<string, string>>) {
  const { hidden } = await service.get(`/degats/${reference}`);
  return service.post(statusPath(reference), { ...hidden, ...answers });
}

describe('the list of damages', () => {
  test('begins with dangerous damages, then claims on the workshop, then the oldest', async () => {
    const old = await report({ building: 'Ancien' });
    environment.setClock('2026-01-14T09:00:00.000Z');
    const recent = await report({ building: 'Nouveau' });
    const programme = await report({ maker: 'programme' });
    const dangerous = await report({ dangerous: true }, jeanMoulin.uai);
    const { text, html } = await service.get(list);
    const places = [dangerous, programme, old, recent].map((reference) => text.indexOf(reference));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text).toContain('Collège Jean Moulin, Marmande');
    expect(text).toContain('Dangereux : quelqu’un peut se blesser');
    expect(text).toContain('SAV « Made in 47 »');
    expect(html).toContain(`href="/degats/${dangerous}"`);
  });

  test('shows the open damages, and filters by state', async () => {
    const [one, other] = [await report(), await report({ building: 'C' })];
    await updateStatus(one, { statusUpdate: 'repaired' });
    const open = await service.get(list);
    expect(open.text).toContain('À traiter (1)');
    expect(open.text).toContain('Réparés (1)');
    expect(open.text).not.toContain(one);
    const repaired = await service.get(`${list}?etat=repaired`);
    expect(repaired.text).toContain(one);
    expect(repaired.text).not.toContain(other);
    expect((await service.get(`${list}?etat=constructor`)).text).toContain(other);
    expect((await service.get(`${list}?etat=declined`)).text).toContain('Aucun signalement');
  });

  test('does not exist for a collège', async () => {
    const browser = openBrowser(environment);
    await browser.signIn(durand);
    const missing = await browser.get('/nulle-part');
    expect(await browser.get(list)).toMatchObject({ status: 404, html: missing.html });
  });
});

describe('the service Éducation, on the page of a damage', () => {
  test('updates the status step by step, and cannot go back', async () => {
    const reference = await report();
    const path = `/degats/${reference}`;
    const page = await service.get(path);
    expect(page.text).toContain('Nous l’avons lu');
    expect(page.text).not.toContain('Est-ce réparé');
    expect(await updateStatus(reference, { statusUpdate: 'acknowledged' })).toMatchObject({
      status: 303,
      location: path,
    });
    const acknowledged = await service.get(path);
    expect(acknowledged.text).toContain('signalement lu par Lucie Martin, sur le site');
    expect(acknowledged.text).not.toContain('Nous l’avons lu');
    await updateStatus(reference, {
      statusUpdate: 'planned',
      day: '3/2/2026',
      note: 'L’équipe passe mardi.',
    });
    const planned = await service.get(path);
    expect(planned.text).toContain('Réparation prévue le 3 février 2026');
    expect(planned.text).toContain('L’équipe passe mardi.');
    await updateStatus(reference, { statusUpdate: 'replaced' });
    const replaced = await service.get(path);
    expect(replaced.text).toContain('Remplacé.');
    expect(replaced.html).not.toContain(statusPath(reference));
  });

  test.each([
    ['no choice', { note: 'Un mot' }, 'statusUpdate', 'Choisissez'],
    ['an unknown choice', { statusUpdate: 'still-broken' }, 'statusUpdate', 'réponses proposées'],
    ['no reason for declining', { statusUpdate: 'declined' }, 'note', 'Dites au collège pourquoi'],
    ['an invalid day', { statusUpdate: 'planned', day: 'mardi' }, 'day', 'Écrivez une date'],
    ['a past day', { statusUpdate: 'planned', day: '13/1/2026' }, 'day', 'Cette date est passée'],
    [
      'too long a note',
      { statusUpdate: 'repaired', note: 'x'.repeat(1001) },
      'note',
      'raccourcissez-le',
    ],
  ])('with %s reads so at the field and keeps its answers', async (_, answers, field, text) => {
    const shown = await updateStatus(await report(), answers);
    expect(shown.status).toBe(422);
    expect(shown.errorOf(field)).toContain(text);
    const input: Readonly<Record<string, string>> = { note: '', day: '', ...answers };
    expect(shown.valueOf('note')).toBe(input['note']);
    expect(shown.valueOf('day')).toBe(input['day']);
  });

  test('reads the follow-up of the collège after a conflict, and keeps its note', async () => {
    const reference = await report();
    const { hidden } = await service.get(`/degats/${reference}`);
    const college = openBrowser(environment);
    await college.signIn(durand);
    const page = await college.get(`/degats/${reference}`);
    expect(page.html).not.toContain(statusPath(reference));
    const answer = { answer: 'still-broken', comment: 'Pire.' };
    await college.post(`/degats/${reference}`, { ...page.hidden, ...answer });
    const answers = { statusUpdate: 'planned', note: 'Mardi.' };
    const shown = await service.post(statusPath(reference), { ...hidden, ...answers });
    expect(shown.status).toBe(409);
    expect(shown.text).toContain('toujours abîmé, selon Claire Durand');
    expect(shown.valueOf('note')).toBe('Mardi.');
    const again = await service.post(statusPath(reference), { ...shown.hidden, ...answers });
    expect(again.status).toBe(303);
  });

  test('keeps its note when a colleague has closed the damage', async () => {
    const reference = await report();
    const { hidden } = await service.get(`/degats/${reference}`);
    await updateStatus(reference, { statusUpdate: 'repaired' });
    const answers = { statusUpdate: 'planned', note: 'Mardi.' };
    const conflicting = await service.post(statusPath(reference), { ...hidden, ...answers });
    expect(conflicting.status).toBe(409);
    expect(conflicting.text).toContain('Mardi.');
    const closed = await service.post(statusPath(reference), {
      idempotencyKey: 'c',
      version: '2',
      ...answers,
    });
    expect(closed.status).toBe(409);
    expect(closed.text).toContain('Ce signalement n’attend plus cela');
    expect(closed.text).toContain('Mardi.');
  });

  test('updates the status once after a double click', async () => {
    const reference = await report();
    const { hidden } = await service.get(`/degats/${reference}`);
    const answers = { ...hidden, statusUpdate: 'acknowledged' };
    const both = [
      service.post(statusPath(reference), answers),
      service.post(statusPath(reference), answers),
    ];
    expect((await Promise.all(both)).map(({ status }) => status)).toEqual([303, 303]);
    expect((await environment.damages.listOf(crochepierre.uai))[0]?.version).toBe(2);
  });

  test('can neither report nor follow up for a collège, and sees no link to it', async () => {
    const reference = await report();
    const college = await service.get(`/colleges/${crochepierre.uai}`);
    expect(college.text).not.toMatch(/Signaler un dégât|Déclarer nos besoins|état néant/);
    expect((await service.get(`/colleges/${crochepierre.uai}/degats/nouveau`)).status).toBe(404);
    const answer = { idempotencyKey: 'a', version: '1', answer: 'repair-confirmed' };
    expect((await service.post(`/degats/${reference}`, answer)).status).toBe(404);
  });
});

test('a collège cannot update the status of a damage', async () => {
  const reference = await report();
  const college = openBrowser(environment);
  await college.signIn(durand);
  const fields = { idempotencyKey: 'a', version: '1', statusUpdate: 'repaired', note: 'Fait.' };
  const refused = await college.post(statusPath(reference), fields);
  expect(refused.status).toBe(404);
  expect(refused.text).toContain('Fait.');
});
