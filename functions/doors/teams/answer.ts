import { createHash } from 'node:crypto';
import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { formCard } from '../../cards/adaptive-card/form-card.ts';
import { noticeCard } from '../../cards/adaptive-card/notice-card.ts';
import type { Speaker } from '../../conversations/talk.ts';
import type { Recognition } from '../../use-cases/people/recognise-speaker.ts';
import { unheard } from '../../words/chat.ts';
import type { Notice } from '../../words/notice.ts';
import type { CardTurn, Turn } from '../../words/turn.ts';
import type { Activity } from './read-activity.ts';
import { accountOf, accountsOf } from './teams-accounts.ts';
import type { TeamsDeps } from './teams-deps.ts';

export const card = (notice: Notice): CardTurn => ({ kind: 'card', notice });

export function draw(turn: Turn): IAdaptiveCard {
  return turn.kind === 'form' ? formCard(turn) : noticeCard(turn.notice);
}

/** What is said back to somebody: the work's turn, or why they are not heard. */
export async function answer(
  { recognise, teams }: Pick<TeamsDeps, 'recognise' | 'teams'>,
  activity: Activity,
  work: (speaker: Speaker) => Promise<Turn>,
): Promise<Turn> {
  const recogniseSpeaker = recognise(accountsOf(activity, teams));
  const met = await recogniseSpeaker(accountOf(activity));
  return met.kind === 'refused' ? card(unheard[met.why]) : work(speakerOf(met));
}

function speakerOf(met: Exclude<Recognition, { readonly kind: 'refused' }>): Speaker {
  const { door, account, mail, name } = met.contact;
  return met.kind === 'known'
    ? { kind: 'known', door, account, person: met.person }
    : { kind: 'stranger', door, account, mail, name };
}

/** The token of a message or of a click, the same however often Teams brings it; ids are of one conversation only. */
export function openingOf({ conversation, id = '' }: Activity): string {
  const hash = createHash('sha256').update(`${conversation.id} ${id}`).digest('base64url');
  return `teams-${hash}`;
}

export function conversationOf({ serviceUrl, conversation }: Activity) {
  return { serviceUrl, id: conversation.id };
}

export function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error('Not an error', { cause: error });
}
