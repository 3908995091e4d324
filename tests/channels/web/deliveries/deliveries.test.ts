import { beforeEach, describe, expect, test } from 'vitest';
import { type Delivery, newDelivery } from '../../../../functions/domain/deliveries/delivery.ts';
import { crochepierre, durand, inspector, plan } from '../../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { type Browser, openBrowser } from '../browser.ts';

const { uai } = crochepierre;
const reference = 'L-0470678G-7F3K2M';
const page = `/livraisons/${reference}`;

const signature = { signedName: 'Claire Durand', signedRole: 'Secrétaire générale' };
const withReserve = {
  ...signature,
  counted: '46',
  verdict: 'with-reserves',
  lockers1: '12-14',
  parts1: 'lock',
  description1: 'La serrure tourne dans le vide.',
};

let environment: TestEnvironment;
let college: Browser;
let service: Browser;

beforeEach(async () => {
  environment = await createTestEnvironment();
  college = openBrowser(environment);
  service = openBrowser(environment);
  await college.signIn(durand);
  await service.signIn(inspector);
  const act = {
    at: '2026-01-14T08:00:00.000Z',
    who: inspector.name,
    channel: 'web',
    idempotencyKey: 'a',
  } as const;
  await environment.deliveries.save(newDelivery(plan, { uai, id: '7F3K2M' }, act));
});

const stored = async (): Promise<Delivery> => {
  const delivery = await environment.deliveries.find(uai, '7F3K2M');
  if (!delivery) throw new Error('none');
  return delivery;
};

describe('the service Éducation', () => {
  const form = `/colleges/${uai}/livraisons/nouvelle`;

  test('plans a delivery from the page of the collège, once per form', async () => {
    const shown = await service.get(`/colleges/${uai}`);
    expect(shown.linkTo('Prévoir une livraison')).toBe(form);
    const blank = await service.get(form);
    expect(blank.valueOf('lockers')).toBe('48');
    const fields = { ...blank.hidden, lockers: '48', from: '03/03/2026', slot: 'morning' };
    const planned = await service.post(form, fields);
    expect(planned.location).toMatch(/^\/livraisons\/L-0470678G-[0-9A-Z]{6}$/);
    expect((await service.post(form, fields)).location).toBe(planned.location);
    expect(await environment.deliveries.listOf(uai)).toHaveLength(2);
    expect((await college.get(form)).status).toBe(404);
  });

  test('is warned of holidays and broken lots, and may confirm', async () => {
    const { hidden } = await service.get(form);
    const fields = { ...hidden, lockers: '50', from: '10/02/2026', slot: 'all-day' };
    const warned = await service.post(form, fields);
    expect(warned.status).toBe(409);
    expect(warned.text).toContain('les vacances d’hiver, du 7 février 2026 au 22 février 2026');
    expect(warned.text).toContain('par lots de 48');
    expect(warned.hidden['idempotencyKey']).toBe(hidden['idempotencyKey']);
    expect((await service.post(form, { ...fields, warnings: 'seen' })).status).toBe(303);
  });

  test('sees an error at the field of an impossible answer', async () => {
    const days = { lockers: '48', from: '03/03/2026', to: '02/03/2026', slot: 'all-day' };
    expect((await service.post(form, days)).errorOf('to')).toContain('avant le premier');
    const half = { ...days, to: '04/03/2026', slot: 'morning' };
    expect((await service.post(form, half)).errorOf('slot')).toContain('quand le jour est fixé');
    expect((await service.post(form, { ...half, lockers: '0' })).errorOf('lockers')).toContain(
      'au moins 1',
    );
  });

  test('updates the status, and sees missing reasons, future days, conflicts and refused transitions', async () => {
    const { hidden } = await service.get(page);
    const unexplained = await service.post(`${page}/suite`, {
      ...hidden,
      statusUpdate: 'postponed',
    });
    expect(unexplained.errorOf('note')).toContain('Dites pourquoi');
    const early = { ...hidden, statusUpdate: 'arrived', on: '15/01/2026' };
    expect((await service.post(`${page}/suite`, early)).errorOf('on')).toContain('à venir');
    const onItsWay = { ...hidden, statusUpdate: 'on-its-way' };
    expect((await service.post(`${page}/suite`, onItsWay)).status).toBe(303);
    const conflicting = await service.post(`${page}/suite`, {
      ...onItsWay,
      idempotencyKey: 'b',
      statusUpdate: 'arrived',
    });
    expect(conflicting.status).toBe(409);
    expect(conflicting.text).toContain('livraison en route, selon Lucie Martin');
    const closed = { ...conflicting.hidden, statusUpdate: 'closed', idempotencyKey: 'c' };
    expect((await service.post(`${page}/suite`, closed)).status).toBe(409);
  });

  test('is told that nothing changed when it repeats a status, and nothing is written', async () => {
    const fields = { statusUpdate: 'postponed', note: 'Camion en panne' };
    const post = async () =>
      service.post(`${page}/suite`, { ...(await service.get(page)).hidden, ...fields });
    const first = await post();
    expect((await service.get(first.location ?? '')).text).not.toContain('Rien n’a changé');
    const before = await stored();
    const again = await post();
    expect((await service.get(again.location ?? '')).text).toContain('Rien n’a changé');
    expect(await stored()).toEqual(before);
    await service.post(`${page}/suite`, {
      ...(await service.get(page)).hidden,
      statusUpdate: 'postponed',
      note: 'Neige',
    });
    expect((await stored()).journal.at(-1)).toMatchObject({ what: 'postponed', note: 'Neige' });
  });

  test('lifts réserves one by one, and the last one closes an installed delivery', async () => {
    await college.post(`${page}/reception`, withReserve);
    await service.post(`${page}/suite`, {
      ...(await service.get(page)).hidden,
      statusUpdate: 'installed',
      idempotencyKey: 'i',
    });
    const list = await service.get('/education/livraisons?etat=reserves');
    expect(list.text).toContain('Avec des réserves (1)');
    expect(list.text).toContain('2 réserves à lever');
    expect((await college.get(`${page}/reserves/R1`)).status).toBe(404);
    for (const id of ['R1', 'R2']) {
      const { hidden } = await service.get(`${page}/reserves/${id}`);
      const lifted = await service.post(`${page}/reserves/${id}`, {
        ...hidden,
        idempotencyKey: id,
        note: 'Fait.',
      });
      expect(lifted.status).toBe(303);
    }
    expect((await stored()).state).toBe('closed');
    expect((await service.get(`${page}/reserves/R1`)).status).toBe(404);
    const shown = await college.get(page);
    expect(shown.text).toContain('Levée le 14 janvier 2026 à 9 h 12 par Lucie Martin : Fait.');
    expect(shown.html).not.toContain('/reserves/');
  });

  test('filters the deliveries by lateness and by state', async () => {
    environment.setClock('2026-01-21T08:00:00.000Z');
    await service.signIn(inspector);
    const list = await service.get('/education/livraisons?etat=late');
    expect(list.text).toContain('En retard (1)');
    expect(list.linkTo(reference)).toBe(page);
    expect((await service.get('/education/livraisons?etat=closed')).text).toContain(
      'Aucune livraison.',
    );
  });
});
