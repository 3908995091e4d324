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
import { input, rawPost } from './raw-post.ts';
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

/** A browser with the session of that person. Each test has its own, so that signing out affects no other. */
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

/** `what` names the route and the value in the message of a failure. */
function expectHarmless({ status, html }: Shown, what: string): void {
  expect(status, what).toBeLessThan(500);
  expect(html, what).not.toMatch(/<img|<script|<svg|onerror="/i);
  expect(unseen.exec(html)?.[0], what).toBeUndefined();
  expect(environment.errors, what).toEqual([]);
}

test('the table of posted routes names every form of the site', () => {
  expect(postedRoutes.map(({ route }) => route).toSorted()).toEqual(routesOf('POST').toSorted());
});

test.each(postedRoutes)('POST $route survives hostile fields and bodies', async (posted) => {
  await postHostileFields(posted);
  await postUnexpectedFields(posted);
  await postOtherBodies(posted);
  const tooLarge = { ...posted.fields, more: 'x'.repeat(300_000) };
  const refused = await browserOf(posted.as).post(pathOf(posted.route, ours()), tooLarge);
  expect(refused.status, 'more than 256 kilobytes').toBe(413);
});

const namesOf = ({ fields }: PostedRoute) => [...Object.keys(fields), 'idempotencyKey', 'version'];

/** Each hostile value in all the fields at once, then in one field among valid ones. */
async function postHostileFields(posted: PostedRoute): Promise<void> {
  const { route, as, fields } = posted;
  const path = pathOf(route, ours());
  const names = namesOf(posted);
  for (const [what, value] of Object.entries(hostile)) {
    const all = Object.fromEntries(names.map((name) => [name, value]));
    expectHarmless(await browserOf(as).post(path, all), `${route}: ${what} in all fields`);
    for (const name of names) {
      const shown = await browserOf(as).post(path, { ...fields, [name]: value });
      expectHarmless(shown, `${route}: ${what} in ${name}`);
    }
  }
}

async function postUnexpectedFields(posted: PostedRoute): Promise<void> {
  const { route, as, fields } = posted;
  const lists = Object.fromEntries(namesOf(posted).map((name) => [name, ['a', '<img>', '\u202e']]));
  const unknown = { ...fields, '<img>': 'a', __proto__: 'b', 'constructor[]': 'c', 'a.b': 'd' };
  for (const [what, sent] of Object.entries({ lists, nothing: {}, 'unknown fields': unknown })) {
    const shown = await browserOf(as).post(pathOf(route, ours()), sent);
    expectHarmless(shown, `${route}: ${what}`);
  }
}

async function postOtherBodies(posted: PostedRoute): Promise<void> {
  const { route, as } = posted;
  const path = pathOf(route, ours());
  const files = new FormData();
  for (const name of namesOf(posted)) files.append(name, new File(['<img>'], '<img>.png'));
  for (const [what, init] of Object.entries({
    files: { body: files },
    json: input('application/json', '{"mail":{"$ne":1}}'),
    'broken json': input('application/json', '{'),
    text: input('text/plain', 'mail=a'),
    'broken escapes': input('application/x-www-form-urlencoded', 'mail=%E0%A4%A&%=%'),
  })) {
    const shown = await rawPost(environment, browserOf(as), { path, ...init });
    expectHarmless(shown, `${route}: ${what}`);
  }
  for (const body of ['', 'garbage', '--x\r\nContent-Disposition: nothing']) {
    const multipart = input('multipart/form-data; boundary=x', body);
    const broken = await rawPost(environment, browserOf(as), { path, ...multipart });
    expectHarmless(broken, `${route}: broken multipart`);
    expect(broken.status, `${route}: broken multipart`).toBe(400);
  }
}

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

  test('are not found, and are not quoted in the answer', async () => {
    const routes = new Set([...routesOf('GET'), ...routesOf('POST')]);
    for (const route of [...routes].filter((each) => each.includes(':'))) {
      for (const value of addresses) {
        const path = route.replace(/:\w+/, value);
        for (const browser of [browserOf(durand), browserOf(inspector)]) {
          const shown = await browser.get(path);
          expectHarmless(shown, path.slice(0, 200));
          const posted = await browser.post(path, { idempotencyKey: 'b', version: '1' });
          expectHarmless(posted, path.slice(0, 200));
          expect([shown.status, posted.status], path.slice(0, 200)).toEqual([404, 404]);
        }
      }
    }
  }, 60_000); // Some three thousand requests.

  test('in a search find nothing', async () => {
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

  test('in cookies are neither a session nor a code', async () => {
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

describe('what belongs to another collège', () => {
  const none: Ids = {
    uai: '0951099D',
    declaration: '2026-0951099D',
    damage: 'D-0951099D-7F3K2M',
    delivery: 'L-0951099D-7F3K2M',
    subscriber: subscriber.id,
    mail: 'personne@example.org',
  };

  const theirs = (): Ids => ({ ...ours(), mail: inspector.mail });

  test('and what does not exist are the same 404 for every form', async () => {
    const other = browserOf(lambert);
    for (const { route, fields } of postedRoutes.filter((each) => each.route.includes(':'))) {
      for (const sent of [fields, {}]) {
        const shown = await other.post(pathOf(route, theirs()), sent);
        const missing = await other.post(pathOf(route, none), sent);
        expect(shown.status, route).toBe(404);
        expect(shown.html, route).toBe(missing.html);
      }
    }
  });

  test('and what does not exist are the same 404 for every page', async () => {
    const other = browserOf(lambert);
    const missing = (await other.get('/nulle-part')).html;
    // A magic link that has expired says so, to all visitors alike.
    const pages = routesOf('GET').filter((route) => /:(?!token)/.test(route));
    expect(pages.length).toBeGreaterThan(5);
    for (const route of [
      ...pages,
      '/education',
      '/education/agents',
      '/education/signalements',
      '/education/livraisons',
    ]) {
      const shown = await other.get(pathOf(route, theirs()));
      expect(shown.status, route).toBe(404);
      expect(shown.html, route).toBe(missing);
      expect((await other.get(pathOf(route, none))).html, route).toBe(missing);
    }
  });
});
