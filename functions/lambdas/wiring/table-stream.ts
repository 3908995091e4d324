import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { type Image, parseChangeEvent } from '../../adapters/dynamodb/change-events.ts';
import { createTokenSigner } from '../../adapters/node/crypto.ts';
import { logError } from '../../adapters/node/runtime.ts';
import { createChatNotifier } from '../../channels/chat/outbox.ts';
import { createMailNotifier } from '../../channels/mail/outbound.ts';
import { keepWithin } from '../../channels/mail/ses.ts';
import { eventsOf } from '../../channels/webhooks/events/catalog.ts';
import { createPhotoRequester, type RequestPhotos } from '../../use-cases/chat-photos.ts';
import { createNotificationSender, type Notify } from '../../use-cases/notifications.ts';
import { createEventPublisher } from '../../use-cases/webhook-messages.ts';
import type { Config } from './config.ts';
import {
  type ChatQueueClients,
  createDeps,
  type MailClients,
  type TokenSignerClients,
  type WebhookQueueClients,
} from './deps.ts';

export interface TableStreamConsumerDeps {
  readonly notify: Notify;
  readonly requestPhotos: RequestPhotos;
}

/**
 * Announces what the table's stream says, record after record. Stops at the first that cannot be told: Lambda comes back
 * with it and all that follow, and what was told already is not told again.
 */
export function createTableStreamConsumer(deps: TableStreamConsumerDeps) {
  return async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (const { dynamodb } of Records) {
      try {
        await consume(deps, dynamodb?.NewImage, dynamodb?.OldImage);
      } catch (error) {
        logError(asError(error));
        return { batchItemFailures: [{ itemIdentifier: dynamodb?.SequenceNumber ?? '' }] };
      }
    }
    return { batchItemFailures: [] };
  };
}

async function consume(
  { notify, requestPhotos }: TableStreamConsumerDeps,
  newImage: unknown,
  oldImage: unknown,
): Promise<void> {
  // Something expired or was removed: nobody is told.
  if (!isImage(newImage)) return;
  const changeEvent = parseChangeEvent(newImage, isImage(oldImage) ? oldImage : undefined);
  if (!changeEvent) return;
  const reports = await notify(changeEvent);
  const failed = reports.filter(({ outcome }) => outcome === 'failed');
  // What a chat misses people have by mail: it is reported, and holds nobody else up.
  for (const { notifierKind: notifier, error } of failed)
    if (notifier === 'best-effort') logError(asError(error));
  const unproved = failed.find(({ notifierKind: notifier }) => notifier === 'must-deliver');
  if (unproved) throw unproved.error;
  // It may have died since: only coming back shows whether the message went.
  if (reports.some(({ outcome }) => outcome === 'leased')) throw new Error('being sent elsewhere');
  await requestPhotos(changeEvent);
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error('not an error');

/** The stream's types name the same attribute values otherwise than the client's. */
function isImage(image: unknown): image is Image {
  return typeof image === 'object' && image !== null;
}

export function buildTableStream(
  config: Config<'table-stream'>,
  clients: MailClients & ChatQueueClients & TokenSignerClients & WebhookQueueClients,
) {
  const { sendMail, enqueue, secret, webhookQueue } = clients;
  // The timeout of infra/lambdas/table-stream.ts.
  const deps = { ...createDeps(config, clients), runSeconds: 60 };
  const setting = {
    departementName: config.DEPARTEMENT_NAME,
    serviceName: config.SERVICE_NAME,
    serviceMail: config.SERVICE_MAIL,
    siteUrl: config.SITE_URL,
  };
  const notify = createNotificationSender({
    ...deps,
    tokenSigner: createTokenSigner(secret),
    notifiers: [
      createMailNotifier(setting, keepWithin(config.MAIL_DOMAINS, sendMail)),
      createChatNotifier({ ...deps, channel: 'slack', setting, enqueue }),
      createChatNotifier({ ...deps, channel: 'teams', setting, enqueue }),
    ],
  });
  const requestPhotos = createPhotoRequester(deps, (photo, from) =>
    enqueue({ kind: 'photo', photo, ...from }),
  );
  const publishEvents = createEventPublisher({ ...deps, eventsOf, queue: webhookQueue });
  return createTableStreamConsumer({
    async notify(changeEvent) {
      const reports = await Promise.all([notify(changeEvent), publishEvents(changeEvent)]);
      return reports.flat();
    },
    requestPhotos,
  });
}
