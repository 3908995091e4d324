import { beforeEach, describe, expect, test } from 'vitest';
import { codeLimits } from '../../../../functions/domain/people/sign-in.ts';
import { durand, inspector, petit } from '../../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { type Browser, openBrowser } from '../browser.ts';

let environment: TestEnvironment;
let browser: Browser;

beforeEach(async () => {
  environment = await createTestEnvironment();
  browser = openBrowser(environment);
});

const requestCode = async (from: Browser, mail: string = durand.mail) =>
  (await from.post('/connexion', { mail })).status;

/** Requests codes from ever new networks until the mailbox is refused, and once more. */
async function lockOut(mail: string): Promise<void> {
  let refused = 0;
  for (let host = 1; refused < 2; host += 1) {
    const attacker = openBrowser(environment, { address: `198.51.100.${host}` });
    for (let count = 0; count < codeLimits.perMailAndNetwork.hits; count += 1) {
      if ((await requestCode(attacker, mail)) === 429) refused += 1;
    }
  }
}

describe('a browser in which somebody signed in before', () => {
  test('is not locked out by others, neither by mailbox nor by network', async () => {
    await browser.signIn(durand);
    await browser.post('/deconnexion', {});
    await lockOut(durand.mail);
    for (let count = 0; count <= codeLimits.perMailAndNetwork.hits; count += 1) {
      await requestCode(openBrowser(environment));
    }
    expect(await requestCode(openBrowser(environment))).toBe(429);
    expect(await requestCode(browser)).toBe(303);
    expect(await browser.post('/connexion/code', { code: await browser.code() })).toMatchObject({
      status: 303,
    });
  });

  test('is known for each person who signed in from it, and for no other', async () => {
    await browser.signIn(durand);
    await browser.signIn(petit);
    for (const { mail } of [durand, petit, inspector]) await lockOut(mail);
    expect(await requestCode(browser, durand.mail)).toBe(303);
    expect(await requestCode(browser, petit.mail)).toBe(303);
    expect(await requestCode(browser, inspector.mail)).toBe(429);
  });

  test('has a limit of its own, which hours end', async () => {
    await browser.signIn(durand);
    const statuses: number[] = [];
    for (let count = 0; count <= codeLimits.perDevice.hits; count += 1) {
      statuses.push(await requestCode(browser));
    }
    expect(statuses.slice(0, -1).every((status) => status === 303)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    environment.setClock('2026-01-14T09:30:00.000Z');
    expect(await requestCode(browser)).toBe(303);
  });

  test('is forgotten once its person closes all sessions', async () => {
    await browser.signIn(durand);
    environment.setClock('2026-01-14T08:13:00.000Z');
    await browser.post('/mon-compte/sessions', {});
    await lockOut(durand.mail);
    expect(await requestCode(browser)).toBe(429);
  });

  test('is forgotten after 400 days', async () => {
    await browser.signIn(durand);
    environment.setClock('2027-02-18T08:12:00.000Z');
    await lockOut(durand.mail);
    expect(await requestCode(browser)).toBe(429);
  });

  test('keeps a cookie that says neither name nor mailbox, out of reach of scripts', async () => {
    const { headers } = await browser.signIn(durand);
    const cookie = headers.getSetCookie().find((each) => each.startsWith('__Host-appareil=')) ?? '';
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/', 'Max-Age=34560000']) {
      expect(cookie).toContain(part);
    }
    expect(cookie).not.toMatch(/durand|example/);
  });

  test.each(['', 'x', '|~|~~', 'a~2026-01-14T08:12:00.000Z~b', 'a|'.repeat(2000)])(
    'cannot be forged (%.20s)',
    async (value) => {
      await lockOut(durand.mail);
      browser.setCookie('__Host-appareil', encodeURIComponent(value));
      expect(await requestCode(browser)).toBe(429);
    },
  );

  test('cannot be lent to another mailbox', async () => {
    await browser.signIn(petit);
    const kept = browser.cookies()['__Host-appareil'] ?? '';
    await lockOut(durand.mail);
    const thief = openBrowser(environment);
    thief.setCookie('__Host-appareil', kept);
    expect(await requestCode(thief)).toBe(429);
  });
});

describe('a browser that is not known', () => {
  test('cannot flood a mailbox with codes from one network, and locks nobody else out', async () => {
    const statuses: number[] = [];
    for (let count = 0; count <= codeLimits.perMailAndNetwork.hits; count += 1) {
      statuses.push(await requestCode(browser));
    }
    expect(statuses.slice(0, -1).every((status) => status === 303)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    expect(await requestCode(browser, petit.mail)).toBe(303);
    const elsewhere = openBrowser(environment, { address: '203.0.113.9' });
    expect(await requestCode(elsewhere)).toBe(303);
    environment.setClock('2026-01-14T09:30:00.000Z');
    expect(await requestCode(browser)).toBe(303);
  });

  test('signs in although forty schools leave through the same address', async () => {
    for (let school = 0; school < 40; school += 1) {
      const mail = `gestion-${school}@colleges.example.org`;
      expect(await requestCode(openBrowser(environment), mail)).toBe(303);
      expect(await requestCode(openBrowser(environment), mail)).toBe(303);
    }
    expect(await requestCode(browser)).toBe(303);
  });

  test('is told what to do', async () => {
    await lockOut(durand.mail);
    const page = await browser.post('/connexion?suite=%2Fmon-compte', { mail: durand.mail });
    expect(page.status).toBe(429);
    for (const part of ['déjà connecté', 'Slack ou Teams', 'education@casiers.example.org']) {
      expect(page.text).toContain(part);
    }
    expect(page.linkTo('Saisissez-le.')).toBe('/connexion/code?suite=%2Fmon-compte');
  });
});
