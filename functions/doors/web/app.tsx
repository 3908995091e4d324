import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { requestRefusals } from '../../words/pages/refusals.ts';
import { registerCollege } from './college/college.tsx';
import { registerHome } from './college/home.tsx';
import { registerDamage } from './damage/damage.tsx';
import { registerDamageReport } from './damage/damage-report.tsx';
import { registerPhotos } from './damage/photos.tsx';
import { registerAcknowledgment } from './declaration/acknowledgment.tsx';
import { registerDeclaration } from './declaration/declaration.tsx';
import { registerWithdrawal } from './declaration/withdrawal.tsx';
import { registerCalendars } from './delivery/calendar.tsx';
import { registerDelivery } from './delivery/delivery.tsx';
import { registerPlan } from './delivery/plan.tsx';
import { registerReception } from './delivery/reception.tsx';
import { registerReserve } from './delivery/reserve.tsx';
import { registerReservePhotos } from './delivery/reserve-photos.tsx';
import { registerTakeback } from './delivery/takeback.tsx';
import { registerDamages } from './education/damages.tsx';
import { registerDeliveries } from './education/deliveries.tsx';
import { registerEducation } from './education/education.tsx';
import { registerEverybody } from './education/everybody.tsx';
import { guardHeaders, keepPrivate, openToPhotos } from './frame/guard-headers.ts';
import { makeShowPage } from './frame/page.tsx';
import { showNotFound, showRefusal } from './frame/refusals.tsx';
import { requireReadable } from './frame/require-readable.tsx';
import { registerStillFiles } from './frame/still-files.ts';
import { registerLegalPages } from './legal/legal-pages.tsx';
import { registerAccount } from './people/account.tsx';
import { registerPeople } from './people/people.tsx';
import { registerPerson } from './people/person.tsx';
import { registerElsewhere } from './sign-in/elsewhere.tsx';
import { identify } from './sign-in/identity.ts';
import { registerPass } from './sign-in/pass.tsx';
import { requirePerson } from './sign-in/require-person.tsx';
import { registerSignIn } from './sign-in/sign-in.tsx';
import { registerSignOut } from './sign-in/sign-out.tsx';
import { registerSubscriber } from './subscribers/subscriber.tsx';
import { registerSubscribers } from './subscribers/subscribers.tsx';
import type { WebDeps } from './web-deps.ts';

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
      onError: (c) => showRefusal(c, show, { ...requestRefusals.tooLarge, status: 413 }),
    }),
  );
  // Behind API Gateway the scheme the page was asked with is not ours to know: hosts are compared.
  app.use(csrf({ origin: (origin, c) => URL.parse(origin)?.host === c.req.header('host') }));

  app.use(identify(deps.whoIs), requireReadable(show));
  for (const path of [
    '/colleges/*',
    '/declarations/*',
    '/degats/*',
    '/livraisons/*',
    '/education/*',
    '/mon-compte/*',
  ]) {
    app.use(path, requirePerson(show));
  }

  registerHome(app, deps, show);
  registerSignIn(app, deps, show);
  registerPass(app, deps, show);
  registerElsewhere(app, deps, show);
  registerSignOut(app, deps, show);
  registerPeople(app, deps, show);
  registerEducation(app, deps, show);
  registerDamages(app, deps, show);
  registerDeliveries(app, deps, show);
  registerEverybody(app, deps, show);
  registerSubscribers(app, deps, show);
  registerSubscriber(app, deps, show);
  registerPerson(app, deps, show);
  registerAccount(app, deps, show);
  registerCollege(app, deps, show);
  registerDeclaration(app, deps, show);
  registerAcknowledgment(app, deps, show);
  registerWithdrawal(app, deps, show);
  registerDamageReport(app, deps, show);
  registerDamage(app, deps, show);
  registerPhotos(app, deps, show);
  registerPlan(app, deps, show);
  registerReception(app, deps, show);
  registerReserve(app, deps, show);
  registerReservePhotos(app, deps, show);
  registerTakeback(app, deps, show);
  registerDelivery(app, deps, show);
  registerCalendars(app, deps, show);
  registerLegalPages(app, deps, show);

  app.notFound((c) => showNotFound(c, show));
  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status === 403) {
      return showRefusal(c, show, { ...requestRefusals.crossSite, status: 403 });
    }
    deps.reportError(error);
    return showRefusal(c, show, { ...requestRefusals.broken, status: 500 });
  });
  return app;
}
