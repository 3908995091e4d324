import { beforeEach, describe, expect, test } from 'vitest';
import { createTestEnvironment, type TestEnvironment } from '../../shared/test-environment.ts';
import { type Browser, openBrowser } from './browser.ts';

let environment: TestEnvironment;
let browser: Browser;

beforeEach(async () => {
  environment = await createTestEnvironment();
  browser = openBrowser(environment);
});

const pathIn = (html: string, file: RegExp) => file.exec(html)?.[1] ?? '';

const answers: readonly (readonly [
  string,
  number,
  () => Promise<{ headers: Headers; status: number }>,
])[] = [
  ['a page', 200, () => browser.get('/')],
  ['the legal page', 200, () => browser.get('/accessibilite')],
  [
    'the style sheet',
    200,
    async () => browser.get(pathIn((await browser.get('/')).html, /"(\/style[^"]+)"/)),
  ],
  [
    'the icon',
    200,
    async () => browser.get(pathIn((await browser.get('/')).html, /"(\/icon[^"]+)"/)),
  ],
  ['robots.txt', 200, () => browser.get('/robots.txt')],
  ['a redirect', 303, () => browser.post('/deconnexion', {})],
  ['a page not found', 404, () => browser.get('/nulle-part')],
  [
    'a form of another site',
    403,
    () => browser.post('/deconnexion', {}, { origin: 'https://ailleurs.example.org' }),
  ],
  ['a body too large', 413, () => browser.post('/connexion', { mail: 'x'.repeat(300_000) })],
  [
    'a failure',
    500,
    async () => {
      await environment.table.put({ pk: 'DEPARTEMENT#047', sk: 'CAMPAIGN#bad', name: 'secret' });
      return browser.get('/');
    },
  ],
];

describe.each(answers)('%s (%i)', (_, status, send) => {
  test('carries the security headers', async () => {
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      'referrer-policy': 'same-origin',
      'permissions-policy': expect.stringMatching(/camera=\(\).*geolocation=\(\)/),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(answer.headers.has('x-powered-by')).toBe(false);
  });

  test('is cached only when it is the same for all visitors', async () => {
    const { headers } = await send();
    const isStatic =
      /^(text\/(css|plain)|image\/)/.test(headers.get('Content-Type') ?? '') && status === 200;
    expect(headers.get('Cache-Control')).toMatch(isStatic ? /^public, max-age=/ : /^no-store$/);
  });
});

test('a page starts with a doctype and its language', async () => {
  expect((await browser.get('/')).html).toMatch(/^<!doctype html><html lang="fr">/);
});

test('search engines are asked to stay away', async () => {
  expect((await browser.get('/robots.txt')).html).toBe('User-agent: *\nDisallow: /\n');
});

test('the icon is a small SVG without script or style', async () => {
  const { html } = await browser.get('/');
  const icon = await browser.get(pathIn(html, /rel="icon" href="([^"]+)"/));
  expect(icon.headers.get('Content-Type')).toBe('image/svg+xml');
  expect(icon.html).toMatch(/^<svg [^>]*viewBox/);
  expect(icon.html).not.toMatch(/<script|style|on\w+=/);
  expect(icon.html.length).toBeLessThan(600);
});
