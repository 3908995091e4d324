import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newDelivery } from '../../../functions/domain/deliveries/delivery.ts';
import type { KnownPerson } from '../../../functions/domain/people/person.ts';
import { damageReference } from '../../../functions/domain/reference.ts';
import { reportDamage } from '../../../functions/use-cases/damages.ts';
import { fileDeclaration } from '../../../functions/use-cases/declarations.ts';
import {
  crochepierre,
  damage,
  durand,
  inspector,
  lambert,
  mailbox,
  needs,
  petit,
  plan,
  subscriber,
} from '../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../shared/test-environment.ts';
import { type Browser, openBrowser } from './browser.ts';
import { hostile, unseen } from './hostile-values.ts';
import { type PostedRoute, postedRoutes } from './posted-routes.ts';
import { input, rawJob } from './raw-post.ts';
import { type Ids, pathOf } from './route-path.ts';

const { uai } = crochepierre;
const declaration = `2026-${uai}`;
let environment: TestEnvironment;
let reported = '';
let browsers: Map<KnownPerson | undefined, Browser>;

beforeAll(async () => {
  environment = await createTestEnvironment();
  const act = { uai, by: durand, channel: 'web', idempotencyKey: 'a' } as const;
  const filing = { kind: 'needs', needs } as const;
  await fileDeclaration(environment, { ...act, campaignId: '2026', expectedVersion: 0 }, filing);
  const outcome = await reportDamage(environment, act, damage);
  if (outcome.kind !== 'reported') throw new Error(outcome.kind);
  reported = damageReference(outcome.damage);
  await environment.deliveries.save(
    newDelivery(plan, { uai, id: '7F3K2M' }, { ...act, at: '2026-01-14T08:00:00.000Z', who: '' }),
  );
  await environment.subscribers.save(subscriber);
  browsers = new Map([[undefined, openBrowser(environment)]]);
  for (const person of [durand, mailbox, inspector, lambert]) {
    const browser = openBrowser(environment);
    await browser.signIn(person);
    browsers.set(person, browser);
  }
});

beforeEach(() => {
  environment.errors.length = 0;
});

/** The browser that somebody signed in with; one that signs out does not take the others with it. */
function browserOf(person: KnownPerson | undefined): Browser {
  const browser = openBrowser(environment);
  const cookies = browsers.get(person)?.cookies() ?? {};
  for (const [name, value] of Object.entries(cookies)) browser.setCookie(name, value);
  return browser;
}

const ours = (): Ids => ({
  uai,
  declaration,
  damage: reported,
  delivery: `L-${uai}-7F3K2M`,
  subscriber: subscriber.id,
  mail: petit.mail,
});

const routesOf = (method: string) =>
  environment.web.routes.filter((route) => route.method === method).map(({ path }) => path);

interface Shown {
  readonly status: number;
  readonly html: string;
}

function expectHarmless({ status, html }: Shown, what: string): void {
  expect(status, what).toBeLessThan(500);
  expect(html, what).not.toMatch(/<img|<script|<svg|onerror="/i);
  expect(unseen.exec(html)?.[0], what).toBeUndefined();
  expect(environment.errors, what).toEqual([]);
}

test('every form of the site is in the table', () => {
  expect(postedRoutes.map(({ route }) => route).toSorted()).toEqual(routesOf('POST').toSorted());
});

describe.each(postedRoutes)('$route', ({ route, as, fields }: PostedRoute) => {
  const names = [...Object.keys(fields), 'idempotencyKey', 'version'];
  const path = () => pathOf(route, ours());

  test.each(Object.entries(hostile))(
    'takes %s in every field, and does no harm',
    async (_, value) => {
      const all = Object.fromEntries(names.map((name) => [name, value]));
      expectHarmless(await browserOf(as).post(path(), all), 'all fields');
      for (const name of names) {
        expectHarmless(await browserOf(as).post(path(), { ...fields, [name]: value }), name);
      }
    },
  );

  test('takes lists where one answer is expected, and nothing at all', async () => {
    const lists = Object.fromEntries(names.map((name) => [name, ['a', '<img>', '\u202e']]));
    expectHarmless(await browserOf(as).post(path(), lists), 'lists');
    expectHarmless(await browserOf(as).post(path(), {}), 'nothing');
    const unknown = { ...fields, '<img>': 'a', __proto__: 'b', 'constructor[]': 'c', 'a.b': 'd' };
    expectHarmless(await browserOf(as).post(path(), unknown), 'unknown fields');
  });

  test('takes files, other formats and broken bodies for what they are', async () => {
    const files = new FormData();
    for (const name of names) files.append(name, new File(['<img>'], '<img>.png'));
    for (const [what, init] of Object.entries({
      files: { body: files },
      json: input('application/json', '{"mail":{"$ne":1}}'),
      'broken json': input('application/json', '{'),
      text: input('text/plain', 'mail=a'),
      'broken escapes': input('application/x-www-form-urlencoded', 'mail=%E0%A4%A&%=%'),
    })) {
      expectHarmless(await rawJob(environment, browserOf(as), { path: path(), ...init }), what);
    }
    for (const body of ['', 'garbage', '--x\r\nContent-Disposition: nothing']) {
      const broken = await rawJob(environment, browserOf(as), {
        path: path(),
        ...input('multipart/form-data; boundary=x', body),
      });
      expectHarmless(broken, 'broken multipart');
      expect(broken.status).toBe(400);
    }
  });

  test('takes no more than it can carry', async () => {
    const tooMuch = await browserOf(as).post(path(), { ...fields, more: 'x'.repeat(300_000) });
    expect(tooMuch.status).toBe(413);
  });
});

describe('hostile addresses', () => {
  const addresses = [
    ...Object.values(hostile).map((value) => encodeURIComponent(value.toWellFormed())),
    '%',
    '%ff',
    '%00',
    '..%2f..',
    `${'9'.repeat(3000)}-${uai}`,
    encodeURIComponent(`2026\n-${uai}`),
    encodeURIComponent(`D-${uai}-7F3K2M\n`),
    encodeURIComponent(`\u202e2026-${uai}`),
  ];

  test('are no page, and are not said again', async () => {
    for (const route of [...routesOf('GET'), ...routesOf('POST')].filter((each) =>
      each.includes(':'),
    )) {
      for (const value of addresses) {
        const path = route.replace(/:\w+/, value);
        const shown = await browserOf(durand).get(path);
        expectHarmless(shown, path);
        const posted = await browserOf(durand).post(path, { idempotencyKey: 'b', version: '1' });
        expectHarmless(posted, path);
        expect([shown.status, posted.status], path).toEqual([404, 404]);
      }
    }
  }, 60_000); // Some thousand pages.

  test('and searches find nothing, harmlessly', async () => {
    for (const value of addresses) {
      for (const path of ['/education', '/education/agents', '/connexion']) {
        const shown = await browserOf(inspector).get(
          `${path}?q=${value}&suite=${value}&etat=${value}`,
        );
        expectHarmless(shown, path);
        expect(shown.status).toBe(200);
      }
    }
  });

  test('in cookies are nobody and no code', async () => {
    for (const value of ['x'.repeat(5000), '%00', '<img>']) {
      const browser = openBrowser(environment);
      browser.setCookie('__Host-session', value);
      browser.setCookie('__Host-demande', value);
      expectHarmless(await browser.get('/mon-compte'), 'session');
      const code = await browser.post('/connexion/code', { code: '123456' });
      expectHarmless(code, 'code');
      expect(code.status).toBe(422);
    }
  });
});

describe('what is another collège’s', () => {
  const none: Ids = {
    uai: '0951099D',
    declaration: '2026-0951099D',
    damage: 'D-0951099D-7F3K2M',
    delivery: 'L-0951099D-7F3K2M',
    subscriber: subscriber.id,
    mail: 'personne@example.org',
  };

  const theirs = (): Ids => ({ ...ours(), mail: inspector.mail });

  test.each(postedRoutes.filter(({ route }) => route.includes(':')))(
    'and what does not exist are the same 404: POST $route',
    async ({ route, fields }) => {
      const other = browserOf(lambert);
      for (const sent of [fields, {}]) {
        const asked = await other.post(pathOf(route, theirs()), sent);
        const nothing = await other.post(pathOf(route, none), sent);
        expect(asked.status).toBe(404);
        expect(asked.html).toBe(nothing.html);
      }
    },
  );

  test('and what does not exist are the same 404: every page', async () => {
    const other = browserOf(lambert);
    const nothing = (await other.get('/nulle-part')).html;
    // A link of a chat that serves no more says so, to everybody alike.
    const pages = routesOf('GET').filter((route) => /:(?!pass)/.test(route));
    expect(pages.length).toBeGreaterThan(5);
    for (const route of [
      ...pages,
      '/education',
      '/education/agents',
      '/education/signalements',
      '/education/livraisons',
    ]) {
      const asked = await other.get(pathOf(route, theirs()));
      expect(asked.status, route).toBe(404);
      expect(asked.html, route).toBe(nothing);
      expect((await other.get(pathOf(route, none))).html, route).toBe(nothing);
    }
  });
});
