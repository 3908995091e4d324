import { beforeEach, describe, expect, test } from 'vitest';
import type { DamageReport } from '../../../../functions/domain/damages/damage.ts';
import { damageReference } from '../../../../functions/domain/reference.ts';
import { reportDamage } from '../../../../functions/use-cases/damages.ts';
import {
  crochepierre,
  durand,
  inspector,
  jeanMoulin,
  damage as report,
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

async function reported(over: Partial<DamageReport> = {}, uai = crochepierre.uai) {
  const by = { ...durand, memberOf: [uai] };
  const idempotencyKey = JSON.stringify([over, uai]);
  const outcome = await reportDamage(
    environment,
    { uai, by, channel: 'web', idempotencyKey, despiteOverlap: true },
    { ...report, ...over },
  );
  if (outcome.kind !== 'reported') throw new Error(outcome.kind);
  return damageReference(outcome.damage);
}

const statusUpdateOf = (reference: string) => `/degats/${reference}/suite`;

async function updated(reference: string, said: Readonly<Record<string, string>>) {
  const { hidden } = await service.get(`/degats/${reference}`);
  return service.post(statusUpdateOf(reference), { ...hidden, ...said });
}

describe('the list of damages', () => {
  test('puts who may be hurt first, then the claims on the workshop, then who has waited longest', async () => {
    const old = await reported({ building: 'Ancien' });
    environment.setClock('2026-01-14T09:00:00.000Z');
    const recent = await reported({ building: 'Nouveau' });
    const made = await reported({ maker: 'programme' });
    const dangerous = await reported({ dangerous: true }, jeanMoulin.uai);
    const { text, html } = await service.get(list);
    const places = [dangerous, made, old, recent].map((reference) => text.indexOf(reference));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text).toContain('Collège Jean Moulin, Marmande');
    expect(text).toContain('Dangereux : quelqu’un peut se blesser');
    expect(text).toContain('SAV « Made in 47 »');
    expect(html).toContain(`href="/degats/${dangerous}"`);
  });

  test('shows what is to be done, and each state when asked', async () => {
    const [one, other] = [await reported(), await reported({ building: 'C' })];
    await updated(one, { statusUpdate: 'repaired' });
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

  test('is for the service Éducation only', async () => {
    const browser = openBrowser(environment);
    await browser.signIn(durand);
    const none = await browser.get('/nulle-part');
    expect(await browser.get(list)).toMatchObject({ status: 404, html: none.html });
  });
});

describe('the service Éducation, on the page of a damage', () => {
  test('says what it does, step by step, and is offered no step back', async () => {
    const reference = await reported();
    const path = `/degats/${reference}`;
    const page = await service.get(path);
    expect(page.text).toContain('Nous l’avons lu');
    expect(page.text).not.toContain('Est-ce réparé');
    expect(await updated(reference, { statusUpdate: 'acknowledged' })).toMatchObject({
      status: 303,
      location: path,
    });
    const read = await service.get(path);
    expect(read.text).toContain('signalement lu par Lucie Martin, sur le site');
    expect(read.text).not.toContain('Nous l’avons lu');
    await updated(reference, {
      statusUpdate: 'planned',
      day: '3/2/2026',
      note: 'L’équipe passe mardi.',
    });
    const planned = await service.get(path);
    expect(planned.text).toContain('Réparation prévue le 3 février 2026');
    expect(planned.text).toContain('L’équipe passe mardi.');
    await updated(reference, { statusUpdate: 'replaced' });
    const replaced = await service.get(path);
    expect(replaced.text).toContain('Remplacé.');
    expect(replaced.html).not.toContain(statusUpdateOf(reference));
  });

  test.each([
    ['no choice', { note: 'Un mot' }, 'statusUpdate', 'Choisissez'],
    [
      'a choice that is none',
      { statusUpdate: 'still-broken' },
      'statusUpdate',
      'réponses proposées',
    ],
    ['no reason for declining', { statusUpdate: 'declined' }, 'note', 'Dites au collège pourquoi'],
    ['a day that is none', { statusUpdate: 'planned', day: 'mardi' }, 'day', 'Écrivez une date'],
    [
      'a day that is over',
      { statusUpdate: 'planned', day: '13/1/2026' },
      'day',
      'Cette date est passée',
    ],
    ['a novel', { statusUpdate: 'repaired', note: 'x'.repeat(1001) }, 'note', 'raccourcissez-le'],
  ])('with %s is told so at the field, and keeps what it typed', async (_, said, field, texts) => {
    const shown = await updated(await reported(), said);
    expect(shown.status).toBe(422);
    expect(shown.errorOf(field)).toContain(texts);
    const input: Readonly<Record<string, string>> = { note: '', day: '', ...said };
    expect(shown.valueOf('note')).toBe(input['note']);
    expect(shown.valueOf('day')).toBe(input['day']);
  });

  test('is shown what the collège answered meanwhile, and loses no word', async () => {
    const reference = await reported();
    const { hidden } = await service.get(`/degats/${reference}`);
    const college = openBrowser(environment);
    await college.signIn(durand);
    const page = await college.get(`/degats/${reference}`);
    expect(page.html).not.toContain(statusUpdateOf(reference));
    const answer = { answer: 'still-broken', comment: 'Pire.' };
    await college.post(`/degats/${reference}`, { ...page.hidden, ...answer });
    const said = { statusUpdate: 'planned', note: 'Mardi.' };
    const shown = await service.post(statusUpdateOf(reference), { ...hidden, ...said });
    expect(shown.status).toBe(409);
    expect(shown.text).toContain('toujours abîmé, selon Claire Durand');
    expect(shown.valueOf('note')).toBe('Mardi.');
    const again = await service.post(statusUpdateOf(reference), { ...shown.hidden, ...said });
    expect(again.status).toBe(303);
  });

  test('finds its word again when a colleague settled the damage meanwhile', async () => {
    const reference = await reported();
    const { hidden } = await service.get(`/degats/${reference}`);
    await updated(reference, { statusUpdate: 'repaired' });
    const said = { statusUpdate: 'planned', note: 'Mardi.' };
    const conflicting = await service.post(statusUpdateOf(reference), { ...hidden, ...said });
    expect(conflicting.status).toBe(409);
    expect(conflicting.text).toContain('Mardi.');
    const settled = await service.post(statusUpdateOf(reference), {
      idempotencyKey: 'c',
      version: '2',
      ...said,
    });
    expect(settled.status).toBe(409);
    expect(settled.text).toContain('Ce signalement n’attend plus cela');
    expect(settled.text).toContain('Mardi.');
  });

  test('clicks twice and has moved it once', async () => {
    const reference = await reported();
    const { hidden } = await service.get(`/degats/${reference}`);
    const said = { ...hidden, statusUpdate: 'acknowledged' };
    const both = [
      service.post(statusUpdateOf(reference), said),
      service.post(statusUpdateOf(reference), said),
    ];
    expect((await Promise.all(both)).map(({ status }) => status)).toEqual([303, 303]);
    expect((await environment.damages.listOf(crochepierre.uai))[0]?.version).toBe(2);
  });

  test('reports nothing and answers nothing in the place of a collège, and is not offered to', async () => {
    const reference = await reported();
    const college = await service.get(`/colleges/${crochepierre.uai}`);
    expect(college.text).not.toMatch(/Signaler un dégât|Déclarer nos besoins|état néant/);
    expect((await service.get(`/colleges/${crochepierre.uai}/degats/nouveau`)).status).toBe(404);
    const answer = { idempotencyKey: 'a', version: '1', answer: 'repair-confirmed' };
    expect((await service.post(`/degats/${reference}`, answer)).status).toBe(404);
  });
});

test('a collège moves no damage', async () => {
  const reference = await reported();
  const college = openBrowser(environment);
  await college.signIn(durand);
  const said = { idempotencyKey: 'a', version: '1', statusUpdate: 'repaired', note: 'Fait.' };
  const refused = await college.post(statusUpdateOf(reference), said);
  expect(refused.status).toBe(404);
  expect(refused.text).toContain('Fait.');
});
