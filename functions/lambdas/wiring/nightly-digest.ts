import { createChatDigestSender } from '../../channels/chat/outbox.ts';
import { createMailDigestSender } from '../../channels/mail/outbound.ts';
import { keepWithin } from '../../channels/mail/ses.ts';
import {
  createDigestBuilder,
  createDigestDelivery,
  createNightlyDigest,
} from '../../use-cases/nightly-digest.ts';
import type { Config } from './config.ts';
import { type ChatQueueClients, createDeps, type MailClients } from './deps.ts';

export function buildNightlyDigest(
  config: Config<'nightly-digest'>,
  clients: MailClients & ChatQueueClients,
) {
  const { sendMail, enqueue } = clients;
  // No Lambda can run longer.
  const deps = { ...createDeps(config, clients), runSeconds: 900 };
  const setting = {
    departementName: config.DEPARTEMENT_NAME,
    serviceName: config.SERVICE_NAME,
    timeZone: config.TIME_ZONE,
    lotSize: config.LOT_SIZE,
    siteUrl: config.SITE_URL,
  };
  const guarded = keepWithin(config.MAIL_DOMAINS, sendMail);
  return createNightlyDigest({
    departement: deps.departement,
    buildDigest: createDigestBuilder(deps),
    sendDigest: createDigestDelivery(deps, [
      ...config.EDUCATION_MAILBOXES.map((mailbox) =>
        createMailDigestSender(mailbox, setting, guarded),
      ),
      createChatDigestSender('slack', setting, enqueue),
      createChatDigestSender('teams', setting, enqueue),
    ]),
  });
}
