import { gzipSync } from 'node:zlib';
import { S3Client } from '@aws-sdk/client-s3';
import { parse } from 'node-html-parser';
import { createStores } from '../../functions/adapters/dynamodb/stores.ts';
import { createTokenSigner } from '../../functions/adapters/node/crypto.ts';
import { createPhotoStore } from '../../functions/adapters/s3/photos.ts';
import { createWebApp } from '../../functions/channels/web/app.tsx';
import { dayIn } from '../../functions/domain/dates.ts';
import { parseConfig } from '../../functions/lambdas/wiring/config.ts';
import { buildWeb } from '../../functions/lambdas/wiring/web.ts';
import { departementFolder, loadDepartement } from '../../infra/config/departement.ts';
import { declareDemo } from '../../infra/local/seed/demo-declarations.ts';
import { fillTable } from '../../infra/tools/load/fill-table.ts';
import { type Browser, openBrowser } from '../channels/web/browser.ts';
import { environment } from '../shared/environment.ts';
import { durand, inspector, petit } from '../shared/examples.ts';
import { type Measure, number, type Part } from './measures.ts';
import { startTable } from './surroundings.ts';

/** A collège's page is like another collège's; a lot of them is enough. */
const mostPages = 60;

/** Every page that links lead to, for somebody who is not known, for a collège and for the service Éducation. */
export const pages: Part = {
  name: 'pages',
  async run(tell) {
    const { openVisit, close } = await startApp();
    const weights = new Map<string, number>();
    let scripts = 0;
    for (const visitor of [undefined, durand, petit, inspector]) {
      const browser = openVisit();
      if (visitor) await browser.signIn(visitor);
      for await (const { path, html, bytes } of pagesFrom(browser)) {
        weights.set(path, Math.max(bytes, weights.get(path) ?? 0));
        scripts += parse(html).querySelectorAll('script').length;
      }
    }
    await close();
    const heaviest = [...weights].sort(([, a], [, b]) => b - a);
    tell(`Pages : ${weights.size} lues ; les plus lourdes, première visite, en Ko compressés :`);
    for (const [path, bytes] of heaviest.slice(0, 5)) tell(`  ${number(bytes / 1000)}  ${path}`);
    return [
      measure('page la plus lourde, première visite', (heaviest[0]?.[1] ?? 0) / 1000, [25, 14]),
      { ...measure('scripts dans les pages', scripts, [0, 0]), unit: '' },
    ];
  },
};

const measure = (what: string, value: number, [bar, aim]: readonly [number, number]): Measure => ({
  ...{ what, value, bar, aim, unit: 'Ko' },
});

/** What a browser would be sent for each page that holds anything for a reader: its own bytes and those that it names. */
async function* pagesFrom(browser: Browser) {
  const queue = ['/'];
  const known = new Set(queue);
  const files = new Map<string, number>();
  let read = 0;
  for (let path = queue.shift(); path && read < mostPages; path = queue.shift()) {
    const page = await browser.get(path);
    if (!page.headers.get('content-type')?.startsWith('text/html') || page.status !== 200) continue;
    read += 1;
    const document = parse(page.html);
    let bytes = gzipSync(page.html).length;
    for (const link of document.querySelectorAll('link[href], img[src]')) {
      const address = link.getAttribute('href') ?? link.getAttribute('src') ?? '';
      if (!address.startsWith('/')) continue;
      const size = files.get(address) ?? gzipSync((await browser.get(address)).html).length;
      files.set(address, size);
      bytes += size;
    }
    yield { path, html: page.html, bytes };
    for (const link of document.querySelectorAll('a[href^="/"]')) {
      const [to = ''] = (link.getAttribute('href') ?? '').replaceAll('&amp;', '&').split('#');
      if (!known.has(to)) queue.push(to);
      known.add(to);
    }
  }
}

/** The web door over the register of Lot-et-Garonne and the demo's answers. */
async function startApp() {
  const engine = await startTable();
  const now = new Date('2026-01-20T08:00:00.000Z');
  const clock = { now: () => now, today: () => dayIn('Europe/Paris', now) };
  const secret = async () => 'a secret of the bench';
  const departement = loadDepartement('47');
  const stores = createStores(engine.table, departement.code, clock);
  await fillTable({ stores, clock, departement, folder: departementFolder('47') });
  await declareDemo(stores, departement, now);
  for (const person of [durand, petit, inspector]) await stores.persons.save(person);
  const web = createWebApp(
    buildWeb(parseConfig('web', environment), {
      ...{ table: engine.table, clock, secret, secretNamed: () => secret },
      webhookSecret: secret,
      webhookQueue: { put: async () => undefined, putBackfills: async () => undefined },
      photos: createPhotoStore(
        new S3Client({ region: 'eu-west-3', credentials: nobody }),
        'photos',
      ),
    }),
  );
  const localEnvironment = { web, tokenSigner: createTokenSigner(secret) };
  return { openVisit: () => openBrowser(localEnvironment as never), close: engine.close };
}

const nobody = { accessKeyId: 'bench', secretAccessKey: 'bench' };
