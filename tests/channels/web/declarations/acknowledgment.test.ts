import { beforeEach, describe, expect, test } from 'vitest';
import { crochepierre, durand, jeanMoulin, needs } from '../../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { type Browser, openBrowser } from '../browser.ts';
import { readPdf } from '../documents/read-pdf.ts';

const reference = '2026-0470678G';
const documentPath = `/declarations/${reference}/accuse.pdf`;
const formPath = `/declarations/${reference}/formulaire`;

let environment: TestEnvironment;
let browser: Browser;

beforeEach(async () => {
  environment = await createTestEnvironment();
  browser = openBrowser(environment);
  await browser.signIn(durand);
});

async function fileNeeds(changes: Readonly<Record<string, string>> = {}): Promise<void> {
  const { hidden } = await browser.get(formPath);
  const numbers = { lockersInService: '1200', lockersToReplace: '24' };
  const { pupils, place, contactName, contactRole, contactMail, comment } = needs;
  const texts = { pupils, place, contactName, contactRole, contactMail, comment };
  const filed = await browser.post(formPath, { ...hidden, ...texts, ...numbers, ...changes });
  expect(filed.status).toBe(303);
}

async function readDocument() {
  const response = await environment.web.request(documentPath, {
    headers: { Cookie: `__Host-session=${browser.cookies()['__Host-session']}` },
  });
  return { response, ...(await readPdf(new Uint8Array(await response.arrayBuffer()))) };
}

describe('the acknowledgment as a PDF', () => {
  test('is linked on the acknowledgment', async () => {
    await fileNeeds();
    const { html, text } = await browser.get(`/declarations/${reference}`);
    expect(html).toContain(`href="${documentPath}"`);
    expect(text).toContain('Télécharger en PDF');
  });

  test('shows what was declared with the labels of the form, in the time zone of the Département', async () => {
    await fileNeeds();
    const { response, text } = await readDocument();
    expect(response.headers.get('Content-Type')).toBe('application/pdf');
    expect(response.headers.get('Content-Disposition')).toContain('accuse-2026-0470678G.pdf');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    for (const texts of [
      'Déclaration déposée',
      'Référence 2026-0470678G',
      'Collège André Crochepierre, Villeneuve-sur-Lot. Code UAI : 0470678G.',
      'Recensement 2026. État de la déclaration au 14 janvier 2026 à 9 h 12.',
      'Casiers en service aujourd’hui 1 200',
      'Pour quels élèves ? 6e, Segpa',
      'Sa fonction Secrétaire général(e) ou adjoint(e) gestionnaire',
      'Merci […]',
      '1. 14 janvier 2026 à 9 h 12 : déclaration déposée par Claire Durand, sur le site',
      'Département de Lot-et-Garonne, service Éducation – education@casiers.example.org Page 1 sur 1',
    ]) {
      expect(text).toContain(texts);
    }
  });

  test('of an état néant states that nothing is needed', async () => {
    const page = await browser.get(`/colleges/${crochepierre.uai}`);
    await browser.post(`/declarations/${reference}/neant`, page.hidden);
    const { text } = await readDocument();
    expect(text).toContain('État néant déposé');
    expect(text).toContain('n’avoir besoin d’aucun casier');
    expect(text).not.toContain('Casiers en service');
  });

  test('does not exist for a draft', async () => {
    expect((await browser.get(documentPath)).status).toBe(404);
    const { hidden } = await browser.get(formPath);
    await browser.post(formPath, { ...hidden, comment: 'à finir', action: 'draft' });
    expect((await browser.get(documentPath)).status).toBe(404);
    expect((await browser.get(`/declarations/${reference}`)).html).not.toContain('.pdf');
  });

  test.each([
    ['another collège', `2026-${jeanMoulin.uai}`],
    ['a collège of no register', '2026-0951099D'],
    ['an unknown campaign', `1999-${crochepierre.uai}`],
    ['no reference at all', 'n-importe-quoi'],
  ])('of %s is not found', async (_, other) => {
    const { status, html } = await browser.get(`/declarations/${other}/accuse.pdf`);
    expect(status).toBe(404);
    expect(html).toBe((await browser.get('/nulle-part')).html);
  });

  test('can contain any name or comment', async () => {
    await fileNeeds({
      contactName: '<b>Ana</b> Łoś\u0301',
      comment: `=1+1 (\\) עברית 👍🏽 ${'long '.repeat(380)}`,
    });
    const { text } = await readDocument();
    expect(text).toContain('<b>Ana</b> Łoś');
    expect(text).toContain('=1+1 (\\) […] long long');
  });
});
