import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { refusals } from '../../words/pages/refusals.ts';
import { registerAccount } from './account.tsx';
import { registerCollege } from './college.tsx';
import { registerDamage } from './damage.tsx';
import { registerDamageReport } from './damage-report.tsx';
import { registerDamages } from './damages.tsx';
import { registerDeclaration } from './declaration.tsx';
import { registerEducation } from './education.tsx';
import { registerElsewhere } from './elsewhere.tsx';
import { registerEverybody } from './everybody.tsx';
import { guardHeaders, keepPrivate, openToPhotos } from './guard-headers.ts';
import { registerHome } from './home.tsx';
import { identify } from './identity.ts';
import { registerLegalPages } from './legal-pages.tsx';
import { makeShowPage } from './page.tsx';
import { registerPeople } from './people.tsx';
import { registerPerson } from './person.tsx';
import { registerPhotos } from './photos.tsx';
import { registerReceipt } from './receipt.tsx';
import { showNotFound, showRefusal } from './refusals.tsx';
import { requirePerson } from './require-person.tsx';
import { requireReadable } from './require-readable.tsx';
import { registerSignIn } from './sign-in.tsx';
import { registerSignOut } from './sign-out.tsx';
import { registerStillFiles } from './still-files.ts';
import type { WebDeps } from './web-deps.ts';
import { registerWithdrawal } from './withdrawal.tsx';

/** Every answer at its limit is far below; more is no declaration. */
const mostBodyBytes = 256 * 1024;

/** The web door: pages that need no JavaScript. */
export function makeWebApp(deps: WebDeps): Hono {
  const app = new Hono();
  const show = makeShowPage(deps.site);

  app.use(openToPhotos, guardHeaders, keepPrivate);
  app.get('/health', (c) => c.json({ status: 'ok' }));
  registerStillFiles(app);

  app.use(
    bodyLimit({
      maxSize: mostBodyBytes,
      onError: (c) => showRefusal(c, show, { ...refusals.tooLarge, status: 413 }),
    }),
  );
  // Behind API Gateway the scheme the page was asked with is not ours to know: hosts are compared.
  app.use(csrf({ origin: (origin, c) => URL.parse(origin)?.host === c.req.header('host') }));

  app.use(identify(deps.whoIs), requireReadable(show));
  for (const path of [
    '/colleges/*',
    '/declarations/*',
    '/degats/*',
    '/education/*',
    '/mon-compte/*',
  ]) {
    app.use(path, requirePerson(show));
  }

  registerHome(app, deps, show);
  registerSignIn(app, deps, show);
  registerElsewhere(app, deps, show);
  registerSignOut(app, deps, show);
  registerPeople(app, deps, show);
  registerEducation(app, deps, show);
  registerDamages(app, deps, show);
  registerEverybody(app, deps, show);
  registerPerson(app, deps, show);
  registerAccount(app, deps, show);
  registerCollege(app, deps, show);
  registerDeclaration(app, deps, show);
  registerReceipt(app, deps, show);
  registerWithdrawal(app, deps, show);
  registerDamageReport(app, deps, show);
  registerDamage(app, deps, show);
  registerPhotos(app, deps, show);
  registerLegalPages(app, deps, show);

  app.notFound((c) => showNotFound(c, show));
  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status === 403) {
      return showRefusal(c, show, { ...refusals.crossSite, status: 403 });
    }
    deps.reportError(error);
    return showRefusal(c, show, { ...refusals.broken, status: 500 });
  });
  return app;
}
