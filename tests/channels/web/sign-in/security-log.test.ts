import { beforeEach, describe, expect, test } from 'vitest';
import { codeLimits } from '../../../../functions/domain/people/sign-in.ts';
import { issueMagicLink } from '../../../../functions/use-cases/magic-links.ts';
import { pseudonymOf } from '../../../../functions/use-cases/security.ts';
import { chaumie, crochepierre, durand, inspector, mailbox } from '../../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { type Browser, openBrowser } from '../browser.ts';

let environment: TestEnvironment;
let browser: Browser;

beforeEach(async () => {
  environment = await createTestEnvironment();
  browser = openBrowser(environment);
});

/** The lines since the last call. */
const lines = () => environment.security.splice(0);
const who = ({ mail }: { readonly mail: string }) => pseudonymOf(environment, mail);

test('signing in and failing are one line each', async () => {
  await browser.post('/connexion', { mail: durand.mail });
  expect(lines()).toEqual([]);
  const code = await browser.code();
  const person = await who(durand);
  const wrong = code === '000000' ? '000001' : '000000';
  await browser.post('/connexion/code', { code: wrong });
  const byCode = { channel: 'web', way: 'code', person };
  expect(lines()).toEqual([{ ...byCode, action: 'sign-in-failed', why: 'wrong' }]);
  await browser.post('/connexion/code', { code });
  expect(lines()).toEqual([{ ...byCode, action: 'signed-in' }]);
  // A code that was used has no browser that waits for it.
  await browser.post('/connexion/code', { code });
  expect(lines()).toEqual([]);
});

test('a magic link that opens a session, or no more, is one line', async () => {
  const link = await issueMagicLink(environment, durand, '/');
  await browser.post(`/lien/${link}`, {});
  await openBrowser(environment).post(`/lien/${link}`, {});
  const byLink = { channel: 'web', way: 'magic-link' };
  expect(lines()).toEqual([
    { ...byLink, action: 'signed-in', person: await who(durand) },
    { ...byLink, action: 'sign-in-refused', why: 'refused' },
  ]);
});

test('a request beyond the limits names neither mailbox nor network', async () => {
  for (let count = 0; count <= codeLimits.perMailAndNetwork.hits; count += 1) {
    await browser.post('/connexion', { mail: durand.mail });
  }
  expect(lines()).toEqual([
    {
      ...{ action: 'sign-in-limited', channel: 'web', way: 'code' },
      person: await who(durand),
      network: await pseudonymOf(environment, '192.0.2.1'),
    },
  ]);
});

test('memberships and roles that change are one line each, and what changes nothing is none', async () => {
  await browser.signIn(mailbox);
  lines();
  const { uai } = crochepierre;
  const path = `/colleges/${uai}/agents`;
  const newcomer = { name: 'Inès Garcia', mail: 'ines.garcia@colleges.example.org' };
  await browser.post(path, newcomer);
  await browser.post(path, newcomer);
  const [person, by] = [await who(newcomer), await who(mailbox)];
  expect(lines()).toEqual([
    ...[{ action: 'membership-changed', channel: 'web', act: 'member-added', uai, person, by }],
  ]);
  await browser.signIn(inspector);
  lines();
  await browser.post(`${path}/boite`, { mailbox: newcomer.mail });
  expect(lines().map(({ action, act }) => [action, act])).toEqual([
    ['role-changed', 'made-mailbox'],
    ['role-changed', 'handed-over'],
  ]);
});

describe('a signed-in person', () => {
  test('who asks for what is not theirs is a line with the route, and not the path', async () => {
    await browser.signIn(durand);
    lines();
    await browser.get(`/colleges/${chaumie.uai}`);
    await browser.post(`/colleges/${crochepierre.uai}/agents`, { name: 'A', mail: 'a@b.fr' });
    const refused = { action: 'access-refused', channel: 'web', why: '404' };
    expect(lines()).toEqual([
      { ...refused, route: '/colleges/:uai', person: await who(durand) },
      { ...refused, route: '/colleges/:uai/agents', person: await who(durand) },
    ]);
  });
});

test('the log of requests has the route and the outcome of each, and no personal data', async () => {
  await browser.signIn(inspector);
  environment.accesses.splice(0);
  await browser.get(`/education/agents/${encodeURIComponent(durand.mail)}`);
  await browser.get('/nulle-part');
  await browser.post('/deconnexion', {}, { origin: 'https://ailleurs.example.org' });
  await browser.post('/deconnexion', {});
  expect(environment.accesses).toEqual([
    { method: 'GET', route: '/education/agents/:mail', status: 200 },
    { method: 'GET', route: 'none', status: 404 },
    { method: 'POST', route: '/deconnexion', status: 403 },
    { method: 'POST', route: '/deconnexion', status: 303 },
  ]);
});

test('no line holds a mailbox, a name, an address, a code or a token', async () => {
  await browser.post('/connexion', { mail: durand.mail });
  const code = await browser.code();
  await browser.post('/connexion/code', { code: '12' });
  await browser.post('/connexion/code', { code });
  await browser.get('/education');
  const text = JSON.stringify([environment.security, environment.accesses]);
  const secrets = [
    durand.mail,
    durand.name,
    '192.0.2.1',
    code,
    ...Object.values(browser.cookies()),
  ];
  for (const secret of secrets) expect(text).not.toContain(secret);
});
