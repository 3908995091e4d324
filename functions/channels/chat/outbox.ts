import type { PersonSetting } from '../../content/model/notification.ts';
import {
  type DigestSetting,
  digestMessageNotification,
} from '../../content/notifications/digest.ts';
import { personNotification } from '../../content/notifications/personal.ts';
import type { ChatChannel } from '../../domain/act.ts';
import type { Notifier } from '../../use-cases/notifications.ts';
import type { ChatUserStore } from '../../use-cases/ports.ts';
import type { DigestSender } from '../../use-cases/send-digest.ts';
import { type EnqueueChatJob, type JobRecipient, recipientOf } from './queue.ts';

export interface ChatNotifierDeps {
  readonly channel: ChatChannel;
  readonly chatUsers: ChatUserStore;
  readonly setting: PersonSetting;
  readonly enqueue: EnqueueChatJob;
}

/** Enqueues a notification for each chat account of the person, or for the channel of the service Éducation. Only trusted accounts count: the others may not be theirs. */
export function createChatNotifier({
  channel,
  chatUsers,
  setting,
  enqueue,
}: ChatNotifierDeps): Notifier {
  async function accountsOf(mail: string): Promise<readonly JobRecipient[]> {
    const ofPerson = await chatUsers.listOf(mail);
    return ofPerson
      .filter((chatUser) => chatUser.channel === channel && chatUser.trusted)
      .map(({ account }) => ({ kind: 'person', account }));
  }

  return {
    kind: 'best-effort',
    async recipientsOf(outgoing) {
      const { notificationId: id, content, subject } = outgoing;
      // A code proves that the person reads the mailbox, so it is sent by mail only.
      if ('code' in content) return [];
      const to =
        'mail' in outgoing ? await accountsOf(outgoing.mail) : [{ kind: 'education' } as const];
      return to.map((jobRecipient) => ({
        recipient: `queued:${recipientOf({ channel, to: jobRecipient })}`,
        send: () => {
          const notification = personNotification(content, setting);
          return enqueue({
            kind: 'notification',
            channel,
            id,
            to: jobRecipient,
            subject,
            notification,
          });
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
    async send(message, register) {
      await enqueue({
        kind: 'notification',
        channel,
        id: message.id,
        to: { kind: 'education' },
        notification: digestMessageNotification(message, register, {
          ...setting,
          details: 'mailed',
        }),
      });
    },
  };
}
