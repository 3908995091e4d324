import { beforeEach, describe, expect, test } from 'vitest';
import { personKey } from '../../../../functions/adapters/dynamodb/keys.ts';
import { isPersonName } from '../../../../functions/domain/people/name.ts';
import { memberLimits } from '../../../../functions/domain/people/person.ts';
import { signRefusal } from '../../../../functions/use-cases/refusal-tokens.ts';
import { recordOf } from '../../../lambdas/record-of.ts';
import { crochepierre, durand, inspector, mailbox, petit } from '../../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { type Browser, openBrowser } from '../browser.ts';

const { uai } = crochepierre;
const path = `/colleges/${uai}/agents`;
const newcomer = { name: 'Inès Garcia', mail: 'ines.garcia@colleges.example.org' };

let environment: TestEnvironment;
let official: Browser;

beforeEach(async () => {
  environment = await createTestEnvironment();
  official = openBrowser(environment);
  await official.signIn(mailbox);
});

const memberOf = async (mail: string) => (await environment.persons.find(mail))?.memberOf;

describe('a collège that adds people', () => {
  test('adds a limited number within an hour', async () => {
    const statuses: number[] = [];
    for (let count = 0; count <= memberLimits.perHour.hits; count += 1) {
      const mail = `agent-${count}@colleges.example.org`;
      statuses.push((await official.post(path, { name: 'Jean Martin', mail })).status);
    }
    expect(statuses.slice(0, -1).every((status) => status === 303)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    environment.setClock('2026-01-14T09:30:00.000Z');
    expect((await official.post(path, newcomer)).status).toBe(303);
  });

  test('adds a limited number in all', async () => {
    for (let count = 0; count < memberLimits.perCollege; count += 1) {
      const mail = `agent-${count}@colleges.example.org`;
      await environment.persons.save({ ...durand, mail, memberOf: [uai] });
    }
    const refused = await official.post(path, newcomer);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Trop de personnes rattachées');
    expect(await memberOf(newcomer.mail)).toBeUndefined();
  });

  test('adds no member of the service Éducation, which may add itself', async () => {
    const refused = await official.post(path, { name: 'Lucie Martin', mail: inspector.mail });
    expect(refused.status).toBe(409);
    expect(await memberOf(inspector.mail)).toEqual(inspector.memberOf);
    const officer = openBrowser(environment);
    await officer.signIn(inspector);
    await officer.post(path, { name: 'Lucie Martin', mail: inspector.mail });
    expect(await memberOf(inspector.mail)).toContain(uai);
  });

  test('gives a name, and neither a link nor a line of prose', async () => {
    for (const name of [
      'Cliquez sur evil.example',
      'http://evil.example',
      'Votre compte est bloqué, appelez le 01 02 03 04 05',
      'Un deux trois quatre cinq six sept huit',
    ]) {
      const shown = await official.post(path, { ...newcomer, name });
      expect(shown.status).toBe(422);
      expect(shown.errorOf('name')).toContain('un nom et un prénom');
    }
    expect(await memberOf(newcomer.mail)).toBeUndefined();
  });
});

test.each([
  ['Inès Garcia', true],
  ['Jean-Pierre d’Artagnan', true],
  ["Marie-Thérèse O'Brien", true],
  ['J.-P. Martin', true],
  ['Mme. de La Fontaine', true],
  ['Nguyễn Văn Anh', true],
  ['www.evil.example', false],
  ['evil.example', false],
  ['a@b.fr', false],
  ['Bonjour ! Cliquez', false],
  ['Jean 0612345678', false],
  ['Jean/Pierre', false],
  ['x'.repeat(81), false],
  ['', false],
])('a name: "%.40s" is %s', (text, isName) => {
  expect(isPersonName(text)).toBe(isName);
});

describe('a person who was added', () => {
  /** Adds them, and returns the link of the mail that tells them. */
  async function addAndRead(): Promise<string> {
    await official.post(path, newcomer);
    await environment.consumeStream({
      Records: [await recordOf(environment, personKey('047', newcomer.mail))],
    });
    const mail = environment.sent.find(({ to }) => to === newcomer.mail);
    expect(mail?.text).toContain(mailbox.name);
    return /https:\/\/casiers\.example\.org(\/refus\/[\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
  }

  test('is told, and refuses with one button, without signing in', async () => {
    const link = await addAndRead();
    const visitor = openBrowser(environment);
    const page = await visitor.get(link);
    expect(page.text).toContain('Refuser ce rattachement');
    // Mail filters open links: that changes nothing.
    expect(await memberOf(newcomer.mail)).toEqual([uai]);
    expect(await visitor.post(link, {})).toMatchObject({ status: 303, location: link });
    expect((await visitor.get(link)).text).toContain('Vous n’êtes pas rattaché(e)');
    expect(await memberOf(newcomer.mail)).toEqual([]);
    await visitor.post(link, {});
    const person = await environment.persons.find(newcomer.mail);
    expect(person?.journal.map(({ what }) => what)).toEqual([
      'member-added',
      'membership-declined',
    ]);
  });

  test('is not added again by the collège once they refused, but by the service Éducation', async () => {
    const link = await addAndRead();
    await openBrowser(environment).post(link, {});
    const refused = await official.post(path, newcomer);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('a refusé');
    const officer = openBrowser(environment);
    await officer.signIn(inspector);
    expect((await officer.post(path, newcomer)).status).toBe(303);
    expect(await memberOf(newcomer.mail)).toEqual([uai]);
  });

  test('is the only one whom the link concerns', async () => {
    const link = await addAndRead();
    const visitor = openBrowser(environment);
    for (const forged of [`${link}A`, '/refus/x', '/refus/%00', `/refus/${'A'.repeat(3000)}`]) {
      expect((await visitor.get(forged)).status).toBe(404);
      expect((await visitor.post(forged, {})).status).toBe(404);
    }
    // Not even a signed link ends the membership of an official mailbox.
    const addedAt = '2026-01-14T08:12:00.000Z';
    const token = await signRefusal(environment.tokenSigner, { mail: mailbox.mail, uai, addedAt });
    expect((await visitor.post(`/refus/${token}`, {})).status).toBe(404);
    expect(await memberOf(mailbox.mail)).toEqual(mailbox.memberOf);
    expect(await memberOf(newcomer.mail)).toEqual([uai]);
  });
});

describe('removing a person', () => {
  const removal = `${path}/retrait?mail=${encodeURIComponent(durand.mail)}`;

  test('asks first, says what happened, and can be undone', async () => {
    const list = await official.get(path);
    expect(list.html).toContain(`href="${removal}"`);
    const asked = await official.get(removal);
    expect(asked.text).toContain(`Retirer ${durand.name} ?`);
    expect(await memberOf(durand.mail)).toEqual([uai]);
    const removed = await official.post(`${path}/retrait`, asked.hidden);
    expect(await memberOf(durand.mail)).toEqual([]);
    const after = await official.get(removed.location ?? '');
    expect(after.text).toContain(`${durand.name} n’est plus rattaché(e) au collège.`);
    await official.post(`${path}/retablir`, after.hidden);
    expect(await memberOf(durand.mail)).toEqual([uai]);
    expect((await official.get(removed.location ?? '')).text).not.toContain('n’est plus');
  });

  test('undoes nothing else: a stranger is not added by the undo button', async () => {
    for (const mail of [petit.mail, 'personne@ailleurs.example.org']) {
      const before = await memberOf(mail);
      expect((await official.post(`${path}/retablir`, { mail })).status).toBe(404);
      expect(await memberOf(mail)).toEqual(before);
    }
    const colleague = openBrowser(environment);
    await colleague.signIn(durand);
    expect((await colleague.get(removal)).status).toBe(404);
    expect((await colleague.post(`${path}/retablir`, { mail: durand.mail })).status).toBe(404);
  });
});
