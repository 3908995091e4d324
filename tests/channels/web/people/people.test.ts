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
  test('adds a colleague, who may then act for it', async () => {
    await browser.signIn(mailbox);
    expect(await browser.post(path, newcomer)).toMatchObject({ status: 303, location: path });
    expect((await browser.get(path)).text).toContain('Inès Garcia');
    const colleague = openBrowser(environment);
    await colleague.signIn({ mail: newcomer.mail });
    expect((await colleague.get(`/colleges/${crochepierre.uai}`)).status).toBe(200);
  });

  test('adds a member once, even when it is sent twice', async () => {
    await browser.signIn(mailbox);
    await browser.post(path, newcomer);
    await browser.post(path, newcomer);
    const person = await environment.persons.find(newcomer.mail.toLowerCase());
    expect(person?.journal.map(({ what }) => what)).toEqual(['member-added']);
  });

  test('removes a member', async () => {
    await browser.signIn(mailbox);
    await browser.post(`${path}/retrait`, { mail: durand.mail });
    expect((await environment.persons.find(durand.mail))?.memberOf).toEqual([]);
  });

  test('cannot remove itself', async () => {
    await browser.signIn(mailbox);
    const refused = await browser.post(`${path}/retrait`, { mail: mailbox.mail });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('La boîte officielle reste rattachée');
  });

  test('cannot add an address that cannot exist, and still removes one that was added before', async () => {
    const mail = `${'a'.repeat(70)}@colleges.example.org`;
    await browser.signIn(mailbox);
    const refused = await browser.post(path, { name: 'Inès Garcia', mail });
    expect(refused.status).toBe(422);
    expect(refused.errorOf('mail')).toContain('plus de 64 caractères avant le @');
    await environment.persons.save({ ...durand, mail, version: 0 });
    expect((await browser.post(`${path}/retrait`, { mail })).status).toBe(303);
    expect((await environment.persons.find(mail))?.memberOf).toEqual([]);
  });

  test('reads that mails to a member are refused, and so does the service Éducation', async () => {
    const mail = 'ines.garcia@colleges.example.org';
    const mailRefusedAt = '2026-01-14T08:00:00.000Z';
    await environment.persons.save({ ...durand, mail, mailRefusedAt, version: 0 });
    await browser.signIn(mailbox);
    const refused = 'Nos courriels sont refusés à cette adresse';
    expect((await browser.get(path)).text.split(refused)).toHaveLength(2);
    const service = openBrowser(environment);
    await service.signIn(inspector);
    expect((await service.get(path)).text).toContain(refused);
    const page = await service.get(`/education/agents/${encodeURIComponent(mail)}`);
    expect(page.text).toContain('Refusée depuis le 14 janvier 2026');
  });

  test('cannot manage another collège', async () => {
    await browser.signIn(mailbox);
    const other = `/colleges/${chaumie.uai}/agents`;
    expect((await browser.get(other)).status).toBe(404);
    expect((await browser.post(other, newcomer)).status).toBe(404);
  });

  test('reads which answers are wrong, and keeps the others', async () => {
    await browser.signIn(mailbox);
    const shown = await browser.post(path, { name: 'Inès Garcia', mail: 'ines' });
    expect(shown.status).toBe(422);
    expect(shown.valueOf('name')).toBe('Inès Garcia');
    expect(shown.errorOf('mail')).toContain('adresse complète');
  });
});

test('a member without the official mailbox sees no members and adds none', async () => {
  await browser.signIn(durand);
  expect((await browser.get(path)).status).toBe(404);
  expect((await browser.post(path, newcomer)).status).toBe(404);
});

describe('changing the official mailbox', () => {
  const next = 'college.crochepierre@colleges.example.org';

  test('gives its rights to the new one and takes them from the former one', async () => {
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

  test('writes nothing when it is repeated or names the same mailbox', async () => {
    await browser.signIn(inspector);
    await browser.post(`${path}/boite`, { mailbox: mailbox.mail });
    expect((await environment.persons.find(mailbox.mail))?.version).toBe(1);
    await browser.post(`${path}/boite`, { mailbox: next });
    await browser.post(`${path}/boite`, { mailbox: next });
    expect((await environment.persons.find(next))?.version).toBe(1);
    expect((await environment.persons.find(mailbox.mail))?.version).toBe(2);
  });

  test('finishes a change of which only the first half was stored', async () => {
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

  test('is refused to the official mailbox itself and to members', async () => {
    for (const person of [mailbox, durand]) {
      await browser.signIn(person);
      expect((await browser.get(path)).html).not.toContain(`${path}/boite`);
      for (const input of [next, 'rien']) {
        expect((await browser.post(`${path}/boite`, { mailbox: input })).status).toBe(404);
      }
    }
    expect(await environment.persons.find(next)).toBeUndefined();
  });

  test('shows the form again when the mailbox is invalid, and leaves the other form as it was', async () => {
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
