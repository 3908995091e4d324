import type { Sheet } from '../../content/model/document.ts';
import type { PersonSetting } from '../../content/model/notification.ts';
import { type DigestSetting, digestNotification } from '../../content/notifications/digest.ts';
import { damagesSheet } from '../../content/notifications/digest-damages.ts';
import { deliveriesSheet } from '../../content/notifications/digest-deliveries.ts';
import { digestFileName } from '../../content/notifications/digest-phrases.ts';
import { campaignStatusSheet, changesSheet } from '../../content/notifications/digest-sheets.ts';
import { personNotification } from '../../content/notifications/personal.ts';
import type { Register } from '../../domain/colleges/college.ts';
import type { Digest } from '../../domain/notifications/digest.ts';
import type { DigestSender } from '../../use-cases/nightly-digest.ts';
import type { Notifier } from '../../use-cases/notifications.ts';
import { sheetCsv, sheetsXlsx } from './attachments.ts';
import { notificationHtml, notificationText } from './render.tsx';
import type { SendMail } from './ses.ts';

/** Tells people by mail: the proof that they keep. */
export function createMailNotifier(setting: PersonSetting, sendMail: SendMail): Notifier {
  return {
    kind: 'must-deliver',
    async recipientsOf({ mail, content }) {
      const send = () => {
        const notification = personNotification(content, setting);
        return sendMail({
          to: mail,
          subject: notification.title,
          text: notificationText(notification),
          html: notificationHtml(notification),
          attachments: [],
        });
      };
      return [{ recipient: `mail:${mail}`, send }];
    },
  };
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The digest by mail, with the workbook and the table of all collèges attached. */
export function createMailDigestSender(
  mailbox: string,
  setting: DigestSetting,
  sendMail: SendMail,
): DigestSender {
  return {
    recipient: `mail:${mailbox}`,
    async send(digest, register) {
      const notification = digestNotification(digest, register, setting);
      const name = digestFileName(digest, setting.timeZone);
      await sendMail({
        to: mailbox,
        subject: notification.title,
        text: notificationText(notification),
        html: notificationHtml(notification),
        attachments: [
          {
            name: `${name}.xlsx`,
            type: xlsxType,
            content: await sheetsXlsx(sheetsOf(digest, register, setting.timeZone)),
          },
          {
            name: `${name}.csv`,
            type: 'text/csv; charset=utf-8',
            content: new TextEncoder().encode(
              sheetCsv(mainSheet(digest, register, setting.timeZone)),
            ),
          },
        ],
      });
    },
  };
}

/** Only the news that there is: an empty sheet would look like something lost. */
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

/** All the collèges in the campaign; with no campaign, the damages, or else the deliveries. */
function mainSheet(digest: Digest, register: Register, timeZone: string): Sheet {
  if (digest.campaign) return campaignStatusSheet(digest, register);
  return digest.damages.length > 0
    ? damagesSheet(digest, register, timeZone)
    : deliveriesSheet(digest, register, timeZone);
}
