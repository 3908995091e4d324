import type { ChangeEvent } from '../domain/notifications/notification.ts';
import { withMailRefused } from '../domain/people/person.ts';
import { changeStored } from './change.ts';
import {
  challengeNotifications,
  type NotificationsDeps,
  notificationsOf,
  type PersonalNotification,
} from './notifications.ts';
import type { Deps, MailJob } from './ports.ts';
import { type SendOnceDeps, sendOnce } from './send-once.ts';

/** `address`: no mail can reach it. `message`: this mail is refused, for instance outside the domains of a test stage. */
export type MailRefusalReason = 'address' | 'message';

/** The mail service refused a mail for good: a retry cannot help. */
export class MailRefused extends Error {
  readonly reason: MailRefusalReason;

  constructor(reason: MailRefusalReason, options?: ErrorOptions) {
    super('The mail was refused', options);
    this.reason = reason;
    // The name is what the log shows.
    this.name = `MailRefused ${reason}`;
  }
}

export interface MailDeps extends SendOnceDeps, Pick<Deps, 'persons'> {
  /** Rejects with `MailRefused` when a retry cannot help, with another error when it may. */
  readonly mailTo: (notification: PersonalNotification) => Promise<void>;
}

export type MailResult =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly error: MailRefused }
  /** `error` is absent while another run sends the same mail. */
  | { readonly kind: 'retry'; readonly error?: unknown };

/**
 * Mails one notification, once across retries and concurrent runs. An address that is refused for good is recorded on its
 * person, and gets no further mail.
 */
export async function mailOnce(
  deps: MailDeps,
  notification: PersonalNotification,
): Promise<MailResult> {
  const { notificationId, mail } = notification;
  if ((await deps.persons.find(mail))?.mailRefusedAt !== undefined) {
    return { kind: 'refused', error: new MailRefused('address') };
  }
  const send = { notificationId, recipient: `mail:${mail}` };
  const { outcome, error } = await sendOnce(deps, send, () => deps.mailTo(notification));
  if (outcome === 'leased') return { kind: 'retry' };
  if (outcome !== 'failed') return { kind: 'sent' };
  if (!(error instanceof MailRefused)) return { kind: 'retry', error };
  if (error.reason === 'address') await recordRefusal(deps, notification);
  return { kind: 'refused', error };
}

async function recordRefusal(
  { persons, clock }: Pick<Deps, 'persons' | 'clock'>,
  { notificationId, mail }: PersonalNotification,
): Promise<void> {
  const idempotencyKey = `mail-refused ${notificationId}`;
  await changeStored({
    find: () => persons.find(mail),
    save: persons.save,
    apply: (person) => withMailRefused(person, { at: clock.now().toISOString(), idempotencyKey }),
    idempotencyKey,
  });
}

export interface MailCodeDeps
  extends MailDeps,
    Pick<Deps, 'departement' | 'persons' | 'tokenSigner'> {
  readonly logError: (error: Error, about: { readonly notification: string }) => void;
}

/** Mails the code of a challenge. Rejects when it must be tried again; a code that is refused for good is logged. */
export async function mailCode(deps: MailCodeDeps, changeEvent: ChangeEvent): Promise<void> {
  if (changeEvent.kind !== 'challenge') return;
  const notifications = await challengeNotifications(deps, changeEvent.challenge);
  const results = await Promise.all(notifications.map((each) => mailOnce(deps, each)));
  for (const result of results) {
    if (result.kind === 'refused') deps.logError(result.error, { notification: 'code' });
    if (result.kind === 'retry') {
      throw result.error ?? new Error('Another run is sending the code');
    }
  }
}

export interface MailJobDeps extends MailDeps, NotificationsDeps, Pick<Deps, 'announcedChanges'> {}

export interface MailJobResult {
  readonly result: MailResult;
  /** The kind of the message, for the log. */
  readonly notification?: string;
}

/** The change whose mail waited is no longer kept. */
class ChangeExpired extends Error {
  override name = 'ChangeExpired';
}

/**
 * Mails what a job refers to, as the change left it. Recipients are determined again: a person who was removed since is told
 * nothing.
 */
export async function sendMailJob(deps: MailJobDeps, job: MailJob): Promise<MailJobResult> {
  const change = await deps.announcedChanges.find(job);
  if (!change) return { result: { kind: 'retry', error: new ChangeExpired() } };
  const outgoing = await notificationsOf(deps, change);
  const wanted = outgoing
    .flatMap((each) => ('mail' in each ? [each] : []))
    .find(({ notificationId, mail }) => notificationId === job.notificationId && mail === job.mail);
  if (!wanted) return { result: { kind: 'sent' } };
  return { result: await mailOnce(deps, wanted), notification: wanted.content.kind };
}
