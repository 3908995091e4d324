import type { AnyNotification } from '../../content/model/notification.ts';
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
  type SharedConversation,
} from './connector.ts';
import { notificationCard } from './render/notification-card.ts';
import { TeamsNotConfigured, type TeamsSecret } from './secrets.ts';

export interface TeamsOutboundDeps extends SendNotificationDeps, Pick<Deps, 'chatUsers'> {
  readonly connector: Pick<
    Connector,
    'openConversation' | 'send' | 'sendToAll' | 'replace' | 'replaceForAll'
  >;
  readonly teamsSecret: () => Promise<TeamsSecret>;
}

/** Sends a notification from the queue to a person or to the channel of the service Éducation. */
export function sendTeamsNotification(
  deps: TeamsOutboundDeps,
  job: NotificationJob,
): Promise<SendResult> {
  return sendNotification(deps, job, {
    openMessage: () =>
      isForEducation(job) ? openEducationMessage(deps, job) : openPersonMessage(deps, job),
    failureOf,
  });
}

type PersonJob = Extract<NotificationJob, { readonly to: { readonly kind: 'person' } }>;
type EducationJob = Extract<NotificationJob, { readonly to: { readonly kind: 'education' } }>;

function isForEducation(job: NotificationJob): job is EducationJob {
  return job.to.kind === 'education';
}

/** `undefined`: the person was forgotten meanwhile. */
async function openPersonMessage(
  { chatUsers, connector }: TeamsOutboundDeps,
  { to, notification }: PersonJob,
): Promise<ChatMessage | undefined> {
  const chatUser = await chatUsers.find('teams', to.account);
  const member = parseTeamsAddress(chatUser?.address);
  if (!member) return undefined;
  const conversation = await connector.openConversation(member);
  return chatMessage(conversation, notification, {
    send: (posted) => connector.send(conversation, notificationCard(posted)),
    replace: (id, shown) => connector.replace(conversation, id, notificationCard(shown)),
  });
}

/** `undefined`: the service Éducation has no channel and reads its mail. */
async function openEducationMessage(
  { connector, teamsSecret }: TeamsOutboundDeps,
  { notification }: EducationJob,
): Promise<ChatMessage | undefined> {
  const conversation = await findEducationChannel(teamsSecret);
  return (
    conversation &&
    chatMessage(conversation, notification, {
      send: (posted) => connector.sendToAll(conversation, posted),
      replace: (id, shown) => connector.replaceForAll(conversation, id, shown),
    })
  );
}

async function findEducationChannel(
  teamsSecret: TeamsOutboundDeps['teamsSecret'],
): Promise<SharedConversation | undefined> {
  try {
    const { educationChannel: id, serviceUrl } = await teamsSecret();
    return id ? { id, serviceUrl, audience: 'everyone' } : undefined;
  } catch (error) {
    // A Département that does not use Teams leaves the secret empty.
    if (error instanceof TeamsNotConfigured) return undefined;
    throw error;
  }
}

interface MessageCalls<Shown> {
  readonly send: (posted: Shown) => Promise<string | undefined>;
  readonly replace: (messageId: string, shown: Shown) => Promise<void>;
}

function chatMessage<Shown extends AnyNotification>(
  conversation: Conversation,
  notification: Shown,
  { send, replace }: MessageCalls<Shown>,
): ChatMessage {
  async function post(posted: Shown): Promise<PostedMessagePlace | undefined> {
    const message = await send(posted);
    return message === undefined ? undefined : { channel: conversation.id, message };
  }

  return {
    post: () => post(notification),
    async update({ message }) {
      try {
        await replace(message, notification);
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
