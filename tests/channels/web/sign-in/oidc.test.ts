import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { issueMagicLink } from '../../../../functions/use-cases/magic-links.ts';
import { joinEducation } from '../../../../functions/use-cases/people.ts';
import { crochepierre, durand, inspector, jeanMoulin } from '../../../shared/examples.ts';
import {
  type LocalProvider,
  rightsNobodyMayClaim,
  startProvider,
} from '../../../shared/identity-provider.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { type Browser, openBrowser } from '../browser.ts';
import { openProviderBrowser } from './at-provider.ts';
import { collegePage, type Visit, visitProvider } from './visit-provider.ts';

const authorizationCookie = '__Host-trajet';

let provider: LocalProvider;
let visit: Visit;
let environment: TestEnvironment;
let browser: Browser;

beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.stop());
beforeEach(async () => {
  visit = await visitProvider(provider);
  ({ environment, browser } = visit);
});

describe('signing in at an identity provider', () => {
  test('is offered on each page that asks for a mail', async () => {
    for (const path of ['/', '/connexion']) {
      const { html, text } = await browser.get(path);
      expect(text).toContain('S’identifier avec ProConnect');
      expect(html).toContain('href="/connexion/oidc"');
    }
    expect((await browser.get('/connexion?suite=/education')).html).toContain(
      'href="/connexion/oidc?suite=%2Feducation"',
    );
  });

  test('is described on the page about personal data', async () => {
    expect((await browser.get('/donnees-personnelles')).text).toContain(
      'Si vous vous identifiez avec ProConnect',
    );
  });

  test('does not exist without the settings for it', async () => {
    const plain = openBrowser(await createTestEnvironment());
    for (const path of ['/', '/connexion', '/donnees-personnelles']) {
      expect((await plain.get(path)).html).not.toMatch(/oidc|identifie[rz] avec/);
    }
    for (const path of ['', '/retour', '/sortie']) {
      expect((await plain.get(`/connexion/oidc${path}`)).status).toBe(404);
    }
  });

  test('opens the same session as a code, and leads to the requested page', async () => {
    const shown = await visit.signInThere(`/connexion/oidc?suite=${collegePage}`);
    expect(shown).toMatchObject({ status: 303, location: collegePage });
    expect((await browser.get(collegePage)).text).toContain('Collège André Crochepierre');
    environment.setClock('2026-01-14T20:12:00.000Z');
    expect(await visit.isSignedIn()).toBe(false);
  });

  test('sends the provider only the parameters that ProConnect knows', async () => {
    const parameters = new URL((await browser.get('/connexion/oidc')).location ?? '').searchParams;
    expect([...parameters.keys()].toSorted()).toEqual(
      'client_id code_challenge code_challenge_method nonce redirect_uri response_type scope state'.split(
        ' ',
      ),
    );
    expect(parameters.get('scope')).toBe('openid email');
    expect(parameters.get('redirect_uri')).toBe(
      'https://casiers.example.org/connexion/oidc/retour',
    );
    for (const name of ['state', 'nonce']) {
      expect(parameters.get(name)?.length).toBeGreaterThanOrEqual(32);
    }
  });

  test('keeps its state for ten minutes in a cookie that scripts and other sites cannot read', async () => {
    const { headers, location } = await browser.get('/connexion/oidc');
    const cookie =
      headers.getSetCookie().find((each) => each.startsWith(authorizationCookie)) ?? '';
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/', 'Max-Age=600']) {
      expect(cookie).toContain(part);
    }
    expect(cookie).not.toContain(new URL(location ?? '').searchParams.get('nonce'));
  });

  test('discovers the provider once for all visitors', async () => {
    const before = provider.asked.length;
    await visit.signInThere();
    await openBrowser(environment).get('/connexion/oidc');
    const paths = provider.asked.slice(before).map(({ pathname }) => pathname);
    expect(paths.filter((path) => path.startsWith('/.well-known'))).toHaveLength(1);
  });

  test.each(['//ailleurs.example.org', 'https://ailleurs.example.org', '/\\ailleurs.example.org'])(
    'never leads to another site (%s)',
    async (suite) => {
      const shown = await visit.signInThere(`/connexion/oidc?suite=${encodeURIComponent(suite)}`);
      expect(shown.location).toBe('/');
    },
  );
});

test('a path too long for a cookie is dropped, and signing in goes on', async () => {
  const shown = await visit.signInThere(`/connexion/oidc?suite=/${'%C3%A9'.repeat(2000)}`);
  expect(shown).toMatchObject({ status: 303, location: '/' });
});

describe('the claims of a provider', () => {
  test('identify a person by their mail, in any case', async () => {
    provider.play({ user: durand.mail.toUpperCase() });
    await visit.signInThere();
    expect(await visit.isSignedIn()).toBe(true);
  });

  test('give no rights, which come from the stored person', async () => {
    const claims = {
      roles: ['education', 'agent_public_etat'],
      education: true,
      memberOf: [jeanMoulin.uai],
      mailboxOf: [crochepierre.uai],
      siret: '22470001300019',
    };
    expect(Object.keys(claims)).toEqual(rightsNobodyMayClaim);
    provider.play({ user: durand.mail, claims });
    await visit.signInThere();
    expect(await visit.isSignedIn()).toBe(true);
    expect((await browser.get('/education')).status).toBe(404);
    expect((await browser.get(`/colleges/${jeanMoulin.uai}`)).status).toBe(404);
    expect((await browser.get(`${collegePage}/agents`)).status).toBe(404);
    const { name, memberOf, mailboxOf } = durand;
    const stored = await environment.persons.find(durand.mail);
    expect(stored).toMatchObject({ name, memberOf, mailboxOf });
    expect(stored?.education).toBeUndefined();
  });

  test('open no session for an unknown person, who reads how to become a member', async () => {
    const claims = { memberOf: [crochepierre.uai], education: true };
    provider.play({ user: 'inconnue@ailleurs.example.org', claims });
    const shown = await visit.signInThere();
    expect(shown.status).toBe(403);
    expect(shown.text).toContain('inconnue@ailleurs.example.org');
    expect(shown.text).toContain('sa boîte officielle peut vous rattacher');
    expect(browser.cookies()).not.toHaveProperty('__Host-session');
    expect(await environment.persons.find('inconnue@ailleurs.example.org')).toBeUndefined();
    expect(environment.errors).toEqual([]);
  });

  test('let a person with the wrong account sign out there and use another', async () => {
    provider.play({ user: 'inconnue@ailleurs.example.org' });
    const shown = await visit.signInThere();
    const exit = shown.linkTo('Changer de compte ProConnect');
    expect(await visit.there.visit(exit ?? '')).toMatch(/^\/connexion\/oidc\/sortie\?state=/);
    provider.play({ user: durand.mail });
    await visit.signInThere();
    expect(await visit.isSignedIn()).toBe(true);
  });

  test('are refused when the provider has not verified the mail', async () => {
    provider.play({ user: durand.mail, claims: { email_verified: false } });
    expect((await visit.signInThere()).status).toBe(403);
    expect(await visit.isSignedIn()).toBe(false);
  });

  test.each([
    ['missing', undefined],
    ['a list', [durand.mail]],
    ['two mails', `${durand.mail},autre@ailleurs.example.org`],
  ])('are refused when the mail is %s', async (_, email) => {
    provider.play({ user: 'sub', claims: { email } });
    expect((await visit.signInThere()).status).not.toBe(303);
    expect(browser.cookies()).not.toHaveProperty('__Host-session');
  });

  test('do not match a mail that equals a known one only in lower case', async () => {
    const kim = { ...durand, mail: 'kim@colleges.example.org' };
    await environment.persons.save(kim);
    provider.play({ user: 'sub', claims: { email: kim.mail.replace('k', '\u212a') } });
    expect((await visit.signInThere()).status).toBe(502);
    expect(await visit.isSignedIn()).toBe(false);
  });
});

describe('an account at the provider', () => {
  const { mail } = durand;

  test('needs a mail that the provider says it verified, unless the settings say that it has no others', async () => {
    const strict = await visitProvider(provider, { oidc: { verifiedMailsOnly: false } });
    for (const [claims, isIn] of [
      [{}, false],
      [{ email_verified: false }, false],
      [{ email_verified: true }, true],
    ] as const) {
      provider.play({ user: mail, claims });
      await strict.signInThere();
      expect(await strict.isSignedIn()).toBe(isIn);
    }
    provider.play({ user: mail, claims: { email_verified: false } });
    await visit.signInThere();
    expect(await visit.isSignedIn()).toBe(false);
  });

  test('is remembered, and finds its person although its mail has changed', async () => {
    provider.play({ user: 'sub-1', claims: { email: mail } });
    await visit.signInThere();
    await browser.post('/deconnexion', {});
    provider.play({ user: 'sub-1', claims: { email: 'claire.martin@colleges.example.org' } });
    await visitProviderAgain();
    expect(await visit.isSignedIn()).toBe(true);
    const person = await environment.persons.find(mail);
    expect(person?.journal.map(({ what }) => what)).toEqual(['provider-account-linked']);
    expect(JSON.stringify(person)).not.toContain('sub-1');
  });

  test('is not another account to which the provider gave the same mail', async () => {
    provider.play({ user: 'sub-1', claims: { email: mail } });
    await visit.signInThere();
    const successor = await visitProviderInNewBrowser('sub-2');
    expect(successor.page.status).toBe(403);
    expect(successor.page.text).toContain('liée à un autre compte');
    expect(await visit.isSignedIn(successor.browser)).toBe(false);
  });

  test('is forgotten once its person closes all sessions', async () => {
    provider.play({ user: 'sub-1', claims: { email: mail } });
    await visit.signInThere();
    await browser.post('/mon-compte/sessions', {});
    environment.setClock('2026-01-14T08:13:00.000Z');
    const successor = await visitProviderInNewBrowser('sub-2');
    expect(await visit.isSignedIn(successor.browser)).toBe(true);
  });

  /** The provider keeps its session in a browser of its own. */
  async function visitProviderAgain() {
    const there = openProviderBrowser();
    return browser.get(await there.visit((await browser.get('/connexion/oidc')).location));
  }

  async function visitProviderInNewBrowser(user: string) {
    provider.play({ user, claims: { email: mail } });
    const other = openBrowser(environment);
    const there = openProviderBrowser();
    const back = await there.visit((await other.get('/connexion/oidc')).location);
    return { browser: other, page: await other.get(back) };
  }
});

describe('officers of the service Éducation, where the provider is required', () => {
  async function officerVisit() {
    const strict = await visitProvider(provider, { oidc: { requiredForEducation: true } });
    const status = async (who = strict.browser) => (await who.get('/education')).status;
    return { ...strict, status };
  }

  test('enter with the provider, and not with a code', async () => {
    const { environment: world, browser: officer, signInThere, status } = await officerVisit();
    const page = await officer.signIn(inspector);
    expect(page.status).toBe(403);
    expect(page.linkTo('S’identifier avec ProConnect')).toBe('/connexion/oidc');
    expect(officer.cookies()).not.toHaveProperty('__Host-session');
    expect(world.security.map(({ action, why }) => [action, why])).toEqual([
      ['sign-in-refused', 'provider-required'],
    ]);
    provider.play({ user: inspector.mail });
    await signInThere();
    expect(await status()).toBe(200);
  });

  test('do not enter with a link from a chat', async () => {
    const { environment: world, browser: officer, status } = await officerVisit();
    const link = `/lien/${await issueMagicLink(world, inspector, '/education')}`;
    expect((await officer.post(link, {})).text).toContain('Une autre connexion est demandée');
    expect(await status()).toBe(303);
  });

  test('keep no session that a code opened before they were officers', async () => {
    const { environment: world, browser: officer, isSignedIn } = await officerVisit();
    await officer.signIn(durand);
    expect(await isSignedIn()).toBe(true);
    const command = { mail: durand.mail, by: inspector, idempotencyKey: 'promoted' };
    await joinEducation(world, command, durand.name);
    expect(await isSignedIn()).toBe(false);
  });

  test('enter by code where the setting does not say so', async () => {
    await browser.signIn(inspector);
    expect((await browser.get('/education')).status).toBe(200);
  });
});
