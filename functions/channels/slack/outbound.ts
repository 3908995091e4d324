import type { Card, CardPlace, Subject } from '../../domain/notifications/notification.ts';
import { CardHeld, type HoldCard, type SendOnce } from '../../use-cases/send-once.ts';
import { type NoticePost, recipientOf, type TellPost, type Told } from '../chat/queue.ts';
import { noticeMessage, type SlackMessage } from './render/notification.ts';
import { faultOf, type SlackCall } from './web-api.ts';

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

export interface TellSlackDeps {
  readonly sendOnce: SendOnce;
  readonly say: (words: SlackWords) => Promise<void>;
  /** Empty: the service Éducation reads its mail and has no channel. */
  readonly educationChannel: () => Promise<string>;
  /** How long another run that sends the same can last. */
  readonly runSeconds: number;
}

/** While somebody else is at the same card. */
const heldSeconds = 5;

export function makeTellSlack({
  sendOnce,
  say,
  educationChannel,
  runSeconds,
}: TellSlackDeps): TellPost {
  /** People's accounts begin with their workspace: `T123/U456`. */
  async function channelOf({ to }: NoticePost): Promise<string> {
    if (to.kind === 'person') return to.account.slice(to.account.lastIndexOf('/') + 1);
    return educationChannel();
  }

  return async (post) => {
    const channel = await channelOf(post);
    if (!channel) return { kind: 'done' };
    const { id: noticeId, notice, subject } = post;
    const recipient = recipientOf(post);
    const message = noticeMessage(notice);
    const { outcome, error } = await sendOnce({ noticeId, recipient }, () =>
      say({ recipient, channel, message, subject }),
    );
    if (outcome === 'claimed') return { kind: 'later', seconds: runSeconds };
    return outcome === 'failed' ? toldOf(error) : { kind: 'done' };
  };
}

function toldOf(error: unknown): Told {
  if (error instanceof CardHeld) return { kind: 'later', seconds: heldSeconds };
  const fault = faultOf(error);
  if (fault.kind === 'busy') return { kind: 'later', seconds: fault.seconds };
  return { kind: fault.kind === 'gone' ? 'gone' : 'later', error };
}
