import { randomUUID } from 'node:crypto';
import { makeDigestMail } from '../../notify/digest-mail.ts';
import { makeDigestPosts } from '../../notify/digest-posts.ts';
import { keepWithin } from '../../notify/mailer.ts';
import { makeGatherDigest } from '../../use-cases/notices/gather-digest.ts';
import { makeSendDigest } from '../../use-cases/notices/send-digest.ts';
import { makeSendOnce } from '../../use-cases/notices/send-once.ts';
import { makeSpendNight } from '../../use-cases/notices/spend-night.ts';
import type { Config } from '../config.ts';
import type { MailEngines, PostEngines } from './engines.ts';
import { wireStores } from './wire-stores.ts';

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
