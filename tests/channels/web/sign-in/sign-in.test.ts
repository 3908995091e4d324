import { beforeEach, describe, expect, test } from 'vitest';
import { declarationForm } from '../../../../functions/content/declarations/forms.ts';
import { answersOf } from '../../../../functions/content/model/form.ts';
import { crochepierre, durand, mailbox, needs, petit } from '../../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { type Browser, openBrowser } from '../browser.ts';

let environment: TestEnvironment;
let browser: Browser;

beforeEach(async () => {
  environment = await createTestEnvironment();
  browser = openBrowser(environment);
});

const collegePage = `/colleges/${crochepierre.uai}`;
const wrongCodeFor = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('signing in', () => {
  test('accepts the mailed code, typed with or without spaces', async () => {
    await browser.post('/connexion', { mail: ` ${durand.mail.toUpperCase()} ` });
    const code = await browser.code();
    const input = `${code.slice(0, 3)} ${code.slice(3)}`;
    expect(await browser.post('/connexion/code', { code: input })).toMatchObject({ status: 303 });
    expect((await browser.get(collegePage)).text).toContain('Collège André Crochepierre');
  });

  test('gives the same answers for an unknown mailbox, so that mailboxes cannot be probed', async () => {
    const known = await browser.post('/connexion', { mail: durand.mail });
    const visitor = openBrowser(environment);
    const unknown = await visitor.post('/connexion', {
      mail: 'personne@ailleurs.example.org',
    });
    expect(unknown.status).toBe(known.status);
    expect(unknown.location).toBe(known.location);
    expect((await visitor.get('/connexion/code')).html).toBe(
      (await browser.get('/connexion/code')).html,
    );
    // Even the right code opens no session, because the mailbox is no known person's.
    expect((await visitor.post('/connexion/code', { code: await visitor.code() })).status).toBe(
      422,
    );
  });

  test('refuses an invalid mailbox and shows it again', async () => {
    const shown = await browser.post('/connexion', { mail: 'claire' });
    expect(shown.status).toBe(422);
    expect(shown.errorOf('mail')).toContain('adresse complète');
    expect(shown.valueOf('mail')).toBe('claire');
  });

  test('takes no try for an input that is no code', async () => {
    await browser.post('/connexion', { mail: durand.mail });
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const shown = await browser.post('/connexion/code', { code: '12' });
      expect(shown.errorOf('code')).toContain('6 chiffres');
    }
    expect((await browser.post('/connexion/code', { code: await browser.code() })).status).toBe(
      303,
    );
  });

  test('closes the challenge after five wrong codes, even for the right one', async () => {
    await browser.post('/connexion', { mail: durand.mail });
    const code = await browser.code();
    for (let guess = 0; guess < 5; guess += 1) {
      expect((await browser.post('/connexion/code', { code: wrongCodeFor(code) })).status).toBe(
        422,
      );
    }
    const shown = await browser.post('/connexion/code', { code });
    expect(shown.errorOf('code')).toContain('ne peut plus servir');
  });

  test('allows five tries even for a hundred simultaneous guesses', async () => {
    await browser.post('/connexion', { mail: durand.mail });
    const code = await browser.code();
    await Promise.all(
      Array.from({ length: 100 }, () =>
        browser.post('/connexion/code', { code: wrongCodeFor(code) }),
      ),
    );
    const challenge = await environment.signIns.findChallenge(
      browser.cookies()['__Host-demande'] ?? '',
    );
    const round = await environment.signIns.findRound(challenge?.roundId ?? '');
    expect(round?.triesLeft).toBeGreaterThanOrEqual(0);
    expect(5 - (round?.triesLeft ?? 0)).toBe((round?.version ?? 0) - 1);
  });

  test('accepts a code once', async () => {
    await browser.post('/connexion', { mail: durand.mail });
    const challenge = browser.cookies()['__Host-demande'] ?? '';
    const code = await browser.code();
    await browser.post('/connexion/code', { code });
    const thief = openBrowser(environment);
    thief.setCookie('__Host-demande', challenge);
    expect((await thief.post('/connexion/code', { code })).errorOf('code')).toContain(
      'plus servir',
    );
  });

  test('accepts a code only from the browser that requested it', async () => {
    await browser.post('/connexion', { mail: durand.mail });
    const code = await browser.code();
    const thief = openBrowser(environment);
    expect((await thief.post('/connexion/code', { code })).status).toBe(422);
    await thief.post('/connexion', { mail: durand.mail });
    expect((await thief.post('/connexion/code', { code })).status).toBe(422);
  });

  test('refuses a code after ten minutes', async () => {
    await browser.post('/connexion', { mail: durand.mail });
    const code = await browser.code();
    environment.setClock('2026-01-14T08:22:00.000Z');
    expect((await browser.post('/connexion/code', { code })).errorOf('code')).toContain(
      'plus servir',
    );
  });

  test.each(['//ailleurs.example.org', 'https://ailleurs.example.org', '/\\ailleurs.example.org'])(
    'never leads to another site (%s)',
    async (suite) => {
      await browser.post('/connexion', { mail: durand.mail });
      const code = await browser.code();
      const path = `/connexion/code?suite=${encodeURIComponent(suite)}`;
      expect((await browser.post(path, { code })).location).toBe('/');
    },
  );
});

describe('a session', () => {
  test('is kept in a cookie that scripts and other sites cannot read', async () => {
    await browser.post('/connexion', { mail: durand.mail });
    const { headers } = await browser.post('/connexion/code', { code: await browser.code() });
    const cookie = headers.getSetCookie().find((each) => each.startsWith('__Host-session=')) ?? '';
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/', 'Max-Age=43200']) {
      expect(cookie).toContain(part);
    }
    expect(cookie).not.toContain('Domain');
  });

  test('ends after twelve hours', async () => {
    await browser.signIn(durand);
    environment.setClock('2026-01-14T20:11:00.000Z');
    expect((await browser.get(collegePage)).status).toBe(200);
    environment.setClock('2026-01-14T20:12:00.000Z');
    expect((await browser.get(collegePage)).status).toBe(303);
  });

  test('ends at sign-out, even for a copy of its cookie', async () => {
    await browser.signIn(durand);
    const copied = browser.cookies()['__Host-session'] ?? '';
    await browser.post('/deconnexion', {});
    const thief = openBrowser(environment);
    thief.setCookie('__Host-session', copied);
    expect((await thief.get(collegePage)).status).toBe(303);
  });

  test.each(['', 'x', 'a'.repeat(5000), '../../etc/passwd'])(
    'is not opened by an invalid token (%.10s)',
    async (token) => {
      browser.setCookie('__Host-session', token);
      expect((await browser.get(collegePage)).status).toBe(303);
    },
  );

  test('keeps the answers of a form that is sent after it ended, to be sent again', async () => {
    await browser.signIn(durand);
    const path = `/declarations/2026-${crochepierre.uai}/formulaire`;
    const { hidden } = await browser.get(path);
    await browser.post('/deconnexion', {});
    const answers = answersOf(declarationForm, { ...needs });
    const kept = await browser.post(path, { ...hidden, ...answers });
    expect(kept.status).toBe(401);
    await browser.signIn(durand);
    expect((await browser.post(path, kept.fields)).status).toBe(303);
    expect((await environment.declarations.find(crochepierre.uai, '2026'))?.filing).toEqual({
      kind: 'needs',
      needs,
    });
  });

  test('loses a collège as soon as its person is no longer a member', async () => {
    await browser.signIn(petit);
    const official = openBrowser(environment);
    await official.signIn(mailbox);
    await official.post(`${collegePage}/agents/retrait`, { mail: petit.mail });
    expect((await browser.get(collegePage)).status).toBe(404);
  });
});
