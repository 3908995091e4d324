import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { requestRefusals } from '../../content/site.ts';
import { registerCollege } from './colleges/college.tsx';
import { registerHome } from './colleges/home.tsx';
import { registerDamage } from './damages/damage.tsx';
import { registerDamageReport } from './damages/report.tsx';
import { registerAcknowledgment } from './declarations/acknowledgment.tsx';
import { registerDeclaration } from './declarations/declare.tsx';
import { registerWithdrawal } from './declarations/withdrawal.tsx';
import { registerDelivery } from './deliveries/delivery.tsx';
import { registerCalendarFeeds } from './deliveries/list.tsx';
import { registerPlan } from './deliveries/plan.tsx';
import { registerReception } from './deliveries/reception.tsx';
import { registerReserve, registerReservePhotos } from './deliveries/reserve.tsx';
import { registerTakeback } from './deliveries/takeback.tsx';
import { registerEducation } from './education/campaign.tsx';
import { registerDamages } from './education/damages.tsx';
import { registerDeliveries } from './education/deliveries.tsx';
import { registerAllPeople } from './education/people.tsx';
import { registerLegalPages } from './legal-pages.tsx';
import { registerAccount } from './people/account.tsx';
import { registerPeople } from './people/people.tsx';
import { registerPerson } from './people/person.tsx';
import { registerRefusal } from './people/refusal.tsx';
import { logRequests } from './shared/access-log.ts';
import { registerStaticFiles } from './shared/assets.ts';
import type { WebDeps } from './shared/deps.ts';
import { requireReadable, showNotFound, showRefusal } from './shared/errors.tsx';
import { createShowPage } from './shared/page.tsx';
import { guardHeaders, keepPrivate, openToPhotos } from './shared/security-headers.ts';
import { identify, requirePerson } from './shared/session.tsx';
import { registerMagicLink } from './sign-in/magic-link.tsx';
import { registerOidc } from './sign-in/oidc.tsx';
import { registerSignIn, registerSignOut } from './sign-in/sign-in.tsx';
import { registerSubscriber } from './subscribers/subscriber.tsx';
import { registerSubscribers } from './subscribers/subscribers.tsx';

/** A form with every answer at its maximum length is far below. */
const maxBodyBytes = 256 * 1024;

/** The web channel: pages that need no JavaScript. */
export function createWebApp(deps: WebDeps): Hono {
  const app = new Hono();
  const show = createShowPage(deps.site);

  app.use(logRequests(deps), openToPhotos, guardHeaders, keepPrivate);
  app.get('/health', (c) => c.json({ status: 'ok' }));
  registerStaticFiles(app);

  app.use(
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: (c) => showRefusal(c, show, { ...requestRefusals.tooLarge, status: 413 }),
    }),
  );
  // Behind API Gateway the scheme of the request is unknown here, so only hosts are compared.
  app.use(csrf({ origin: (origin, c) => URL.parse(origin)?.host === c.req.header('host') }));

  app.use(identify(deps), requireReadable(show));
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
  registerMagicLink(app, deps, show);
  registerOidc(app, deps, show);
  registerSignOut(app, deps, show);
  registerPeople(app, deps, show);
  registerRefusal(app, deps, show);
  registerEducation(app, deps, show);
  registerDamages(app, deps, show);
  registerDeliveries(app, deps, show);
  registerAllPeople(app, deps, show);
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
  registerPlan(app, deps, show);
  registerReception(app, deps, show);
  registerReserve(app, deps, show);
  registerReservePhotos(app, deps, show);
  registerTakeback(app, deps, show);
  registerDelivery(app, deps, show);
  registerCalendarFeeds(app, deps, show);
  registerLegalPages(app, deps, show);

  app.notFound((c) => showNotFound(c, show));
  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status === 403) {
      return showRefusal(c, show, { ...requestRefusals.crossSite, status: 403 });
    }
    deps.logError(error);
    return showRefusal(c, show, { ...requestRefusals.broken, status: 500 });
  });
  return app;
}
