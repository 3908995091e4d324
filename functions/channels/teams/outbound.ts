import type { Notification } from '../../content/model/notification.ts';
import type { PostedMessage, Subject } from '../../domain/notifications/notification.ts';
import type { ChatUserStore } from '../../use-cases/ports.ts';
import {
  type MessageLockDeps,
  MessageLocked,
  type SendOnceDeps,
  sendOnce,
  withMessageLock,
} from '../../use-cases/send-once.ts';
import {
  type NotificationJob,
  recipientOf,
  type SendChatJob,
  type SendResult,
} from '../chat/queue.ts';
import {
  type Connector,
  ConnectorError,
  type Conversation,
  parseTeamsAddress,
} from './connector.ts';
import { notificationCard } from './render/notification-card.ts';

export interface TeamsMessagesDeps extends MessageLockDeps {
  readonly connector: Pick<Connector, 'send' | 'replace'>;
}

export interface TeamsTexts {
  readonly recipient: string;
  readonly conversation: Conversation;
  readonly notification: Notification;
  readonly subject?: Subject | undefined;
}

/** Says it in Teams: one card for each thing, changed by what comes later, with a short one below for what must be heard. */
export function createTeamsMessages(deps: TeamsMessagesDeps) {
  const { connector } = deps;

  async function job(conversation: Conversation, notification: Notification) {
    const message = await connector.send(conversation, notificationCard(notification));
    // Without an id it may be there all the same: it is not said twice, and cannot be changed.
    return message === undefined ? undefined : { channel: conversation.id, message };
  }

  /** False where there is nothing left to change. */
  async function change(conversation: Conversation, message: string, notification: Notification) {
    try {
      await connector.replace(conversation, message, notificationCard(notification));
      return true;
    } catch (error) {
      if (error instanceof ConnectorError && error.status === 404) return false;
      throw error;
    }
  }

  async function sendResultOf(
    { conversation, notification }: TeamsTexts,
    subject: Subject,
    card: PostedMessage,
  ) {
    const { version, manner } = subject;
    const { place } = card;
    const isReportable = version > card.shown;
    if (!place || (isReportable && !(await change(conversation, place.message, notification)))) {
      return { place: await job(conversation, notification), shown: version };
    }
    // A card that changes rings nobody. Last: what comes before it may be done twice, and shows the same.
    if (manner === 'reply') await job(conversation, { ...notification, sections: [] });
    return { place, shown: Math.max(version, card.shown) };
  }

  return async (texts: TeamsTexts): Promise<void> => {
    const { recipient, subject, conversation, notification } = texts;
    if (!subject) {
      await job(conversation, notification);
      return;
    }
    const { reference } = subject;
    await withMessageLock(deps, { recipient, reference }, (card) =>
      sendResultOf(texts, subject, card),
    );
  };
}

export interface TeamsSenderDeps extends SendOnceDeps {
  readonly chatUsers: Pick<ChatUserStore, 'find'>;
  readonly connector: Pick<Connector, 'meet'>;
  readonly say: (texts: TeamsTexts) => Promise<void>;
  /** `undefined`: the service Éducation reads its mail and has no channel. */
  readonly educationChannel: () => Promise<Conversation | undefined>;
}

/** While somebody else is at the same card. */
const lockSeconds = 5;

export function createTeamsSender(deps: TeamsSenderDeps): SendChatJob {
  const { chatUsers, connector, say, educationChannel, runSeconds } = deps;

  /** `undefined`: nowhere, such as to somebody who was forgotten meanwhile. */
  async function conversationWith({ to }: NotificationJob): Promise<Conversation | undefined> {
    if (to.kind === 'education') return educationChannel();
    const chatUser = await chatUsers.find('teams', to.account);
    const somebody = parseTeamsAddress(chatUser?.address);
    return somebody && connector.meet(somebody);
  }

  return async (job) => {
    const { id: notificationId, notification, subject } = job;
    const recipient = recipientOf(job);
    const { outcome, error } = await sendOnce(deps, { notificationId, recipient }, async () => {
      const conversation = await conversationWith(job);
      if (conversation) await say({ recipient, conversation, notification, subject });
    });
    if (outcome === 'leased') return { kind: 'retry', seconds: runSeconds };
    return outcome === 'failed' ? sendResultOf(error) : { kind: 'sent' };
  };
}

/** The bot was taken away, the conversation is no more, or Teams will never take such a message. */
const gone = [400, 403, 404, 413];
const busy = [412, 429, 503];

function sendResultOf(error: unknown): SendResult {
  if (error instanceof MessageLocked) return { kind: 'retry', seconds: lockSeconds };
  if (!(error instanceof ConnectorError)) return { kind: 'retry', error };
  const { status, retryAfterSeconds } = error;
  if (busy.includes(status)) return { kind: 'retry', seconds: retryAfterSeconds };
  return { kind: gone.includes(status) ? 'undeliverable' : 'retry', error };
}
