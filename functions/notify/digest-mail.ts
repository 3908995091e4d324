import type { Register } from '../domain/colleges/college.ts';
import type { Digest } from '../domain/notices/digest.ts';
import type { DigestVoice } from '../use-cases/ports.ts';
import { damagesSheet } from '../words/notices/damages-sheet.ts';
import { deliveriesSheet } from '../words/notices/deliveries-sheet.ts';
import { type DigestSetting, digestNotice } from '../words/notices/digest-notice.ts';
import { digestFileName } from '../words/notices/digest-phrases.ts';
import { changesSheet, standingsSheet } from '../words/notices/digest-sheets.ts';
import type { Sheet } from '../words/sheet.ts';
import type { SendMail } from './mailer.ts';
import { noticeHtml } from './notice-html.tsx';
import { noticeText } from './notice-text.ts';
import { sheetCsv } from './sheet-csv.ts';
import { sheetsXlsx } from './sheets-xlsx.ts';

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The digest by mail, with the workbook and the table of all collèges attached. */
export function makeDigestMail(
  mailbox: string,
  setting: DigestSetting,
  sendMail: SendMail,
): DigestVoice {
  return {
    recipient: `mail:${mailbox}`,
    async tell(digest, register) {
      const notice = digestNotice(digest, register, setting);
      const name = digestFileName(digest, setting.timeZone);
      await sendMail({
        to: mailbox,
        subject: notice.title,
        text: noticeText(notice),
        html: noticeHtml(notice),
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
    ...(campaign ? [standingsSheet(digest, register)] : []),
  ];
}

/** All the collèges in the campaign; with no campaign, the damages, or else the deliveries. */
function mainSheet(digest: Digest, register: Register, timeZone: string): Sheet {
  if (digest.campaign) return standingsSheet(digest, register);
  return digest.damages.length > 0
    ? damagesSheet(digest, register, timeZone)
    : deliveriesSheet(digest, register, timeZone);
}
