import { randomUUID } from 'node:crypto';
import type { WebDeps } from '../doors/web/web-deps.ts';
import { makeDigestMail } from '../notify/digest-mail.ts';
import { keepWithin, type SendMail } from '../notify/mailer.ts';
import { makeDeclarationStore } from '../store/declaration-store.ts';
import { makeDeliveryStore } from '../store/delivery-store.ts';
import { makeDepartementStore } from '../store/departement-store.ts';
import { makeDigestStore } from '../store/digest-store.ts';
import { makePersonStore } from '../store/person-store.ts';
import { makeSendStore } from '../store/send-store.ts';
import { makeSignInStore } from '../store/sign-in-store.ts';
import type { Table } from '../store/table.ts';
import { makeFileDeclaration } from '../use-cases/file-declaration.ts';
import { makeFindColleges } from '../use-cases/find-colleges.ts';
import { makeGatherDigest } from '../use-cases/gather-digest.ts';
import { makeOpenDeclaration } from '../use-cases/open-declaration.ts';
import type { Clock } from '../use-cases/ports.ts';
import { makeSaveDraft } from '../use-cases/save-draft.ts';
import { makeSendDigest } from '../use-cases/send-digest.ts';
import { makeSendOnce } from '../use-cases/send-once.ts';
import { makeSpendNight } from '../use-cases/spend-night.ts';
import { makeViewCollege } from '../use-cases/view-college.ts';
import type { Config } from './config.ts';
import { reportError } from './report-error.ts';

/** The stores over the one table. */
export function wireStores(table: Table, departement: string, clock: Clock) {
  return {
    departement: makeDepartementStore(table, departement),
    declarations: makeDeclarationStore(table, clock.now),
    deliveries: makeDeliveryStore(table),
    digests: makeDigestStore(table),
    sends: makeSendStore(table),
    persons: makePersonStore(table, departement),
    signIns: makeSignInStore(table, clock.now),
  };
}

interface Engines {
  readonly table: Table;
  readonly clock: Clock;
}

export function wireWeb(config: Config<'web'>, { table, clock }: Engines): WebDeps {
  const deps = { ...wireStores(table, config.DEPARTEMENT, clock), clock };
  return {
    findColleges: makeFindColleges(deps),
    viewCollege: makeViewCollege(deps),
    openDeclaration: makeOpenDeclaration(deps),
    saveDraft: makeSaveDraft(deps),
    fileDeclaration: makeFileDeclaration(deps),
    newId: randomUUID,
    reportError,
    site: {
      departementName: config.DEPARTEMENT_NAME,
      serviceName: config.SERVICE_NAME,
      serviceMail: config.SERVICE_MAIL,
      timeZone: config.TIME_ZONE,
    },
  };
}

export function wireNight(
  config: Config<'night'>,
  { table, clock, sendMail }: Engines & { readonly sendMail: SendMail },
) {
  const deps = { ...wireStores(table, config.DEPARTEMENT, clock), clock };
  const setting = {
    departementName: config.DEPARTEMENT_NAME,
    serviceName: config.SERVICE_NAME,
    timeZone: config.TIME_ZONE,
    lotSize: config.LOT_SIZE,
    siteUrl: config.SITE_URL,
  };
  const guarded = keepWithin(config.MAIL_DOMAINS, sendMail);
  return makeSpendNight({
    departement: deps.departement,
    gatherDigest: makeGatherDigest(deps),
    sendDigest: makeSendDigest(
      config.EDUCATION_MAILBOXES.map((mailbox) => makeDigestMail(mailbox, setting, guarded)),
      makeSendOnce({ ...deps, newId: randomUUID }),
    ),
  });
}
