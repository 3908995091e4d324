import { beforeEach, describe, expect, test } from 'vitest';
import { crochepierre } from '../../examples.ts';
import { makeWorld, type World } from '../../world.ts';
import { type Browser, openBrowser } from './browser.ts';

let world: World;
let browser: Browser;

beforeEach(async () => {
  world = await makeWorld();
  browser = openBrowser(world.web);
});

describe('finding a collège', () => {
  test.each([
    ['crochepierre', 'Collège André Crochepierre'],
    ['chaumié', 'Collège Joseph Chaumie'],
    ['CHAUMIE', 'Collège Joseph Chaumie'],
    ['47300', 'Collège André Crochepierre'],
    ['470678g', 'Collège André Crochepierre'],
  ])('%s finds %s', async (typed, name) => {
    const page = await browser.get(`/?q=${encodeURIComponent(typed)}`);
    expect(page.text).toContain('1 collège.');
    expect(page.text).toContain(name);
  });

  test.each([
    ['lycée', 'Aucun collège public ne correspond à « lycée »'],
    ['0470003F', 'la lettre de contrôle devrait être Y'],
    ['O470678G', 'Il faut sans doute lire 0470678G'],
    ['0951099D', 'aucun collège public du Département ne le porte'],
  ])('%s says why there is none', async (typed, words) => {
    const page = await browser.get(`/?q=${encodeURIComponent(typed)}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain(words);
  });

  test('an empty register says so', async () => {
    await world.departement.replaceRegister([], '2026-01-02T00:00:00.000Z');
    expect((await browser.get('/')).text).toContain('n’est pas encore chargé');
  });
});

describe('picking a collège', () => {
  test('is remembered', async () => {
    const picked = await browser.post('/mon-college', { uai: crochepierre.uai });
    expect(picked).toMatchObject({ status: 303, location: `/colleges/${crochepierre.uai}` });
    expect((await browser.get('/')).text).toContain('Ouvrir le dossier de mon collège');
  });

  test.each([
    ['0470003F', 'devrait être Y'],
    ['0470003O', 'n’est jamais employée'],
    ['12', '7 chiffres et une lettre'],
    ['0951099D', 'aucun collège public du Département'],
    ['', '7 chiffres et une lettre'],
  ])('that cannot be (%s) has its own words and keeps what was typed', async (typed, words) => {
    const shown = await browser.post('/mon-college', { uai: typed });
    expect(shown.status).toBe(422);
    expect(shown.errorOf('q')).toContain(words);
    expect(shown.valueOf('q')).toBe(typed);
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
    await world.table.put({ pk: 'DEPARTEMENT#047', sk: 'CAMPAIGN#bad', name: 'secret' });
    const page = await browser.get('/');
    expect(page.status).toBe(500);
    expect(page.text).toContain('Le service a un problème');
    expect(page.html).not.toContain('secret');
    expect(world.errors).toHaveLength(1);
  });
});

test('the service says that it is well', async () => {
  const response = await world.web.request('/health');
  expect(await response.json()).toEqual({ status: 'ok' });
});
