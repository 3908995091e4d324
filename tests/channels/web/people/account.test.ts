import { beforeEach, expect, test } from 'vitest';
import { reportDamage } from '../../../../functions/use-cases/damages.ts';
import { fileDeclaration } from '../../../../functions/use-cases/declarations.ts';
import {
  crochepierre,
  damage,
  durand,
  inspector,
  jeanMoulin,
  mailbox,
  needs,
  petit,
} from '../../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { type Browser, openBrowser } from '../browser.ts';

let environment: TestEnvironment;
let browser: Browser;

beforeEach(async () => {
  environment = await createTestEnvironment();
  browser = openBrowser(environment);
});

test('each person has a page of their own, and every page links to it', async () => {
  for (const person of [durand, mailbox, inspector]) {
    await browser.signIn(person);
    expect((await browser.get('/')).html).toContain('href="/mon-compte"');
    const page = await browser.get('/mon-compte');
    expect(page.status).toBe(200);
    for (const text of [person.name, person.mail]) expect(page.text).toContain(text);
  }
  expect((await openBrowser(environment).get('/mon-compte')).status).toBe(303);
});

test('a person downloads their data: who they are and what they did', async () => {
  const act = { uai: crochepierre.uai, channel: 'web', idempotencyKey: 'a' } as const;
  const filing = {
    kind: 'needs',
    needs: { ...needs, contactMail: 'Claire.Durand@colleges.example.org' },
  } as const;
  await fileDeclaration(
    environment,
    { ...act, campaignId: '2026', by: durand, expectedVersion: 0 },
    filing,
  );
  await reportDamage(environment, { ...act, by: durand }, damage);
  // A namesake, in another collège.
  const namesake = { ...petit, name: durand.name };
  const ofNamesake = {
    ...act,
    uai: jeanMoulin.uai,
    campaignId: '2026',
    by: namesake,
    expectedVersion: 0,
  };
  await fileDeclaration(environment, ofNamesake, filing);

  const account = { channel: 'slack', name: 'Claire D.', trusted: true, version: 0 } as const;
  const knownAt = '2026-01-14T08:12:00.000Z';
  await environment.chatUsers.save({ ...account, account: 'T1/U1', mail: durand.mail, knownAt });
  await environment.chatUsers.save({ ...account, account: 'T1/U2', mail: petit.mail, knownAt });

  await browser.signIn(durand);
  const answer = await browser.get('/mon-compte/donnees.json');
  expect(answer.headers.get('Content-Type')).toBe('application/json; charset=utf-8');
  expect(answer.headers.get('Content-Disposition')).toContain('mes-donnees-casiers.json');
  expect(answer.headers.get('Cache-Control')).toBe('no-store');
  const data: Record<string, string | string[]> = JSON.parse(answer.html);
  expect(data).toMatchObject({
    Nom: 'Claire Durand',
    'Adresse électronique': durand.mail,
    Collèges: ['0470678G Collège André Crochepierre, Villeneuve-sur-Lot'],
    'Ce que vous avez fait': [
      expect.stringContaining('2026-0470678G, 14 janvier 2026 à 9 h 12'),
      expect.stringContaining('dégât signalé par Claire Durand'),
    ],
    'Suivi par courriel à votre adresse': ['2026-0470678G', expect.stringMatching(/^D-0470678G-/)],
    'Déclarations où votre adresse est celle à joindre': ['2026-0470678G'],
    'Vos comptes dans les messageries': [
      'Slack, T1/U1, Claire D., connu le 14 janvier 2026 à 9 h 12',
    ],
  });
  expect(answer.html).not.toContain(jeanMoulin.uai);
});

test('a person closes all their sessions, including the current one', async () => {
  const lost = openBrowser(environment);
  await lost.signIn(durand);
  await browser.signIn(durand);
  environment.setClock('2026-01-14T08:31:00.000Z');
  expect(await browser.post('/mon-compte/sessions', {})).toMatchObject({
    status: 303,
    location: '/',
  });
  for (const each of [lost, browser]) {
    expect((await each.get('/mon-compte')).status).toBe(303);
  }
  await browser.signIn(durand);
  expect((await browser.get('/mon-compte')).text).toContain('sessions fermées, par Claire Durand');
});
