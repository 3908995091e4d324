import { randomBytes, randomUUID } from 'node:crypto';
import type { WebDeps } from '../../doors/web/web-deps.ts';
import { makeFindColleges } from '../../use-cases/colleges/find-colleges.ts';
import { makeViewCollege } from '../../use-cases/colleges/view-college.ts';
import { makeFollowUpDamage } from '../../use-cases/damages/follow-up-damage.ts';
import { makeListDamages } from '../../use-cases/damages/list-damages.ts';
import { makeMoveDamage } from '../../use-cases/damages/move-damage.ts';
import { makeReportDamage } from '../../use-cases/damages/report-damage.ts';
import { makeViewDamage } from '../../use-cases/damages/view-damage.ts';
import { makeAskCorrection } from '../../use-cases/declarations/ask-correction.ts';
import { makeFileDeclaration } from '../../use-cases/declarations/file-declaration.ts';
import { makeOpenDeclaration } from '../../use-cases/declarations/open-declaration.ts';
import { makeSaveDraft } from '../../use-cases/declarations/save-draft.ts';
import { makeViewCampaign } from '../../use-cases/declarations/view-campaign.ts';
import { makeWithdrawDeclaration } from '../../use-cases/declarations/withdraw-declaration.ts';
import { makeLiftReserve } from '../../use-cases/deliveries/lift-reserve.ts';
import { makeListDeliveries } from '../../use-cases/deliveries/list-deliveries.ts';
import { makeMoveDelivery } from '../../use-cases/deliveries/move-delivery.ts';
import { makeNoteTakeback } from '../../use-cases/deliveries/note-takeback.ts';
import { makeOfferCalendar, makeOpenCalendar } from '../../use-cases/deliveries/open-calendar.ts';
import { makePlanDelivery } from '../../use-cases/deliveries/plan-delivery.ts';
import { makeReceiveDelivery } from '../../use-cases/deliveries/receive-delivery.ts';
import { makeReplanDelivery } from '../../use-cases/deliveries/replan-delivery.ts';
import { makeViewDelivery } from '../../use-cases/deliveries/view-delivery.ts';
import { makeViewReserves } from '../../use-cases/deliveries/view-reserves.ts';
import { makeBindPerson, makeUnbindPerson } from '../../use-cases/people/bind-person.ts';
import { makeDeletePerson } from '../../use-cases/people/delete-person.ts';
import { makeExportPerson } from '../../use-cases/people/export-person.ts';
import { makeHandOverMailbox } from '../../use-cases/people/hand-over-mailbox.ts';
import { makeListPeople } from '../../use-cases/people/list-people.ts';
import { makeJoinEducation, makeLeaveEducation } from '../../use-cases/people/staff-education.ts';
import { makeViewPeople, makeViewPerson } from '../../use-cases/people/view-people.ts';
import { makeOfferPhoto } from '../../use-cases/photos/offer-photo.ts';
import type { PhotoStore } from '../../use-cases/ports.ts';
import { makeAskCode } from '../../use-cases/sign-in/ask-code.ts';
import { makeCloseSessions } from '../../use-cases/sign-in/close-sessions.ts';
import { makeEndTrip } from '../../use-cases/sign-in/end-trip.ts';
import { makeEnterCode } from '../../use-cases/sign-in/enter-code.ts';
import { makeSignOut } from '../../use-cases/sign-in/sign-out.ts';
import { makeStartTrip } from '../../use-cases/sign-in/start-trip.ts';
import { makeReadPass, makeUsePass } from '../../use-cases/sign-in/use-pass.ts';
import { makeWhoIs } from '../../use-cases/sign-in/who-is.ts';
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
