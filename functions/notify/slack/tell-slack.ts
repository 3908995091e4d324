import { noticeMessage } from '../../cards/block-kit/notice-surfaces.ts';
import { CardHeld } from '../../use-cases/notices/hold-card.ts';
import type { SendOnce } from '../../use-cases/notices/send-once.ts';
import { type NoticePost, recipientOf } from '../post.ts';
import type { TellPost, Told } from '../told.ts';
import type { SlackWords } from './slack-cards.ts';
import { faultOf } from './slack-fault.ts';

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
