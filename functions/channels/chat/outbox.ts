import type { PersonSetting } from '../../content/model/notification.ts';
import {
  type DigestSetting,
  sharedDigestNotification,
} from '../../content/notifications/digest.ts';
import {
  personNotification,
  sharedContentNotification,
} from '../../content/notifications/personal.ts';
import type { ChatChannel } from '../../domain/act.ts';
import type {
  ChannelNotification,
  Notifier,
  PersonalNotification,
} from '../../use-cases/notifications.ts';
import type { ChatUserStore } from '../../use-cases/ports.ts';
import type { DigestSender } from '../../use-cases/send-digest.ts';
import { type EnqueueChatJob, type NotificationJob, recipientOf } from './queue.ts';

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
  async function personJobs(outgoing: PersonalNotification): Promise<readonly NotificationJob[]> {
    const { notificationId: id, mail, content, subject } = outgoing;
    // A code proves that the person reads the mailbox, so it is sent by mail only.
    if ('code' in content) return [];
    const ofPerson = await chatUsers.listOf(mail);
    const notification = personNotification(content, setting);
    return ofPerson
      .filter((chatUser) => chatUser.channel === channel && chatUser.trusted)
      .map(({ account }) => {
        const to = { kind: 'person', account } as const;
        return { kind: 'notification', channel, id, to, subject, notification };
      });
  }

  function channelJob(outgoing: ChannelNotification): NotificationJob {
    const { notificationId: id, place, content, subject } = outgoing;
    const notification = sharedContentNotification(content, setting);
    return { kind: 'notification', channel, id, to: { kind: place }, subject, notification };
  }

  return {
    kind: 'best-effort',
    async recipientsOf(outgoing) {
      const jobs = 'mail' in outgoing ? await personJobs(outgoing) : [channelJob(outgoing)];
      return jobs.map((job) => ({
        recipient: `queued:${recipientOf(job)}`,
        send: () => enqueue(job),
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
        notification: sharedDigestNotification(message, register, setting),
      });
    },
  };
}
