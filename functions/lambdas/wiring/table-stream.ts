import { logError } from '../../adapters/node/runtime.ts';
import { createChatNotifier } from '../../channels/chat/outbox.ts';
import { createMailNotifier } from '../../channels/mail/outbound.ts';
import { eventsOf } from '../../channels/webhooks/events/catalog.ts';
import type { HandleChangeEventDeps } from '../../use-cases/change-events.ts';
import type { Config } from './config.ts';
import {
  type ChatQueueClients,
  createDeps,
  type MailQueueClients,
  personSetting,
  type WebhookQueueClients,
} from './deps.ts';

export function buildTableStream(
  config: Config<'table-stream'>,
  clients: ChatQueueClients & MailQueueClients & WebhookQueueClients,
): HandleChangeEventDeps {
  const { enqueue, mailQueue, webhookQueue } = clients;
  // The timeout of infra/lambdas/table-stream.ts.
  const deps = { ...createDeps(config, clients), runSeconds: 60 };
  const setting = personSetting(config);
  return {
    ...deps,
    notifiers: [
      createMailNotifier({ ...deps, mailQueue }),
      createChatNotifier({ ...deps, channel: 'slack', setting, enqueue }),
      createChatNotifier({ ...deps, channel: 'teams', setting, enqueue }),
    ],
    eventsOf,
    webhookQueue,
    requestPhoto: (photo, from) => enqueue({ kind: 'photo', photo, ...from }),
    logError,
  };
}
