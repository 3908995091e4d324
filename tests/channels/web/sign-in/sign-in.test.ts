import { beforeEach, describe, expect, test } from 'vitest';
import { declarationForm } from '../../../../functions/content/declarations/forms.ts';
import { answersOf } from '../../../../functions/content/model/form.ts';
import { codeLimits } from '../../../../functions/domain/people/sign-in.ts';
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
const another = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('signing in', () => {
  test('takes the code that was mailed, typed with or without spaces', async () => {
    await browser.post('/connexion', { mail: ` ${durand.mail.toUpperCase()} ` });
    const code = await browser.code();
    const input = `${code.slice(0, 3)} ${code.slice(3)}`;
    expect(await browser.post('/connexion/code', { code: input })).toMatchObject({ status: 303 });
    expect((await browser.get(collegePage)).text).toContain('Collège André Crochepierre');
  });

  test('says the same to a stranger, word for word', async () => {
    const known = await browser.post('/connexion', { mail: durand.mail });
    const unlinkedUser = openBrowser(environment);
    const unknown = await unlinkedUser.post('/connexion', {
      mail: 'personne@ailleurs.example.org',
    });
    expect(unknown.status).toBe(known.status);
    expect(unknown.location).toBe(known.location);
    expect((await unlinkedUser.get('/connexion/code')).html).toBe(
      (await browser.get('/connexion/code')).html,
    );
    // Even the right code opens nothing: nobody is behind that mailbox.
    expect(
      (await unlinkedUser.post('/connexion/code', { code: await unlinkedUser.code() })).status,
    ).toBe(422);
  });

  test('wants a mailbox that can be one', async () => {
    const shown = await browser.post('/connexion', { mail: 'claire' });
    expect(shown.status).toBe(422);
    expect(shown.errorOf('mail')).toContain('adresse complète');
    expect(shown.valueOf('mail')).toBe('claire');
  });

  test('a slip of the hand costs no try', async () => {
    await browser.post('/connexion', { mail: durand.mail });
    for (let slip = 0; slip < 10; slip += 1) {
      const shown = await browser.post('/connexion/code', { code: '12' });
      expect(shown.errorOf('code')).toContain('6 chiffres');
    }
    expect((await browser.post('/connexion/code', { code: await browser.code() })).status).toBe(
      303,
    );
  });

  test('five wrong codes close the challenge, and the right one comes too late', async () => {
    await browser.post('/connexion', { mail: durand.mail });
    const code = await browser.code();
    for (let guess = 0; guess < 5; guess += 1) {
      expect((await browser.post('/connexion/code', { code: another(code) })).status).toBe(422);
    }
    const shown = await browser.post('/connexion/code', { code });
    expect(shown.errorOf('code')).toContain('ne peut plus servir');
  });

  test('a hundred guesses sent at once are no more than five', async () => {
    await browser.post('/connexion', { mail: durand.mail });
    const code = await browser.code();
    await Promise.all(
      Array.from({ length: 100 }, () => browser.post('/connexion/code', { code: another(code) })),
    );
    const challenge = await environment.signIns.findChallenge(
      browser.cookies()['__Host-demande'] ?? '',
    );
    expect(challenge?.triesLeft).toBeGreaterThanOrEqual(0);
    expect(5 - (challenge?.triesLeft ?? 0)).toBe((challenge?.version ?? 0) - 1);
  });

  test('a code serves once', async () => {
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

  test('a code is of no use in another browser', async () => {
    await browser.post('/connexion', { mail: durand.mail });
    const code = await browser.code();
    const thief = openBrowser(environment);
    expect((await thief.post('/connexion/code', { code })).status).toBe(422);
    await thief.post('/connexion', { mail: durand.mail });
    expect((await thief.post('/connexion/code', { code })).status).toBe(422);
  });

  test('a code lives ten minutes', async () => {
    await browser.post('/connexion', { mail: durand.mail });
    const code = await browser.code();
    environment.setClock('2026-01-14T08:22:00.000Z');
    expect((await browser.post('/connexion/code', { code })).errorOf('code')).toContain(
      'plus servir',
    );
  });

  test('nobody can flood a mailbox with codes', async () => {
    const statuses: number[] = [];
    for (let intent = 0; intent <= codeLimits.perMail.hits; intent += 1) {
      statuses.push((await browser.post('/connexion', { mail: durand.mail })).status);
    }
    expect(statuses.slice(0, -1).every((status) => status === 303)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    expect((await browser.post('/connexion', { mail: petit.mail })).status).toBe(303);
    environment.setClock('2026-01-14T09:30:00.000Z');
    expect((await browser.post('/connexion', { mail: durand.mail })).status).toBe(303);
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
  test('is kept where no script and no other site can reach it', async () => {
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

  test('ends when they sign out, wherever its cookie was copied to', async () => {
    await browser.signIn(durand);
    const copied = browser.cookies()['__Host-session'] ?? '';
    await browser.post('/deconnexion', {});
    const thief = openBrowser(environment);
    thief.setCookie('__Host-session', copied);
    expect((await thief.get(collegePage)).status).toBe(303);
  });

  test.each(['', 'x', 'a'.repeat(5000), '../../etc/passwd'])(
    'that was tampered with is nobody’s (%.10s)',
    async (token) => {
      browser.setCookie('__Host-session', token);
      expect((await browser.get(collegePage)).status).toBe(303);
    },
  );

  test('that ends while somebody types keeps what they typed, to be sent again', async () => {
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

  test('loses a collège the moment its person is unbound', async () => {
    await browser.signIn(petit);
    const official = openBrowser(environment);
    await official.signIn(mailbox);
    await official.post(`${collegePage}/agents/retrait`, { mail: petit.mail });
    expect((await browser.get(collegePage)).status).toBe(404);
  });
});
