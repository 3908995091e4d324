import { beforeEach, describe, expect, test } from 'vitest';
import { declarationForm } from '../../../../functions/content/declarations/forms.ts';
import { answersOf } from '../../../../functions/content/model/form.ts';
import { joinEducation, leaveEducation } from '../../../../functions/use-cases/people.ts';
import {
  crochepierre,
  durand,
  inspector,
  lambert,
  mailbox,
  needs,
  petit,
} from '../../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { type Browser, openBrowser } from '../browser.ts';

const list = '/education/agents';
const pageOf = ({ mail }: { readonly mail: string }) => `${list}/${encodeURIComponent(mail)}`;
const colleague = { name: 'Hélène Roux', mail: 'helene.roux@casiers.example.org' };

let environment: TestEnvironment;
let service: Browser;

beforeEach(async () => {
  environment = await createTestEnvironment();
  service = openBrowser(environment);
  await service.signIn(inspector);
  environment.setClock('2026-01-14T08:30:00.000Z');
});

const stored = ({ mail }: { readonly mail: string }) => environment.persons.find(mail);

describe('the list of all people', () => {
  test('shows the collèges of each person, and is searched accents aside', async () => {
    const { text, html } = await service.get(list);
    expect(text).toMatch(/Omar Petit.*Crochepierre, Villeneuve-sur-Lot.*Jean Moulin, Marmande/s);
    expect(html).toContain(`href="/colleges/${crochepierre.uai}/agents"`);
    expect(text).toContain('(boîte officielle)');
    const found = await service.get(`${list}?q=andre+durand`);
    expect(found.text).toContain('Claire Durand');
    expect(found.text).not.toContain('Omar Petit');
    expect((await service.get(`${list}?q=zzz`)).text).toContain('Personne ne correspond');
  });
});

describe('the page of a person', () => {
  test('closes all their sessions, on all devices', async () => {
    const [desk, phone] = [openBrowser(environment), openBrowser(environment)];
    await desk.signIn(durand);
    await phone.signIn(durand);
    environment.setClock('2026-01-14T08:31:00.000Z');
    const closed = await service.post(`${pageOf(durand)}/sessions`, {});
    expect(closed).toMatchObject({ status: 303, location: pageOf(durand) });
    for (const browser of [desk, phone]) {
      expect((await browser.get(`/colleges/${crochepierre.uai}`)).status).toBe(303);
    }
    expect((await service.get(pageOf(durand))).text).toContain(
      'sessions fermées, par Lucie Martin',
    );
    await desk.signIn(durand);
    expect((await desk.get(`/colleges/${crochepierre.uai}`)).status).toBe(200);
  });

  test('deletes the person and ends their sessions, and journals keep their name', async () => {
    const college = openBrowser(environment);
    await college.signIn(durand);
    const form = `/declarations/2026-${crochepierre.uai}/formulaire`;
    const { hidden } = await college.get(form);
    await college.post(form, { ...hidden, ...answersOf(declarationForm, { ...needs }) });

    const confirmation = await service.get(`${pageOf(durand)}/suppression`);
    expect(confirmation.text).toContain('Supprimer Claire Durand');
    expect(confirmation.text).toContain('Restent : son nom dans l’historique');
    expect(await stored(durand)).toBeDefined();
    expect(await service.post(`${pageOf(durand)}/suppression`, {})).toMatchObject({
      status: 303,
      location: list,
    });
    expect(await stored(durand)).toBeUndefined();
    expect((await college.get(`/colleges/${crochepierre.uai}`)).status).toBe(303);
    expect((await service.get(pageOf(durand))).status).toBe(404);
    const declaration = await environment.declarations.find(crochepierre.uai, '2026');
    expect(declaration?.filedBy).toBeUndefined();
    expect(declaration?.journal.map(({ who }) => who)).toEqual(['Claire Durand']);
  });

  test('deletes the chat users of the person too', async () => {
    const account = { channel: 'slack', account: 'T1/U1', name: 'Claire', trusted: true } as const;
    const at = { knownAt: '2026-01-14T08:12:00.000Z', version: 0 };
    await environment.chatUsers.save({ ...account, ...at, mail: durand.mail });
    await environment.chatUsers.save({ ...account, ...at, account: 'T1/U2', mail: petit.mail });
    await service.post(`${pageOf(durand)}/suppression`, {});
    expect(await environment.chatUsers.find('slack', 'T1/U1')).toBeUndefined();
    expect(await environment.chatUsers.listOf(durand.mail)).toEqual([]);
    expect(await environment.chatUsers.listOf(petit.mail)).toHaveLength(1);
  });

  test('leaves old sessions closed when the same mailbox is added again after a deletion', async () => {
    const thief = openBrowser(environment);
    await thief.signIn(durand);
    await service.post(`${pageOf(durand)}/suppression`, {});
    environment.setClock('2026-01-14T08:31:00.000Z');
    await service.post(`/colleges/${crochepierre.uai}/agents`, {
      name: durand.name,
      mail: durand.mail,
    });
    expect((await stored(durand))?.memberOf).toEqual([crochepierre.uai]);
    expect((await thief.get(`/colleges/${crochepierre.uai}`)).status).toBe(303);
  });

  test('deletes neither an official mailbox nor a member of the service Éducation', async () => {
    const official = await service.post(`${pageOf(mailbox)}/suppression`, {});
    expect(official.status).toBe(409);
    expect(official.text).toContain('Changez d’abord la boîte officielle');
    const own = await service.post(`${pageOf(inspector)}/suppression`, {});
    expect(own.status).toBe(409);
    expect(own.text).toContain('Retirez-la d’abord du service');
    expect(await stored(mailbox)).toBeDefined();
  });
});

describe('the service Éducation', () => {
  test('adds a member, who then sees its pages, and removes them', async () => {
    expect(await service.post(list, colleague)).toMatchObject({
      status: 303,
      location: pageOf(colleague),
    });
    const other = openBrowser(environment);
    await other.signIn(colleague);
    expect((await other.get(list)).text).toContain('Hélène Roux');
    await service.post(`${pageOf(colleague)}/depart`, {});
    expect((await other.get(list)).status).toBe(404);
    expect((await stored(colleague))?.journal.map(({ what }) => what)).toEqual([
      'joined-education',
      'left-education',
    ]);
  });

  test('adds a member who keeps their name and their collèges', async () => {
    await service.post(list, { name: 'Autre nom', mail: petit.mail });
    expect(await stored(petit)).toMatchObject({
      ...petit,
      education: true,
      version: 2,
      journal: [{}],
    });
  });

  test('keeps its last member', async () => {
    const refused = await service.post(`${pageOf(inspector)}/depart`, {});
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('C’est la dernière personne');
    await service.post(list, colleague);
    const left = await service.post(`${pageOf(inspector)}/depart`, {});
    expect(left).toMatchObject({ status: 303, location: '/' });
    expect((await service.get(list)).status).toBe(404);
  });

  test('keeps a member when the last two remove each other at the same moment', async () => {
    await joinEducation(
      environment,
      { ...colleague, by: inspector, idempotencyKey: 'a' },
      colleague.name,
    );
    const [one, other] = [await stored(inspector), await stored(colleague)];
    if (!one || !other) throw new Error('not stored');
    await Promise.all([
      leaveEducation(environment, { mail: one.mail, by: other, idempotencyKey: 'b' }),
      leaveEducation(environment, { mail: other.mail, by: one, idempotencyKey: 'c' }),
    ]);
    const left = (await environment.persons.list()).filter(({ education }) => education);
    expect(left.length).toBeGreaterThan(0);
  });

  test('reads which answers are wrong, and keeps the others', async () => {
    const shown = await service.post(list, { name: 'Hélène Roux', mail: 'helene' });
    expect(shown.status).toBe(422);
    expect(shown.valueOf('name')).toBe('Hélène Roux');
    expect(shown.errorOf('mail')).toContain('adresse complète');
  });
});

describe('other people', () => {
  test.each([
    ['GET', list],
    ['POST', list],
    ['GET', pageOf(durand)],
    ['GET', pageOf(lambert)],
    ['GET', `${pageOf(lambert)}/suppression`],
    ['POST', `${pageOf(lambert)}/suppression`],
    ['POST', `${pageOf(lambert)}/sessions`],
    ['POST', `${pageOf(inspector)}/depart`],
  ])('find no page and change nothing: %s %s', async (method, path) => {
    const before = await environment.persons.list();
    for (const person of [durand, mailbox]) {
      const browser = openBrowser(environment);
      await browser.signIn(person);
      const none = await browser.get('/nulle-part');
      const answer =
        method === 'GET' ? await browser.get(path) : await browser.post(path, colleague);
      expect(answer).toMatchObject({ status: 404, html: none.html });
    }
    expect(await environment.persons.list()).toEqual(before);
  });

  test('a mailbox without a person has no page for the service either', async () => {
    for (const mail of ['personne@example.org', 'x', 'x'.repeat(5000), '%ff', '../..']) {
      const path = pageOf({ mail });
      expect((await service.get(path)).status).toBe(404);
      expect((await service.post(`${path}/sessions`, {})).status).toBe(404);
    }
  });
});
