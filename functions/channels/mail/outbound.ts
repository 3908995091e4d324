import type { Sheet } from '../../content/model/document.ts';
import type { Notification, PersonSetting } from '../../content/model/notification.ts';
import {
  type DigestSetting,
  digestMessageNotification,
} from '../../content/notifications/digest.ts';
import { damagesSheet } from '../../content/notifications/digest-damages.ts';
import { deliveriesSheet } from '../../content/notifications/digest-deliveries.ts';
import { digestFileName } from '../../content/notifications/digest-phrases.ts';
import { campaignStatusSheet, changesSheet } from '../../content/notifications/digest-sheets.ts';
import { personNotification } from '../../content/notifications/personal.ts';
import type { Register } from '../../domain/colleges/college.ts';
import type { Digest } from '../../domain/notifications/digest.ts';
import type { MailDeps } from '../../use-cases/mail.ts';
import type { Notifier } from '../../use-cases/notifications.ts';
import type { Deps, MailQueue } from '../../use-cases/ports.ts';
import type { DigestSender } from '../../use-cases/send-digest.ts';
import { sheetCsv, sheetsXlsx } from './attachments.ts';
import { notificationHtml, notificationText } from './render.tsx';
import type { Attachment, Mail, SendMail } from './ses.ts';

/** Mails a notification to the person whom it is for. */
export function createMailTo(setting: PersonSetting, sendMail: SendMail): MailDeps['mailTo'] {
  return ({ mail, content }) =>
    sendMail(mailOf(personNotification(content, setting), { to: mail }));
}

/** Puts references to the mail on the queue. */
export function createMailNotifier(
  deps: Pick<Deps, 'announcedChanges'> & { readonly mailQueue: MailQueue },
): Notifier {
  return {
    kind: 'must-deliver',
    async recipientsOf(notification, changeEvent) {
      if (!('mail' in notification)) return [];
      const { notificationId, mail } = notification;
      const send = async () => {
        const reference = await deps.announcedChanges.keep(changeEvent);
        await deps.mailQueue.put({ notificationId, mail, ...reference });
      };
      return [{ recipient: `queued:mail:${mail}`, send }];
    },
  };
}

export function createMailDigestSender(
  mailbox: string,
  setting: DigestSetting,
  sendMail: SendMail,
): DigestSender {
  return {
    recipient: `mail:${mailbox}`,
    async send(message, register) {
      const notification = digestMessageNotification(message, register, setting);
      const { digest } = message;
      const attachments = digest ? await attachmentsOf(digest, register, setting) : [];
      await sendMail(mailOf(notification, { to: mailbox, attachments }));
    },
  };
}

function mailOf(
  notification: Notification,
  { to, attachments = [] }: Pick<Mail, 'to'> & Partial<Pick<Mail, 'attachments'>>,
): Mail {
  return {
    to,
    subject: notification.title,
    text: notificationText(notification),
    html: notificationHtml(notification),
    attachments,
  };
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function attachmentsOf(
  digest: Digest,
  register: Register,
  { timeZone }: Pick<DigestSetting, 'timeZone'>,
): Promise<readonly Attachment[]> {
  const name = digestFileName(digest, timeZone);
  const csv = sheetCsv(mainSheet(digest, register, timeZone));
  return [
    {
      name: `${name}.xlsx`,
      type: xlsxType,
      content: await sheetsXlsx(sheetsOf(digest, register, timeZone)),
    },
    {
      name: `${name}.csv`,
      type: 'text/csv; charset=utf-8',
      content: new TextEncoder().encode(csv),
    },
  ];
}

/** Without empty sheets, which would look as if data were missing. */
function sheetsOf(digest: Digest, register: Register, timeZone: string): readonly Sheet[] {
  const { changes, damages, campaign } = digest;
  const hasDeliveries = digest.deliveries.length + digest.lateDeliveries.length > 0;
  return [
    ...(changes.length > 0 ? [changesSheet(digest, register, timeZone)] : []),
    ...(damages.length > 0 ? [damagesSheet(digest, register, timeZone)] : []),
    ...(hasDeliveries ? [deliveriesSheet(digest, register, timeZone)] : []),
    ...(campaign ? [campaignStatusSheet(digest, register)] : []),
  ];
}

/** All the collèges of the campaign. Without a campaign, the damages or else the deliveries. */
function mainSheet(digest: Digest, register: Register, timeZone: string): Sheet {
  if (digest.campaign) return campaignStatusSheet(digest, register);
  return digest.damages.length > 0
    ? damagesSheet(digest, register, timeZone)
    : deliveriesSheet(digest, register, timeZone);
}
