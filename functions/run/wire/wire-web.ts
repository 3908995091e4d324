import { randomBytes, randomUUID } from 'node:crypto';
import type { WebDeps } from '../../doors/web/web-deps.ts';
import { makeAskCode } from '../../use-cases/ask-code.ts';
import { makeAskCorrection } from '../../use-cases/ask-correction.ts';
import { makeBindPerson, makeUnbindPerson } from '../../use-cases/bind-person.ts';
import { makeCloseSessions } from '../../use-cases/close-sessions.ts';
import { makeDeletePerson } from '../../use-cases/delete-person.ts';
import { makeEndTrip } from '../../use-cases/end-trip.ts';
import { makeEnterCode } from '../../use-cases/enter-code.ts';
import { makeExportPerson } from '../../use-cases/export-person.ts';
import { makeFileDeclaration } from '../../use-cases/file-declaration.ts';
import { makeFindColleges } from '../../use-cases/find-colleges.ts';
import { makeFollowUpDamage } from '../../use-cases/follow-up-damage.ts';
import { makeHandOverMailbox } from '../../use-cases/hand-over-mailbox.ts';
import { makeLiftReserve } from '../../use-cases/lift-reserve.ts';
import { makeListDamages } from '../../use-cases/list-damages.ts';
import { makeListDeliveries } from '../../use-cases/list-deliveries.ts';
import { makeListPeople } from '../../use-cases/list-people.ts';
import { makeMoveDamage } from '../../use-cases/move-damage.ts';
import { makeMoveDelivery } from '../../use-cases/move-delivery.ts';
import { makeNoteTakeback } from '../../use-cases/note-takeback.ts';
import { makeOfferPhoto } from '../../use-cases/offer-photo.ts';
import { makeOfferCalendar, makeOpenCalendar } from '../../use-cases/open-calendar.ts';
import { makeOpenDeclaration } from '../../use-cases/open-declaration.ts';
import { makePlanDelivery } from '../../use-cases/plan-delivery.ts';
import type { PhotoStore } from '../../use-cases/ports.ts';
import { makeReceiveDelivery } from '../../use-cases/receive-delivery.ts';
import { makeReplanDelivery } from '../../use-cases/replan-delivery.ts';
import { makeReportDamage } from '../../use-cases/report-damage.ts';
import { makeSaveDraft } from '../../use-cases/save-draft.ts';
import { makeSignOut } from '../../use-cases/sign-out.ts';
import { makeJoinEducation, makeLeaveEducation } from '../../use-cases/staff-education.ts';
import { makeStartTrip } from '../../use-cases/start-trip.ts';
import { makeReadPass, makeUsePass } from '../../use-cases/use-pass.ts';
import { makeViewCampaign } from '../../use-cases/view-campaign.ts';
import { makeViewCollege } from '../../use-cases/view-college.ts';
import { makeViewDamage } from '../../use-cases/view-damage.ts';
import { makeViewDelivery } from '../../use-cases/view-delivery.ts';
import { makeViewPeople, makeViewPerson } from '../../use-cases/view-people.ts';
import { makeViewReserves } from '../../use-cases/view-reserves.ts';
import { makeWhoIs } from '../../use-cases/who-is.ts';
import { makeWithdrawDeclaration } from '../../use-cases/withdraw-declaration.ts';
import type { Config } from '../config.ts';
import { damageIdFrom } from '../damage-id-from.ts';
import { makeIdentityProvider, type ProviderEngines } from '../identity-provider.ts';
import { planSettingOf } from '../plan-setting.ts';
import { reportError } from '../report-error.ts';
import { isSame, makeSeals } from '../seals.ts';
import type { SealEngines } from './engines.ts';
import { wireStores } from './wire-stores.ts';
import { type SubscriberEngines, wireSubscribers } from './wire-subscribers.ts';

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
