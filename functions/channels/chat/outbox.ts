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

/** Tells people in a chat, in each account there that is surely theirs: what is told is put on the queue of the chat. */
export function createChatNotifier({
  channel,
  chatUsers,
  setting,
  enqueue,
}: ChatNotifierDeps): Notifier {
  return {
    kind: 'best-effort',
    async recipientsOf({ notificationId: id, mail, content, subject }) {
      // Whoever holds the mailbox is who signs in, and nobody else.
      if ('code' in content) return [];
      const chatUsersOfMail = await chatUsers.listOf(mail);
      return chatUsersOfMail
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

/** The digest in the channel of the service Éducation: it is put on the queue of the chat. */
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
