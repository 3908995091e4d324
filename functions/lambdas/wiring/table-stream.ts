import { createTokenSigner } from '../../adapters/node/crypto.ts';
import { logError } from '../../adapters/node/runtime.ts';
import { createChatNotifier } from '../../channels/chat/outbox.ts';
import { createMailNotifier } from '../../channels/mail/outbound.ts';
import { keepWithin } from '../../channels/mail/ses.ts';
import { eventsOf } from '../../channels/webhooks/events/catalog.ts';
import type { HandleChangeEventDeps } from '../../use-cases/change-events.ts';
import type { Config } from './config.ts';
import {
  type ChatQueueClients,
  createDeps,
  type MailClients,
  personSetting,
  type TokenSignerClients,
  type WebhookQueueClients,
} from './deps.ts';

export function buildTableStream(
  config: Config<'table-stream'>,
  clients: MailClients & ChatQueueClients & TokenSignerClients & WebhookQueueClients,
): HandleChangeEventDeps {
  const { sendMail, enqueue, secret, webhookQueue } = clients;
  // The timeout of infra/lambdas/table-stream.ts.
  const deps = { ...createDeps(config, clients), runSeconds: 60 };
  const setting = personSetting(config);
  return {
    ...deps,
    tokenSigner: createTokenSigner(secret),
    notifiers: [
      createMailNotifier(setting, keepWithin(config.MAIL_DOMAINS, sendMail)),
      createChatNotifier({ ...deps, channel: 'slack', setting, enqueue }),
      createChatNotifier({ ...deps, channel: 'teams', setting, enqueue }),
    ],
    eventsOf,
    webhookQueue,
    requestPhoto: (photo, from) => enqueue({ kind: 'photo', photo, ...from }),
    logError,
  };
}
