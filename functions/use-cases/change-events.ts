import { toError } from '../domain/error.ts';
import type { ChangeEvent } from '../domain/notifications/notification.ts';
import { type RequestPhotosDeps, requestPhotos } from './chat-photos.ts';
import { type NotifyDeps, notify } from './notifications.ts';
import { type PublishEventsDeps, publishEvents } from './webhook-messages.ts';

export interface HandleChangeEventDeps extends NotifyDeps, PublishEventsDeps, RequestPhotosDeps {
  readonly logError: (error: Error) => void;
}

/**
 * Does what follows from a change: notifies people, publishes webhook events, has photos fetched from a chat. Rejects when
 * something must be tried again; what was sent by then is not sent twice.
 */
export async function handleChangeEvent(
  deps: HandleChangeEventDeps,
  changeEvent: ChangeEvent,
): Promise<void> {
  const [notified, published] = await Promise.all([
    notify(deps, changeEvent),
    publishEvents(deps, changeEvent),
  ]);
  const results = [...notified, ...published];
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  for (const { notifierKind, error } of failed) {
    if (notifierKind === 'best-effort') deps.logError(toError(error));
  }
  const undelivered = failed.find(({ notifierKind }) => notifierKind === 'must-deliver');
  if (undelivered) throw undelivered.error;
  // The other run may have died since: a later run finds out whether the message was sent.
  if (results.some(({ outcome }) => outcome === 'leased')) {
    throw new Error('Another run is sending a notification of this change');
  }
  await requestPhotos(deps, changeEvent);
}
