import { beforeEach, describe, expect, test } from 'vitest';
import { chaumie, crochepierre, durand, inspector, mailbox } from '../../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { type Browser, openBrowser } from '../browser.ts';

let environment: TestEnvironment;
let browser: Browser;
const path = `/colleges/${crochepierre.uai}/agents`;
const newcomer = { name: 'Inès Garcia', mail: 'Ines.Garcia@colleges.example.org' };

beforeEach(async () => {
  environment = await createTestEnvironment();
  browser = openBrowser(environment);
});

describe('the official mailbox of a collège', () => {
  test('binds a colleague, who may then speak for it', async () => {
    await browser.signIn(mailbox);
    expect(await browser.post(path, newcomer)).toMatchObject({ status: 303, location: path });
    expect((await browser.get(path)).text).toContain('Inès Garcia');
    const colleague = openBrowser(environment);
    await colleague.signIn({ mail: newcomer.mail });
    expect((await colleague.get(`/colleges/${crochepierre.uai}`)).status).toBe(200);
  });

  test('binds nobody twice', async () => {
    await browser.signIn(mailbox);
    await browser.post(path, newcomer);
    await browser.post(path, newcomer);
    const person = await environment.persons.find(newcomer.mail.toLowerCase());
    expect(person?.journal.map(({ what }) => what)).toEqual(['member-added']);
  });

  test('lets go of whoever left', async () => {
    await browser.signIn(mailbox);
    await browser.post(`${path}/retrait`, { mail: durand.mail });
    expect((await environment.persons.find(durand.mail))?.memberOf).toEqual([]);
  });

  test('cannot lock itself out', async () => {
    await browser.signIn(mailbox);
    const refused = await browser.post(`${path}/retrait`, { mail: mailbox.mail });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('La boîte officielle reste rattachée');
  });

  test('has no say in another collège', async () => {
    await browser.signIn(mailbox);
    const other = `/colleges/${chaumie.uai}/agents`;
    expect((await browser.get(other)).status).toBe(404);
    expect((await browser.post(other, newcomer)).status).toBe(404);
  });

  test('is told what is missing, and keeps the rest', async () => {
    await browser.signIn(mailbox);
    const shown = await browser.post(path, { name: 'Inès Garcia', mail: 'ines' });
    expect(shown.status).toBe(422);
    expect(shown.valueOf('name')).toBe('Inès Garcia');
    expect(shown.errorOf('mail')).toContain('adresse complète');
  });
});

test('a colleague sees nobody and binds nobody', async () => {
  await browser.signIn(durand);
  expect((await browser.get(path)).status).toBe(404);
  expect((await browser.post(path, newcomer)).status).toBe(404);
});

describe('the official mailbox', () => {
  const next = 'college.crochepierre@colleges.example.org';

  test('is changed by the service Éducation: the new one takes over, the old one has no say', async () => {
    const old = openBrowser(environment);
    await old.signIn(mailbox);
    await browser.signIn(inspector);
    const changed = await browser.post(`${path}/boite`, { mailbox: next.toUpperCase() });
    expect(changed).toMatchObject({ status: 303, location: path });
    const { uai } = crochepierre;
    expect(await environment.persons.find(next)).toMatchObject({
      name: 'Collège André Crochepierre',
      memberOf: [uai],
      mailboxOf: [uai],
    });
    expect(await environment.persons.find(mailbox.mail)).toMatchObject({
      memberOf: [],
      mailboxOf: [],
    });
    expect((await old.get(path)).status).toBe(404);
    expect((await environment.persons.find(durand.mail))?.memberOf).toEqual([uai]);
    const official = openBrowser(environment);
    await official.signIn({ mail: next });
    expect((await official.get(path)).text).toContain(next);
  });

  test('changed twice, or into itself, is changed once', async () => {
    await browser.signIn(inspector);
    await browser.post(`${path}/boite`, { mailbox: mailbox.mail });
    expect((await environment.persons.find(mailbox.mail))?.version).toBe(1);
    await browser.post(`${path}/boite`, { mailbox: next });
    await browser.post(`${path}/boite`, { mailbox: next });
    expect((await environment.persons.find(next))?.version).toBe(1);
    expect((await environment.persons.find(mailbox.mail))?.version).toBe(2);
  });

  test('is finished when it was changed by half', async () => {
    const half = {
      ...durand,
      version: 1,
      mailboxOf: [crochepierre.uai],
      lastIdempotencyKey: 'half',
    };
    await environment.persons.save(half);
    await browser.signIn(inspector);
    await browser.post(`${path}/boite`, { mailbox: durand.mail });
    const official = (await environment.persons.list()).filter(
      ({ mailboxOf }) => mailboxOf.length > 0,
    );
    expect(official.map(({ mail }) => mail)).toEqual([durand.mail]);
  });

  test('changes itself no more than colleagues do', async () => {
    for (const person of [mailbox, durand]) {
      await browser.signIn(person);
      expect((await browser.get(path)).html).not.toContain(`${path}/boite`);
      for (const input of [next, 'rien']) {
        expect((await browser.post(`${path}/boite`, { mailbox: input })).status).toBe(404);
      }
    }
    expect(await environment.persons.find(next)).toBeUndefined();
  });

  test('is asked for again where it can be none, beside the other form', async () => {
    await browser.signIn(inspector);
    const shown = await browser.post(`${path}/boite`, { mailbox: 'rien' });
    expect(shown.status).toBe(422);
    expect(shown.errorOf('mailbox')).toContain('adresse complète');
    expect(shown.errorOf('mail')).toBe('');
  });
});

test('the service Éducation manages every collège', async () => {
  await browser.signIn(inspector);
  const other = `/colleges/${chaumie.uai}/agents`;
  expect(await browser.post(other, newcomer)).toMatchObject({ status: 303 });
  expect((await browser.get(other)).text).toContain('Inès Garcia');
});
