import type { Notice } from '../../content/model/notification.ts';
import type { Card, Subject } from '../../domain/notifications/notification.ts';
import type { ContactStore } from '../../use-cases/ports.ts';
import { CardHeld, type HoldCard, type SendOnce } from '../../use-cases/send-once.ts';
import { type NoticePost, recipientOf, type TellPost, type Told } from '../chat/queue.ts';
import {
  type Connector,
  ConnectorError,
  type Conversation,
  readTeamsAddress,
} from './connector.ts';
import { noticeCard } from './render/notification-card.ts';

export interface TeamsCardsDeps {
  readonly connector: Pick<Connector, 'send' | 'replace'>;
  readonly holdCard: HoldCard;
}

export interface TeamsWords {
  readonly recipient: string;
  readonly conversation: Conversation;
  readonly notice: Notice;
  readonly subject?: Subject | undefined;
}

/** Says it in Teams: one card for each thing, changed by what comes later, with a short one below for what must be heard. */
export function makeTeamsCards({ connector, holdCard }: TeamsCardsDeps) {
  async function post(conversation: Conversation, notice: Notice) {
    const message = await connector.send(conversation, noticeCard(notice));
    // Without an id it may be there all the same: it is not said twice, and cannot be changed.
    return message === undefined ? undefined : { channel: conversation.id, message };
  }

  /** False where there is nothing left to change. */
  async function change(conversation: Conversation, message: string, notice: Notice) {
    try {
      await connector.replace(conversation, message, noticeCard(notice));
      return true;
    } catch (error) {
      if (error instanceof ConnectorError && error.status === 404) return false;
      throw error;
    }
  }

  async function tellOf({ conversation, notice }: TeamsWords, subject: Subject, card: Card) {
    const { version, manner } = subject;
    const { place } = card;
    const isNews = version > card.shown;
    if (!place || (isNews && !(await change(conversation, place.message, notice)))) {
      return { place: await post(conversation, notice), shown: version };
    }
    // A card that changes rings nobody. Last: what comes before it may be done twice, and shows the same.
    if (manner === 'reply') await post(conversation, { ...notice, sections: [] });
    return { place, shown: Math.max(version, card.shown) };
  }

  return async (words: TeamsWords): Promise<void> => {
    const { recipient, subject, conversation, notice } = words;
    if (!subject) {
      await post(conversation, notice);
      return;
    }
    const { reference } = subject;
    await holdCard({ recipient, reference }, (card) => tellOf(words, subject, card));
  };
}

export interface TellTeamsDeps {
  readonly contacts: Pick<ContactStore, 'find'>;
  readonly connector: Pick<Connector, 'meet'>;
  readonly sendOnce: SendOnce;
  readonly say: (words: TeamsWords) => Promise<void>;
  /** `undefined`: the service Éducation reads its mail and has no channel. */
  readonly educationChannel: () => Promise<Conversation | undefined>;
  /** How long another run that sends the same can last. */
  readonly runSeconds: number;
}

/** While somebody else is at the same card. */
const heldSeconds = 5;

export function makeTellTeams(deps: TellTeamsDeps): TellPost {
  const { contacts, connector, sendOnce, say, educationChannel, runSeconds } = deps;

  /** `undefined`: nowhere, such as to somebody who was forgotten meanwhile. */
  async function conversationWith({ to }: NoticePost): Promise<Conversation | undefined> {
    if (to.kind === 'education') return educationChannel();
    const contact = await contacts.find('teams', to.account);
    const somebody = readTeamsAddress(contact?.address);
    return somebody && connector.meet(somebody);
  }

  return async (post) => {
    const { id: noticeId, notice, subject } = post;
    const recipient = recipientOf(post);
    const { outcome, error } = await sendOnce({ noticeId, recipient }, async () => {
      const conversation = await conversationWith(post);
      if (conversation) await say({ recipient, conversation, notice, subject });
    });
    if (outcome === 'claimed') return { kind: 'later', seconds: runSeconds };
    return outcome === 'failed' ? toldOf(error) : { kind: 'done' };
  };
}

/** The bot was taken away, the conversation is no more, or Teams will never take such a message. */
const gone = [400, 403, 404, 413];
const busy = [412, 429, 503];

function toldOf(error: unknown): Told {
  if (error instanceof CardHeld) return { kind: 'later', seconds: heldSeconds };
  if (!(error instanceof ConnectorError)) return { kind: 'later', error };
  const { status, retryAfterSeconds } = error;
  if (busy.includes(status)) return { kind: 'later', seconds: retryAfterSeconds };
  return { kind: gone.includes(status) ? 'gone' : 'later', error };
}
