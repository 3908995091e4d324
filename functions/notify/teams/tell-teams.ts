import { CardHeld } from '../../use-cases/notices/hold-card.ts';
import type { SendOnce } from '../../use-cases/notices/send-once.ts';
import type { ContactStore } from '../../use-cases/ports.ts';
import { type NoticePost, recipientOf } from '../post.ts';
import type { TellPost, Told } from '../told.ts';
import { ConnectorError } from './call-connector.ts';
import type { Connector, Conversation } from './connector.ts';
import { readTeamsAddress } from './teams-address.ts';
import type { TeamsWords } from './teams-cards.ts';

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
