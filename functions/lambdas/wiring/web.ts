import { randomBytes, randomUUID } from 'node:crypto';
import { wireStores } from '../../adapters/dynamodb/stores.ts';
import { damageIdFrom, isSame, makeSeals } from '../../adapters/node/crypto.ts';
import { reportError } from '../../adapters/node/runtime.ts';
import { makeIdentityProvider } from '../../adapters/oidc/provider.ts';
import type { ProviderEngines } from '../../adapters/oidc/settings.ts';
import type { SubscriberUses, WebDeps } from '../../channels/web/shared/deps.ts';
import { eventsOf, makeTestEvent } from '../../channels/webhooks/events/catalog.ts';
import { makeSubscriberSecrets, subscriberIdFrom } from '../../channels/webhooks/secrets.ts';
import { type PlanSetting, schoolHolidays } from '../../domain/deliveries/planning.ts';
import { makeFindColleges, makeViewCampaign, makeViewCollege } from '../../use-cases/campaigns.ts';
import { makeListDamages, makeViewDamage } from '../../use-cases/damage-queries.ts';
import { makeFollowUpDamage, makeMoveDamage, makeReportDamage } from '../../use-cases/damages.ts';
import {
  makeAskCorrection,
  makeFileDeclaration,
  makeOpenDeclaration,
  makeSaveDraft,
  makeWithdrawDeclaration,
} from '../../use-cases/declarations.ts';
import {
  makeLiftReserve,
  makeMoveDelivery,
  makeNoteTakeback,
  makeReceiveDelivery,
} from '../../use-cases/deliveries.ts';
import { makePlanDelivery, makeReplanDelivery } from '../../use-cases/delivery-planning.ts';
import {
  makeListDeliveries,
  makeOfferCalendar,
  makeOpenCalendar,
  makeViewDelivery,
  makeViewReserves,
} from '../../use-cases/delivery-queries.ts';
import { makeReadPass, makeUsePass } from '../../use-cases/magic-links.ts';
import { makeEndTrip, makeStartTrip } from '../../use-cases/oidc-sign-in.ts';
import {
  makeBindPerson,
  makeHandOverMailbox,
  makeJoinEducation,
  makeLeaveEducation,
  makeListPeople,
  makeUnbindPerson,
  makeViewPeople,
  makeViewPerson,
} from '../../use-cases/people.ts';
import { makeDeletePerson, makeExportPerson } from '../../use-cases/personal-data.ts';
import { makeOfferPhoto } from '../../use-cases/photos.ts';
import type { PhotoStore } from '../../use-cases/ports.ts';
import {
  makeAskCode,
  makeCloseSessions,
  makeEnterCode,
  makeSignOut,
  makeWhoIs,
} from '../../use-cases/sign-in.ts';
import {
  makeCreateSubscriber,
  makeEditSubscriber,
  makeMoveSubscriber,
  makeViewSubscriber,
  makeViewSubscribers,
} from '../../use-cases/subscribers.ts';
import {
  makePushPastEvents,
  makeReplayFailed,
  makeReplayOne,
  makeTestSubscriber,
} from '../../use-cases/webhook-replays.ts';
import type { Config } from './config.ts';
import type { HookEngines, SealEngines } from './deps.ts';

/** What a plan is weighed with in this Département. */
export function planSettingOf({
  LOT_SIZE,
  DELIVERY: { schoolZone, lotsPerMonth },
}: Pick<Config<'web'>, 'LOT_SIZE' | 'DELIVERY'>): PlanSetting {
  const holidays = schoolZone ? schoolHolidays[schoolZone] : [];
  return { lotSize: LOT_SIZE, holidays, lotsPerMonth };
}

export interface SubscriberEngines extends HookEngines {
  /** The one that those of the subscribers are computed from. */
  readonly webhookSecret: () => Promise<string>;
}

/** What the service Éducation does about subscribers. */
export function wireSubscribers(config: Config<'web'>, engines: SubscriberEngines): SubscriberUses {
  const { table, clock, dispatchQueue, webhookSecret } = engines;
  const deps = {
    ...wireStores(table, config.DEPARTEMENT, clock),
    ...{ clock, eventsOf, makeTestEvent, subscriberIdFrom },
    queue: dispatchQueue,
    secrets: makeSubscriberSecrets(webhookSecret),
    webhookPolicy: { schemes: config.WEBHOOK_SCHEMES, ports: config.WEBHOOK_PORTS },
  };
  return {
    viewSubscribers: makeViewSubscribers(deps),
    viewSubscriber: makeViewSubscriber(deps),
    createSubscriber: makeCreateSubscriber(deps),
    editSubscriber: makeEditSubscriber(deps),
    moveSubscriber: makeMoveSubscriber(deps),
    testSubscriber: makeTestSubscriber(deps),
    replayOne: makeReplayOne(deps),
    replayFailed: makeReplayFailed(deps),
    pushPastEvents: makePushPastEvents(deps),
  };
}

export interface WebEngines
  extends SealEngines,
    SubscriberEngines,
    Omit<ProviderEngines, 'clientSecret'> {
  readonly photos: PhotoStore;
  readonly secretNamed: (id: string) => () => Promise<string>;
}

export function wireWeb(config: Config<'web'>, engines: WebEngines): WebDeps {
  const { table, clock, secret, photos, secretNamed } = engines;
  const stores = wireStores(table, config.DEPARTEMENT, clock);
  const deps = { ...stores, photos, clock, seals: makeSeals(secret), newId: randomUUID, isSame };
  // A session's token and a challenge's id are guessed by nobody: 256 random bits, not an UUID's 122.
  const secretDeps = { ...deps, newId: () => randomBytes(32).toString('base64url') };
  const { installers } = config.DELIVERY;
  const deliveryDeps = { ...deps, installers, planSetting: planSettingOf(config) };
  const { OIDC } = config;
  const provider =
    OIDC && makeIdentityProvider(OIDC, { ...engines, clientSecret: secretNamed(OIDC.secretId) });
  return {
    askCode: makeAskCode(secretDeps),
    enterCode: makeEnterCode(secretDeps),
    readPass: makeReadPass(deps),
    usePass: makeUsePass(secretDeps),
    whoIs: makeWhoIs(deps),
    signOut: makeSignOut({ ...secretDeps, provider }),
    elsewhere: provider && {
      label: OIDC.label,
      startTrip: makeStartTrip({ ...secretDeps, provider }),
      endTrip: makeEndTrip({ ...secretDeps, provider }),
    },
    listPeople: makeListPeople(deps),
    bindPerson: makeBindPerson(deps),
    unbindPerson: makeUnbindPerson(deps),
    handOverMailbox: makeHandOverMailbox(deps),
    joinEducation: makeJoinEducation(deps),
    leaveEducation: makeLeaveEducation(deps),
    viewPeople: makeViewPeople(deps),
    viewPerson: makeViewPerson(deps),
    closeSessions: makeCloseSessions(deps),
    deletePerson: makeDeletePerson(deps),
    exportPerson: makeExportPerson(deps),
    viewCampaign: makeViewCampaign(deps),
    askCorrection: makeAskCorrection(deps),
    findColleges: makeFindColleges(deps),
    viewCollege: makeViewCollege(deps),
    openDeclaration: makeOpenDeclaration(deps),
    saveDraft: makeSaveDraft(deps),
    fileDeclaration: makeFileDeclaration(deps),
    withdrawDeclaration: makeWithdrawDeclaration(deps),
    reportDamage: makeReportDamage({ ...deps, damageIdFrom }),
    viewDamage: makeViewDamage(deps),
    offerPhoto: makeOfferPhoto(deps),
    followUpDamage: makeFollowUpDamage(deps),
    listDamages: makeListDamages(deps),
    moveDamage: makeMoveDamage(deps),
    ...wireSubscribers(config, engines),
    planDelivery: makePlanDelivery({ ...deliveryDeps, deliveryIdFrom: damageIdFrom }),
    replanDelivery: makeReplanDelivery(deliveryDeps),
    moveDelivery: makeMoveDelivery(deliveryDeps),
    receiveDelivery: makeReceiveDelivery(deps),
    liftReserve: makeLiftReserve(deps),
    noteTakeback: makeNoteTakeback(deps),
    viewDelivery: makeViewDelivery(deps),
    viewReserves: makeViewReserves(deps),
    listDeliveries: makeListDeliveries(deps),
    offerCalendar: makeOfferCalendar(deps),
    openCalendar: makeOpenCalendar(deps),
    today: clock.today,
    newId: randomUUID,
    reportError,
    site: {
      departementName: config.DEPARTEMENT_NAME,
      serviceName: config.SERVICE_NAME,
      serviceMail: config.SERVICE_MAIL,
      timeZone: config.TIME_ZONE,
      lotSize: config.LOT_SIZE,
      url: config.SITE_URL.replace(/\/$/, ''),
      legal: config.LEGAL,
    },
  };
}
