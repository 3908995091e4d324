import { randomUUID } from 'node:crypto';
import { wireStores } from '../../adapters/dynamodb/stores.ts';
import { makeDigestPosts } from '../../channels/chat/outbox.ts';
import { makeDigestMail } from '../../channels/mail/outbound.ts';
import { keepWithin } from '../../channels/mail/ses.ts';
import {
  makeGatherDigest,
  makeSendDigest,
  makeSpendNight,
} from '../../use-cases/nightly-digest.ts';
import { makeSendOnce } from '../../use-cases/send-once.ts';
import type { Config } from './config.ts';
import type { MailEngines, PostEngines } from './deps.ts';

export function wireNight(
  config: Config<'night'>,
  { table, clock, sendMail, putPost }: MailEngines & PostEngines,
) {
  const deps = { ...wireStores(table, config.DEPARTEMENT, clock), clock, newId: randomUUID };
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
      [
        ...config.EDUCATION_MAILBOXES.map((mailbox) => makeDigestMail(mailbox, setting, guarded)),
        makeDigestPosts('slack', setting, putPost),
        makeDigestPosts('teams', setting, putPost),
      ],
      makeSendOnce(deps),
    ),
  });
}
