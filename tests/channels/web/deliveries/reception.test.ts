import { beforeEach, describe, expect, test } from 'vitest';
import { type Delivery, newDelivery } from '../../../../functions/domain/deliveries/delivery.ts';
import { updateDeliveryStatus } from '../../../../functions/use-cases/deliveries.ts';
import { crochepierre, durand, inspector, lambert, petit, plan } from '../../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { type Browser, openBrowser } from '../browser.ts';
import { readPdf } from '../documents/read-pdf.ts';

const { uai } = crochepierre;
const reference = 'L-0470678G-7F3K2M';
const page = `/livraisons/${reference}`;

const signature = { signedName: 'Claire Durand', signedRole: 'Secrétaire générale' };
const accepted = { counted: '48', verdict: 'accepted', ...signature };
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

const arrive = () =>
  updateDeliveryStatus(environment, {
    ...{ uai, id: '7F3K2M', by: inspector, channel: 'web' },
    ...{ idempotencyKey: 'arrive', statusUpdate: 'arrived' },
  });

describe('the collège', () => {
  test('sees its delivery, and is asked to sign once the lockers have arrived', async () => {
    const before = await college.get(`/colleges/${uai}`);
    expect(before.text).toContain(
      '48 casiers « Made in 47 » : livraison prévue le mardi 20 janvier 2026, le matin.',
    );
    expect(before.text).not.toContain('Signer le bon de réception');
    await arrive();
    const home = await college.get(`/colleges/${uai}`);
    expect(home.linkTo('Signer le bon de réception des casiers arrivés le 14 janvier 2026')).toBe(
      `${page}/reception`,
    );
    const shown = await college.get(page);
    expect(shown.linkTo('Remplir le bon de réception')).toBe(`${page}/reception`);
    expect(shown.text).toContain('BC-2026-014');
    expect(shown.html).not.toContain(`${page}/suite`);
  });

  test('signs once, although a bad network sends the same form twice', async () => {
    await arrive();
    const { hidden } = await college.get(`${page}/reception`);
    const sent = await Promise.all([
      college.post(`${page}/reception`, { ...hidden, ...accepted }),
      college.post(`${page}/reception`, { ...hidden, ...accepted }),
    ]);
    expect(sent.map(({ status, location }) => [status, location])).toEqual([
      [303, page],
      [303, page],
    ]);
    expect((await stored()).receipts).toHaveLength(1);
    const after = await college.get(page);
    expect(after.text).toContain('Livraison acceptée');
    expect(after.text).toContain('bon de réception signé par Claire Durand, sur le site');
  });

  test('shows the first receipt to a second person who signs, with their answers', async () => {
    const second = openBrowser(environment);
    await second.signIn(petit);
    const { hidden } = await second.get(`${page}/reception`);
    await college.post(`${page}/reception`, { ...accepted, idempotencyKey: 'mine' });
    const refused = await second.post(`${page}/reception`, { ...hidden, ...withReserve });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Claire Durand l’a signé le 14 janvier 2026 à 9 h 12');
    expect(refused.text).toContain('La serrure tourne dans le vide.');
    expect(refused.linkTo('Voir la livraison et son bon')).toBe(page);
    expect((await second.get(`${page}/reception`)).status).toBe(409);
  });

  test('sees contradictions at their field, with all answers kept', async () => {
    const { hidden } = await college.get(`${page}/reception`);
    const short = await college.post(`${page}/reception`, {
      ...hidden,
      ...accepted,
      counted: '46',
    });
    expect(short.status).toBe(422);
    expect(short.errorOf('verdict')).toContain('acceptez avec des réserves');
    expect(short.valueOf('signedName')).toBe('Claire Durand');
    expect(short.hidden['idempotencyKey']).toBe(hidden['idempotencyKey']);
    const second = { ...withReserve, lockers2: '', parts2: 'door', idempotencyKey: 'x' };
    const vague = await college.post(`${page}/reception`, second);
    expect(vague.errorOf('lockers2')).toContain('Écrivez les numéros');
    expect(vague.html).toMatch(/<details open[^>]*>\s*<summary>Une autre réserve/);
    const unexplained = await college.post(`${page}/reception`, {
      ...accepted,
      verdict: 'refused',
    });
    expect(unexplained.errorOf('comment')).toContain('Dites pourquoi');
    expect((await stored()).version).toBe(1);
  });

  test('may refuse: the delivery is replanned and gets another receipt', async () => {
    const comment = 'Mauvaise couleur.';
    await college.post(`${page}/reception`, { ...accepted, verdict: 'refused', comment });
    const shown = await college.get(page);
    expect(shown.text).toContain('Refusée par le collège : Mauvaise couleur.');
    expect(shown.html).not.toContain('/reception');
    const form = await service.get(`${page}/date`);
    const replanned = { ...form.hidden, lockers: '48', from: '27/01/2026', slot: 'afternoon' };
    expect((await service.post(`${page}/date`, replanned)).status).toBe(303);
    await college.post(`${page}/reception`, accepted);
    expect((await stored()).receipts.map(({ verdict }) => verdict)).toEqual([
      'refused',
      'accepted',
    ]);
    expect((await college.get(`${page}/bons/1.pdf`)).status).toBe(200);
    expect((await college.get(`${page}/bons/2.pdf`)).status).toBe(200);
    expect((await college.get(`${page}/bons/3.pdf`)).status).toBe(404);
  });

  test('downloads its receipt as a PDF with the réserves', async () => {
    await college.post(`${page}/reception`, withReserve);
    const response = await environment.web.request(`${page}/bons/1.pdf`, {
      headers: { Cookie: `__Host-session=${college.cookies()['__Host-session']}` },
    });
    expect(response.headers.get('Content-Disposition')).toContain(`bon-${reference}-1.pdf`);
    const { text, pages } = await readPdf(new Uint8Array(await response.arrayBuffer()));
    expect(pages).toHaveLength(1);
    for (const texts of [
      'Bon de réception',
      reference,
      'Livraison acceptée avec des réserves',
      'Casiers comptés 46 sur 48 annoncés',
      'Signé par Claire Durand, Secrétaire générale',
      'R1 2 casiers manquent. Pas encore levée.',
      'R2 3 casiers : 12-14. Serrure. La serrure tourne dans le vide. Pas encore levée.',
      'Bon de commande BC-2026-014',
    ]) {
      expect(text).toContain(texts);
    }
  });

  test('notes how its old lockers leave, which needs an act of its board (CA)', async () => {
    const { hidden } = await college.get(`${page}/reprise`);
    const takeback = { ...hidden, lockers: '40', owner: 'college', route: 'decommissioned' };
    const collected = { ...takeback, collectedOn: '14/01/2026' };
    const withoutAct = await college.post(`${page}/reprise`, collected);
    expect(withoutAct.errorOf('boardActOn')).toContain('conseil d’administration');
    await college.post(`${page}/reprise`, {
      ...collected,
      boardActOn: '20/11/2025',
      forWelding: '12',
    });
    const shown = await college.get(page);
    expect(shown.text).toContain('Désaffectation');
    const again = await college.get(`${page}/reprise`);
    expect([again.valueOf('lockers'), again.valueOf('boardActOn')]).toEqual(['40', '20/11/2025']);
    const conflicting = await college.post(`${page}/reprise`, {
      ...takeback,
      idempotencyKey: 'late',
    });
    expect(conflicting.status).toBe(409);
    const list = await service.get('/education/livraisons');
    expect(list.text).toMatch(
      /Anciens casiers repris\s*40\s*Dont pour la formation au soudage\s*12/,
    );
  });

  test('cannot open the deliveries of another collège', async () => {
    const other = openBrowser(environment);
    await other.signIn(lambert);
    for (const path of ['', '/reception', '/reprise', '/date', '/bons/1.pdf']) {
      expect((await other.get(`${page}${path}`)).status).toBe(404);
    }
    expect((await other.get('/education/livraisons')).status).toBe(404);
  });
});
