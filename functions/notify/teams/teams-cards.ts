import { noticeCard } from '../../cards/adaptive-card/notice-card.ts';
import type { Card, Subject } from '../../domain/notices/card.ts';
import type { HoldCard } from '../../use-cases/notices/hold-card.ts';
import type { Notice } from '../../words/notice.ts';
import { ConnectorError } from './call-connector.ts';
import type { Connector, Conversation } from './connector.ts';

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
