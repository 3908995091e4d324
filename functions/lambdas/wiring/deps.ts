import { randomBytes } from 'node:crypto';
import { wireStores } from '../../adapters/dynamodb/stores.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { damageIdFrom, digestOf, isSame, makeSeals } from '../../adapters/node/crypto.ts';
import { makeTalk } from '../../bot/bot.ts';
import type { Talk, TalkDeps } from '../../bot/model/context.ts';
import type { PutPost } from '../../channels/chat/queue.ts';
import type { SendMail } from '../../channels/mail/ses.ts';
import { makeAskBindingCode, makeEnterBindingCode } from '../../use-cases/account-linking.ts';
import { makeFindColleges, makeViewCampaign, makeViewCollege } from '../../use-cases/campaigns.ts';
import { makeAddPhotos } from '../../use-cases/chat-photos.ts';
import {
  makeListDamages,
  makeOpenDamage,
  makeRecentDamages,
} from '../../use-cases/damage-queries.ts';
import { makeFollowUpDamage, makeMoveDamage, makeReportDamage } from '../../use-cases/damages.ts';
import {
  makeAskCorrection,
  makeFileDeclaration,
  makeOpenDeclaration,
  makeSaveDraft,
} from '../../use-cases/declarations.ts';
import { makeReceiveDelivery } from '../../use-cases/deliveries.ts';
import { makeViewDelivery } from '../../use-cases/delivery-queries.ts';
import { makeMakePass } from '../../use-cases/magic-links.ts';
import type { Clock } from '../../use-cases/ports.ts';
import type { DispatchQueue } from '../../use-cases/webhook-ports.ts';
import type { Config } from './config.ts';

export interface Engines {
  readonly table: Table;
  readonly clock: Clock;
}

export interface SealEngines extends Engines {
  /** What sign-in codes and sessions are sealed with. */
  readonly secret: () => Promise<string>;
}

export interface MailEngines extends Engines {
  readonly sendMail: SendMail;
}

export interface HookEngines extends Engines {
  /** Where what other systems are told waits for its turn. */
  readonly dispatchQueue: DispatchQueue;
}

export interface PostEngines extends Engines {
  /** Puts it on the queue of its chat. */
  readonly putPost: PutPost;
}

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
