import type { DigestVoice } from '../use-cases/ports.ts';
import { type DigestSetting, digestNotice } from '../words/notices/digest-notice.ts';
import { digestFileName } from '../words/notices/digest-phrases.ts';
import { changesSheet, standingsSheet } from '../words/notices/digest-sheets.ts';
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
      const changes = changesSheet(digest, register, setting.timeZone);
      const standings = standingsSheet(digest, register);
      const name = digestFileName(digest, setting.timeZone);
      await sendMail({
        to: mailbox,
        subject: notice.title,
        text: noticeText(notice),
        html: noticeHtml(notice),
        attachments: [
          { name: `${name}.xlsx`, type: xlsxType, content: await sheetsXlsx([changes, standings]) },
          {
            name: `${name}.csv`,
            type: 'text/csv; charset=utf-8',
            content: new TextEncoder().encode(sheetCsv(standings)),
          },
        ],
      });
    },
  };
}
