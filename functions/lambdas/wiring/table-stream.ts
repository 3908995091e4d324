import { randomUUID } from 'node:crypto';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { type Image, readHappening } from '../../adapters/dynamodb/change-events.ts';
import { wireStores } from '../../adapters/dynamodb/stores.ts';
import { makeSeals } from '../../adapters/node/crypto.ts';
import { reportError } from '../../adapters/node/runtime.ts';
import { makePersonPosts } from '../../channels/chat/outbox.ts';
import { makePersonMail } from '../../channels/mail/outbound.ts';
import { keepWithin } from '../../channels/mail/ses.ts';
import { eventsOf } from '../../channels/webhooks/events/catalog.ts';
import { makeSendForPhotos, type SendForPhotos } from '../../use-cases/chat-photos.ts';
import { type Announce, makeAnnounce } from '../../use-cases/notifications.ts';
import { makeSendOnce } from '../../use-cases/send-once.ts';
import { makeAnnounceEvents } from '../../use-cases/webhook-messages.ts';
import type { Config } from './config.ts';
import type { HookEngines, MailEngines, PostEngines, SealEngines } from './deps.ts';

export interface CarryJournalDeps {
  readonly announce: Announce;
  readonly sendForPhotos: SendForPhotos;
}

/**
 * Announces what the table's stream says, record after record. Stops at the first that cannot be told: Lambda comes back
 * with it and all that follow, and what was told already is not told again.
 */
export function makeCarryJournal(deps: CarryJournalDeps) {
  return async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (const { dynamodb } of Records) {
      try {
        await carry(deps, dynamodb?.NewImage, dynamodb?.OldImage);
      } catch (error) {
        reportError(asError(error));
        return { batchItemFailures: [{ itemIdentifier: dynamodb?.SequenceNumber ?? '' }] };
      }
    }
    return { batchItemFailures: [] };
  };
}

async function carry(
  { announce, sendForPhotos }: CarryJournalDeps,
  newImage: unknown,
  oldImage: unknown,
): Promise<void> {
  // Something expired or was removed: nobody is told.
  if (!isImage(newImage)) return;
  const happening = readHappening(newImage, isImage(oldImage) ? oldImage : undefined);
  if (!happening) return;
  const reports = await announce(happening);
  const failed = reports.filter(({ outcome }) => outcome === 'failed');
  // What a chat misses people have by mail: it is reported, and holds nobody else up.
  for (const { voice, error } of failed) if (voice === 'echo') reportError(asError(error));
  const unproved = failed.find(({ voice }) => voice === 'proof');
  if (unproved) throw unproved.error;
  // It may have died since: only coming back shows whether the message went.
  if (reports.some(({ outcome }) => outcome === 'claimed')) throw new Error('being sent elsewhere');
  await sendForPhotos(happening);
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error('not an error');

/** The stream's types name the same attribute values otherwise than the client's. */
function isImage(image: unknown): image is Image {
  return typeof image === 'object' && image !== null;
}

export function wireJournal(
  config: Config<'journal'>,
  engines: MailEngines & PostEngines & SealEngines & HookEngines,
) {
  const { table, clock, sendMail, putPost, secret, dispatchQueue } = engines;
  const deps = { ...wireStores(table, config.DEPARTEMENT, clock), clock, newId: randomUUID };
  const setting = {
    departementName: config.DEPARTEMENT_NAME,
    serviceName: config.SERVICE_NAME,
    serviceMail: config.SERVICE_MAIL,
    siteUrl: config.SITE_URL,
  };
  // Its timeout, in infra/lambdas/table-stream.ts: who waits for a code does not wait for longer.
  const sendOnce = makeSendOnce({ ...deps, runMinutes: 1 });
  const announce = makeAnnounce({
    ...deps,
    seals: makeSeals(secret),
    voices: [
      makePersonMail(setting, keepWithin(config.MAIL_DOMAINS, sendMail)),
      makePersonPosts({ ...deps, door: 'slack', setting, putPost }),
      makePersonPosts({ ...deps, door: 'teams', setting, putPost }),
    ],
    sendOnce,
  });
  const sendForPhotos = makeSendForPhotos(
    (photo, from) => putPost({ kind: 'photo', photo, ...from }),
    sendOnce,
  );
  const announceEvents = makeAnnounceEvents({ ...deps, sendOnce, eventsOf, queue: dispatchQueue });
  return makeCarryJournal({
    async announce(happening) {
      const reports = await Promise.all([announce(happening), announceEvents(happening)]);
      return reports.flat();
    },
    sendForPhotos,
  });
}
