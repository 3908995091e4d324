import { randomBytes } from 'node:crypto';
import { makeTalk } from '../../conversations/make-talk.ts';
import type { Talk } from '../../conversations/talk.ts';
import type { TalkDeps } from '../../conversations/talk-deps.ts';
import { makeFindColleges } from '../../use-cases/colleges/find-colleges.ts';
import { makeViewCollege } from '../../use-cases/colleges/view-college.ts';
import { makeFollowUpDamage } from '../../use-cases/damages/follow-up-damage.ts';
import { makeListDamages } from '../../use-cases/damages/list-damages.ts';
import { makeMoveDamage } from '../../use-cases/damages/move-damage.ts';
import { makeOpenDamage } from '../../use-cases/damages/open-damage.ts';
import { makeRecentDamages } from '../../use-cases/damages/recent-damages.ts';
import { makeReportDamage } from '../../use-cases/damages/report-damage.ts';
import { makeAskCorrection } from '../../use-cases/declarations/ask-correction.ts';
import { makeFileDeclaration } from '../../use-cases/declarations/file-declaration.ts';
import { makeOpenDeclaration } from '../../use-cases/declarations/open-declaration.ts';
import { makeSaveDraft } from '../../use-cases/declarations/save-draft.ts';
import { makeViewCampaign } from '../../use-cases/declarations/view-campaign.ts';
import { makeReceiveDelivery } from '../../use-cases/deliveries/receive-delivery.ts';
import { makeViewDelivery } from '../../use-cases/deliveries/view-delivery.ts';
import { makeAskBindingCode } from '../../use-cases/people/ask-binding-code.ts';
import { makeEnterBindingCode } from '../../use-cases/people/enter-binding-code.ts';
import { makeAddPhotos } from '../../use-cases/photos/add-photos.ts';
import { makeMakePass } from '../../use-cases/sign-in/make-pass.ts';
import type { Config } from '../config.ts';
import { damageIdFrom } from '../damage-id-from.ts';
import { digestOf } from '../digest-of.ts';
import { isSame, makeSeals } from '../seals.ts';
import type { SealEngines } from './engines.ts';
import { wireStores } from './wire-stores.ts';

type TalkConfig = Pick<
  Config<'journal'>,
  'DEPARTEMENT' | 'DEPARTEMENT_NAME' | 'SERVICE_NAME' | 'SERVICE_MAIL' | 'SITE_URL' | 'TIME_ZONE'
>;

type TalkEngines = SealEngines & Pick<TalkDeps, 'trustContact'>;

/** The conversations, for the function of any chat. */
export function wireTalk(config: TalkConfig, engines: TalkEngines): Talk {
  const { table, clock, secret, trustContact } = engines;
  const stores = wireStores(table, config.DEPARTEMENT, clock);
  // Challenges and passes are guessed by nobody: 256 random bits.
  const newId = () => randomBytes(32).toString('base64url');
  const deps = { ...stores, clock, seals: makeSeals(secret), newId, isSame };
  return makeTalk({
    viewCollege: makeViewCollege(deps),
    viewCampaign: makeViewCampaign(deps),
    listDamages: makeListDamages(deps),
    findColleges: makeFindColleges(deps),
    openDeclaration: makeOpenDeclaration(deps),
    saveDraft: makeSaveDraft(deps),
    fileDeclaration: makeFileDeclaration(deps),
    askCorrection: makeAskCorrection(deps),
    reportDamage: makeReportDamage({ ...deps, damageIdFrom }),
    openDamage: makeOpenDamage(deps),
    recentDamages: makeRecentDamages(deps),
    addPhotos: makeAddPhotos({ ...deps, damageIdFrom }),
    followUpDamage: makeFollowUpDamage(deps),
    moveDamage: makeMoveDamage(deps),
    viewDelivery: makeViewDelivery(deps),
    receiveDelivery: makeReceiveDelivery(deps),
    askBindingCode: makeAskBindingCode(deps),
    enterBindingCode: makeEnterBindingCode(deps),
    makePass: makeMakePass(deps),
    trustContact,
    digestOf,
    setting: {
      departementName: config.DEPARTEMENT_NAME,
      serviceName: config.SERVICE_NAME,
      serviceMail: config.SERVICE_MAIL,
      siteUrl: config.SITE_URL.replace(/\/$/, ''),
      timeZone: config.TIME_ZONE,
    },
  });
}
