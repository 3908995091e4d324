import { logError } from '../../adapters/node/runtime.ts';
import type { ChangeVisibility } from '../../channels/chat/queue.ts';
import { createMailTo } from '../../channels/mail/outbound.ts';
import type { MailConsumerDeps } from '../../channels/mail/queue.ts';
import { keepWithin } from '../../channels/mail/ses.ts';
import type { Config } from './config.ts';
import { createDeps, type MailClients, personSetting } from './deps.ts';

export interface MailOutboundClients extends MailClients {
  readonly changeVisibility: ChangeVisibility;
}

export function buildMailOutbound(
  config: Config<'mail-outbound'>,
  clients: MailOutboundClients,
): MailConsumerDeps {
  const { sendMail, changeVisibility } = clients;
  return {
    ...createDeps(config, clients),
    // The timeout of infra/lambdas/mail-outbound.ts.
    runSeconds: 60,
    mailTo: createMailTo(personSetting(config), keepWithin(config.MAIL_DOMAINS, sendMail)),
    changeVisibility,
    logError,
  };
}
