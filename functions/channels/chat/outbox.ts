import type { PersonSetting } from '../../content/model/notification.ts';
import { type DigestSetting, digestNotification } from '../../content/notifications/digest.ts';
import { personNotification } from '../../content/notifications/personal.ts';
import type { ChatChannel } from '../../domain/act.ts';
import type { DigestSender } from '../../use-cases/nightly-digest.ts';
import type { Notifier } from '../../use-cases/notifications.ts';
import type { ChatUserStore } from '../../use-cases/ports.ts';
import type { EnqueueChatJob } from './queue.ts';

export interface ChatNotifierDeps {
  readonly channel: ChatChannel;
  readonly chatUsers: ChatUserStore;
  readonly setting: PersonSetting;
  readonly enqueue: EnqueueChatJob;
}

/** Enqueues a notification for each chat account of the person. Only trusted accounts count: the others may not be theirs. */
export function createChatNotifier({
  channel,
  chatUsers,
  setting,
  enqueue,
}: ChatNotifierDeps): Notifier {
  return {
    kind: 'best-effort',
    async recipientsOf({ notificationId: id, mail, content, subject }) {
      // A code proves that the person reads the mailbox, so it is sent by mail only.
      if ('code' in content) return [];
      const ofPerson = await chatUsers.listOf(mail);
      return ofPerson
        .filter((chatUser) => chatUser.channel === channel && chatUser.trusted)
        .map(({ account }) => ({
          recipient: `queued:${channel}:${account}`,
          send: () => {
            const notification = personNotification(content, setting);
            const to = { kind: 'person', account } as const;
            return enqueue({ kind: 'notification', channel, id, to, subject, notification });
          },
        }));
    },
  };
}

/** Enqueues the digest for the channel of the service Éducation. */
export function createChatDigestSender(
  channel: ChatChannel,
  setting: DigestSetting,
  enqueue: EnqueueChatJob,
): DigestSender {
  return {
    recipient: `queued:${channel}:education`,
    async send(digest, register) {
      await enqueue({
        kind: 'notification',
        channel,
        id: `digest-${digest.number}`,
        to: { kind: 'education' },
        notification: digestNotification(digest, register, { ...setting, details: 'mailed' }),
      });
    },
  };
}
