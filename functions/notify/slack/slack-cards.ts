import type { SlackMessage } from '../../cards/block-kit/notice-surfaces.ts';
import type { Card, CardPlace, Subject } from '../../domain/notices/card.ts';
import type { HoldCard } from '../../use-cases/notices/hold-card.ts';
import type { SlackCall } from './slack-call.ts';
import { faultOf } from './slack-fault.ts';

export interface SlackCardsDeps {
  readonly call: SlackCall;
  readonly holdCard: HoldCard;
}

export interface SlackWords {
  readonly recipient: string;
  /** The id of a channel or of a person. */
  readonly channel: string;
  readonly message: SlackMessage;
  readonly subject?: Subject | undefined;
}

/** A page of ours needs no preview under what was just said of it. */
const unfurled = { unfurl_links: false, unfurl_media: false };

/** Says it in Slack: one card for each thing, changed by what comes later, with what must be heard in its thread. */
export function makeSlackCards({ call, holdCard }: SlackCardsDeps) {
  async function post(
    channel: string,
    message: Pick<SlackMessage, 'text'> & Partial<SlackMessage>,
    thread_ts?: string,
  ): Promise<CardPlace> {
    const told = { channel, ...message, ...unfurled, ...(thread_ts && { thread_ts }) };
    const posted = await call((client, token) => client.chat.postMessage({ token, ...told }));
    return { channel: posted.channel ?? channel, message: posted.ts ?? '' };
  }

  /** False where there is nothing left to change. */
  async function change(place: CardPlace, message: SlackMessage): Promise<boolean> {
    const changed = { channel: place.channel, ts: place.message, ...message };
    try {
      await call((client, token) => client.chat.update({ token, ...changed }));
      return true;
    } catch (error) {
      if (faultOf(error).kind === 'card-gone') return false;
      throw error;
    }
  }

  async function tellOf({ channel, message }: SlackWords, subject: Subject, card: Card) {
    const { version, manner } = subject;
    const isNews = version > card.shown;
    const place = card.place;
    if (!place || (isNews && !(await change(place, message)))) {
      return { place: await post(channel, message), shown: version };
    }
    // Last: what comes before it may be done twice, and shows the same.
    if (manner === 'reply') await post(place.channel, { text: message.text }, place.message);
    return { place, shown: Math.max(version, card.shown) };
  }

  return async (words: SlackWords): Promise<void> => {
    const { recipient, subject, channel, message } = words;
    if (!subject) {
      await post(channel, message);
      return;
    }
    const { reference } = subject;
    await holdCard({ recipient, reference }, (card) => tellOf(words, subject, card));
  };
}
