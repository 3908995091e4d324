import type { PersonSetting } from '../../content/model/notification.ts';
import { type DigestSetting, digestNotice } from '../../content/notifications/digest.ts';
import { personNotice } from '../../content/notifications/personal.ts';
import type { ChatDoor } from '../../domain/act.ts';
import type { PersonVoice } from '../../use-cases/notifications.ts';
import type { ContactStore, DigestVoice } from '../../use-cases/ports.ts';
import type { PutPost } from './queue.ts';

export interface PersonPostsDeps {
  readonly door: ChatDoor;
  readonly contacts: ContactStore;
  readonly setting: PersonSetting;
  readonly putPost: PutPost;
}

/** Tells people in a chat, in each account there that is surely theirs: what is told is put on the queue of the chat. */
export function makePersonPosts({
  door,
  contacts,
  setting,
  putPost,
}: PersonPostsDeps): PersonVoice {
  return {
    kind: 'echo',
    async waysTo({ noticeId: id, mail, message, subject }) {
      // Whoever holds the mailbox is who signs in, and nobody else.
      if ('code' in message) return [];
      const known = await contacts.listOf(mail);
      return known
        .filter((contact) => contact.door === door && contact.trusted)
        .map(({ account }) => ({
          recipient: `queued:${door}:${account}`,
          hand: () => {
            const notice = personNotice(message, setting);
            const to = { kind: 'person', account } as const;
            return putPost({ kind: 'notice', door, id, to, subject, notice });
          },
        }));
    },
  };
}

/** The digest in the channel of the service Éducation: it is put on the queue of the chat. */
export function makeDigestPosts(
  door: ChatDoor,
  setting: DigestSetting,
  putPost: PutPost,
): DigestVoice {
  return {
    recipient: `queued:${door}:education`,
    async tell(digest, register) {
      await putPost({
        kind: 'notice',
        door,
        id: `digest-${digest.number}`,
        to: { kind: 'education' },
        notice: digestNotice(digest, register, { ...setting, details: 'mailed' }),
      });
    },
  };
}
