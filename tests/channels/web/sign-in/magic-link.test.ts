import { describe, expect, test } from 'vitest';
import { issueMagicLink } from '../../../../functions/use-cases/magic-links.ts';
import { botUserOf, formIn } from '../../../bot/bot-users.ts';
import { crochepierre, durand, lambert } from '../../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { openBrowser } from '../browser.ts';

const path = `/colleges/${crochepierre.uai}`;
let issued = 0;

function magicLinkFor(environment: TestEnvironment, to = path, who = durand) {
  issued += 1;
  return issueMagicLink({ ...environment, newToken: () => `token-${issued}` }, who, to);
}

const openSite = async () => {
  const environment = await createTestEnvironment();
  return { environment, browser: openBrowser(environment) };
};

const isSignedIn = (browser: ReturnType<typeof openBrowser>) =>
  Object.keys(browser.cookies()).includes('__Host-session');

describe('a magic link', () => {
  test('signs in and opens the form of the chat on the site', async () => {
    const { environment, browser } = await openSite();
    const botUser = await botUserOf(environment, durand);
    const view = await environment.bot.handleIntent(botUser, { kind: 'declare' }, 'o1');
    const link = new URL(formIn(view).site?.magicLink ?? '');
    expect(link.origin).toBe('https://casiers.example.org');
    const page = await browser.get(link.pathname);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Continuer en tant que Claire Durand');
    const posted = await browser.post(link.pathname, {});
    expect(posted.status).toBe(303);
    expect(posted.location).toBe(`/declarations/2026-${crochepierre.uai}/formulaire`);
    const form = await browser.get(posted.location ?? '');
    expect(form.status).toBe(200);
  });

  test('is not used up by GET, as mail filters send it', async () => {
    const { environment, browser } = await openSite();
    const link = `/lien/${await magicLinkFor(environment)}`;
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect((await openBrowser(environment).get(link)).status).toBe(200);
    }
    expect(isSignedIn(browser)).toBe(false);
    expect((await browser.post(link, {})).location).toBe(path);
    expect(isSignedIn(browser)).toBe(true);
  });

  test('is accepted once, even from two simultaneous posts', async () => {
    const { environment } = await openSite();
    const link = `/lien/${await magicLinkFor(environment)}`;
    const pages = await Promise.all([
      openBrowser(environment).post(link, {}),
      openBrowser(environment).post(link, {}),
    ]);
    expect(pages.map(({ status }) => status).toSorted()).toEqual([303, 404]);
    const late = await openBrowser(environment).post(link, {});
    expect(late.status).toBe(404);
    expect(late.linkTo('Se connecter')).toBe('/connexion');
  });

  test('redirects a person who is signed in already', async () => {
    const { environment, browser } = await openSite();
    const link = `/lien/${await magicLinkFor(environment)}`;
    await browser.post(link, {});
    expect((await browser.get(link)).location).toBe(path);
  });

  test('expires after half an hour', async () => {
    const { environment, browser } = await openSite();
    const link = `/lien/${await magicLinkFor(environment)}`;
    environment.setClock('2026-01-14T08:41:59.000Z');
    expect((await browser.get(link)).status).toBe(200);
    environment.setClock('2026-01-14T08:42:00.000Z');
    expect((await browser.get(link)).status).toBe(404);
    expect((await browser.post(link, {})).status).toBe(404);
    expect(isSignedIn(browser)).toBe(false);
  });

  test('is refused when it was changed or signed by another secret', async () => {
    const { environment, browser } = await openSite();
    const token = await magicLinkFor(environment);
    const text = decodeURIComponent(atob(token.replaceAll('-', '+').replaceAll('_', '/')));
    const forged = btoa(encodeURIComponent(text.replace(durand.mail, lambert.mail)));
    const other = await issueMagicLink(
      {
        ...{ clock: environment.clock, newToken: () => 'x' },
        tokenSigner: {
          ...environment.tokenSigner,
          fingerprintOf: async (text) => `other ${text.length}`,
        },
      },
      durand,
      path,
    );
    for (const odd of [forged, other, 'x', '%E2%82', 'a'.repeat(5000), `${token}A`]) {
      const link = `/lien/${odd}`;
      expect((await browser.get(link)).status).toBe(404);
      expect((await browser.post(link, {})).status).toBe(404);
    }
    expect(isSignedIn(browser)).toBe(false);
  });

  test('is accepted only from a form of this site', async () => {
    const { environment, browser } = await openSite();
    const link = `/lien/${await magicLinkFor(environment)}`;
    const page = await browser.post(link, {}, { origin: 'https://elsewhere.example.com' });
    expect(page.status).toBe(403);
    expect((await browser.post(link, {})).status).toBe(303);
  });

  test.each([
    'https://elsewhere.example.com/',
    '//elsewhere.example.com',
    '/\\elsewhere.example.com',
  ])('never leads to another site: %s', async (to) => {
    const { environment, browser } = await openSite();
    const posted = await browser.post(`/lien/${await magicLinkFor(environment, to)}`, {});
    expect(posted.location).toBe('/');
  });

  test('is refused once its person closed all their sessions or was deleted', async () => {
    const { environment, browser } = await openSite();
    const [one, other] = [
      await magicLinkFor(environment),
      await magicLinkFor(environment, '/', lambert),
    ];
    const claire = await environment.persons.find(durand.mail);
    const paul = await environment.persons.find(lambert.mail);
    if (!claire || !paul) throw new Error('not stored');
    await environment.persons.save({ ...claire, signedOutAt: '2026-01-14T08:13:00.000Z' });
    await environment.persons.remove(paul);
    expect((await browser.post(`/lien/${one}`, {})).status).toBe(404);
    expect((await browser.post(`/lien/${other}`, {})).status).toBe(404);
  });
});
