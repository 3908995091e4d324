import type { ChatDoor } from '../domain/door.ts';
import type { PersonVoice } from '../use-cases/notices/voices.ts';
import type { ContactStore } from '../use-cases/ports.ts';
import { personNotice } from '../words/notices/person-notice.ts';
import type { PersonSetting } from '../words/notices/person-setting.ts';
import type { PutPost } from './post-queue.ts';

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
