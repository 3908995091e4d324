import type { PersonVoice } from '../use-cases/ports.ts';
import { personNotice } from '../words/notices/person-notice.ts';
import type { PersonSetting } from '../words/notices/person-setting.ts';
import type { SendMail } from './mailer.ts';
import { noticeHtml } from './notice-html.tsx';
import { noticeText } from './notice-text.ts';

/** Tells people by mail. */
export function makePersonMail(setting: PersonSetting, sendMail: SendMail): PersonVoice {
  return {
    async tell(mail, message) {
      const notice = personNotice(message, setting);
      await sendMail({
        to: mail,
        subject: notice.title,
        text: noticeText(notice),
        html: noticeHtml(notice),
        attachments: [],
      });
    },
  };
}
