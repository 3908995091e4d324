import type { Notification } from '../../content/model/notification.ts';
import type { PostedMessagePlace } from '../../domain/notifications/notification.ts';
import type { Deps } from '../../use-cases/ports.ts';
import type { NotificationJob, SendResult } from '../chat/queue.ts';
import {
  type ChatMessage,
  type SendNotificationDeps,
  sendNotification,
} from '../chat/send-notification.ts';
import {
  type Connector,
  ConnectorError,
  type Conversation,
  parseTeamsAddress,
} from './connector.ts';
import { notificationCard } from './render/notification-card.ts';
import { TeamsNotConfigured, type TeamsSecret } from './secrets.ts';

export interface TeamsOutboundDeps extends SendNotificationDeps, Pick<Deps, 'chatUsers'> {
  readonly connector: Pick<Connector, 'openConversation' | 'send' | 'replace'>;
  readonly teamsSecret: () => Promise<TeamsSecret>;
}

/** Sends a notification from the queue to a person or to the channel of the service Éducation. */
export function sendTeamsNotification(
  deps: TeamsOutboundDeps,
  job: NotificationJob,
): Promise<SendResult> {
  return sendNotification(deps, job, {
    async openMessage() {
      const conversation = await conversationWith(deps, job);
      return conversation && messageIn(deps, conversation, job.notification);
    },
    failureOf,
  });
}

/** `undefined`: the person was forgotten meanwhile, or the service Éducation has no channel and reads its mail. */
async function conversationWith(
  { chatUsers, connector, teamsSecret }: TeamsOutboundDeps,
  { to }: NotificationJob,
): Promise<Conversation | undefined> {
  if (to.kind === 'education') return findEducationChannel(teamsSecret);
  const chatUser = await chatUsers.find('teams', to.account);
  const member = parseTeamsAddress(chatUser?.address);
  return member && connector.openConversation(member);
}

async function findEducationChannel(
  teamsSecret: TeamsOutboundDeps['teamsSecret'],
): Promise<Conversation | undefined> {
  try {
    const { educationChannel: id, serviceUrl } = await teamsSecret();
    return id ? { id, serviceUrl } : undefined;
  } catch (error) {
    // A Département that does not use Teams leaves the secret empty.
    if (error instanceof TeamsNotConfigured) return undefined;
    throw error;
  }
}

function messageIn(
  { connector }: Pick<TeamsOutboundDeps, 'connector'>,
  conversation: Conversation,
  notification: Notification,
): ChatMessage {
  async function post(posted: Notification): Promise<PostedMessagePlace | undefined> {
    const message = await connector.send(conversation, notificationCard(posted));
    return message === undefined ? undefined : { channel: conversation.id, message };
  }

  return {
    post: () => post(notification),
    async update({ message }) {
      try {
        await connector.replace(conversation, message, notificationCard(notification));
        return true;
      } catch (error) {
        if (error instanceof ConnectorError && error.status === 404) return false;
        throw error;
      }
    },
    reply: () => post({ ...notification, sections: [] }),
  };
}

/** The bot was removed, the conversation no longer exists, or Teams will never accept such a message. */
const undeliverable = [400, 403, 404, 413];
const busy = [412, 429, 503];

function failureOf(error: unknown): SendResult {
  if (!(error instanceof ConnectorError)) return { kind: 'retry', error };
  const { status, retryAfterSeconds } = error;
  if (busy.includes(status)) return { kind: 'retry', seconds: retryAfterSeconds };
  return { kind: undeliverable.includes(status) ? 'undeliverable' : 'retry', error };
}
