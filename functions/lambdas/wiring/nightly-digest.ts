import { createChatDigestSender } from '../../channels/chat/outbox.ts';
import { createMailDigestSender } from '../../channels/mail/outbound.ts';
import { keepWithin } from '../../channels/mail/ses.ts';
import type { NightlyDigestDeps } from '../../use-cases/nightly-digest.ts';
import type { Config } from './config.ts';
import { type ChatQueueClients, createDeps, type MailClients } from './deps.ts';

export function buildNightlyDigest(
  config: Config<'nightly-digest'>,
  clients: MailClients & ChatQueueClients,
): NightlyDigestDeps {
  const { enqueue } = clients;
  const sendMail = keepWithin(config.MAIL_DOMAINS, clients.sendMail);
  const deps = { ...createDeps(config, clients), runSeconds: config.RUN_SECONDS };
  const setting = {
    departementName: config.DEPARTEMENT_NAME,
    serviceName: config.SERVICE_NAME,
    timeZone: config.TIME_ZONE,
    lotSize: config.LOT_SIZE,
    siteUrl: config.SITE_URL,
  };
  return {
    ...deps,
    digestSenders: {
      mailTo: (mailbox) => createMailDigestSender(mailbox, setting, sendMail),
      educationMailboxes: config.EDUCATION_MAILBOXES,
      chats: [
        createChatDigestSender('slack', setting, enqueue),
        createChatDigestSender('teams', setting, enqueue),
      ],
    },
  };
}
