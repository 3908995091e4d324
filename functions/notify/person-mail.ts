import type { PersonVoice } from '../use-cases/notices/voices.ts';
import { personNotice } from '../words/notices/person-notice.ts';
import type { PersonSetting } from '../words/notices/person-setting.ts';
import type { SendMail } from './mailer.ts';
import { noticeHtml } from './notice-html.tsx';
import { noticeText } from './notice-text.ts';

/** Tells people by mail: the proof that they keep. */
export function makePersonMail(setting: PersonSetting, sendMail: SendMail): PersonVoice {
  return {
    kind: 'proof',
    async waysTo({ mail, message }) {
      const hand = () => {
        const notice = personNotice(message, setting);
        return sendMail({
          to: mail,
          subject: notice.title,
          text: noticeText(notice),
          html: noticeHtml(notice),
          attachments: [],
        });
      };
      return [{ recipient: `mail:${mail}`, hand }];
    },
  };
}
