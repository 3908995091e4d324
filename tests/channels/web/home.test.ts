import { beforeEach, describe, expect, test } from 'vitest';
import { durand, inspector, petit } from '../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../shared/test-environment.ts';
import { type Browser, openBrowser } from './browser.ts';

let environment: TestEnvironment;
let browser: Browser;

beforeEach(async () => {
  environment = await createTestEnvironment();
  browser = openBrowser(environment);
});

describe('the first page', () => {
  test('asks a visitor for their mailbox, and shows the campaign', async () => {
    const page = await browser.get('/');
    expect(page.text).toContain('Recensement 2026 : réponses attendues jusqu’au 31 mars 2026');
    expect(page.text).toContain('Recevoir un code');
    expect(page.text).not.toContain('Crochepierre');
  });

  test('links people to their collèges', async () => {
    await browser.signIn(petit);
    const page = await browser.get('/');
    expect(page.text).toContain('Vos collèges');
    expect(page.text).toContain('Collège André Crochepierre');
    expect(page.text).toContain('Collège Jean Moulin');
    expect(page.text).not.toContain('Chaumie');
  });

  test('links the service Éducation to the campaign', async () => {
    await browser.signIn(inspector);
    expect((await browser.get('/')).html).toContain('href="/education"');
  });
});

describe('every page', () => {
  test('is private, and allows no script, no frame and no other site', async () => {
    const { headers } = await browser.get('/');
    expect(headers.get('Cache-Control')).toBe('no-store');
    const policy = headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('script-src');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  test('has a style sheet that may be kept for a year', async () => {
    const { html } = await browser.get('/');
    const path = /href="(\/style[^"]+)"/.exec(html)?.[1] ?? '';
    const style = await browser.get(path);
    expect(style.status).toBe(200);
    expect(style.headers.get('Cache-Control')).toContain('immutable');
  });

  test('that fails says so in French, and tells nothing of why', async () => {
    await environment.table.put({ pk: 'DEPARTEMENT#047', sk: 'CAMPAIGN#bad', name: 'secret' });
    const page = await browser.get('/');
    expect(page.status).toBe(500);
    expect(page.text).toContain('Le service a un problème');
    expect(page.html).not.toContain('secret');
    expect(environment.errors).toHaveLength(1);
  });

  test('of a collège wants somebody who is signed in, and comes back to it', async () => {
    const path = '/colleges/0470678G';
    const sent = await browser.get(path);
    expect(sent).toMatchObject({
      status: 303,
      location: `/connexion?suite=${encodeURIComponent(path)}`,
    });
    await browser.post('/connexion', { mail: durand.mail });
    const code = await browser.code();
    const signedIn = await browser.post(`/connexion/code?suite=${encodeURIComponent(path)}`, {
      code,
    });
    expect(signedIn.location).toBe(path);
  });
});

test('the service says that it is well', async () => {
  const response = await environment.web.request('/health');
  expect(await response.json()).toEqual({ status: 'ok' });
});
