import type { ChatDoor } from '../domain/door.ts';
import type { DigestVoice } from '../use-cases/ports.ts';
import { type DigestSetting, digestNotice } from '../words/notices/digest-notice.ts';
import type { PutPost } from './post-queue.ts';

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
