import type { Speaker } from '../../conversations/talk.ts';
import type { Recognition } from '../../use-cases/people/recognise-speaker.ts';
import { chatTroubles, unheard } from '../../words/chat.ts';
import type { Notice } from '../../words/notice.ts';
import type { CardTurn, Turn } from '../../words/turn.ts';
import { accountOf, type Origin } from './slack-accounts.ts';
import type { SlackDeps } from './slack-deps.ts';

export const card = (notice: Notice): CardTurn => ({ kind: 'card', notice });

/** What is said back to somebody: the work's turn, or why they are not heard. */
export async function answer(
  { recogniseSpeaker }: Pick<SlackDeps, 'recogniseSpeaker'>,
  origin: Origin,
  work: (speaker: Speaker) => Promise<Turn>,
): Promise<Turn> {
  const met = await recogniseSpeaker(accountOf(origin));
  return met.kind === 'refused' ? card(unheard[met.why]) : work(speakerOf(met));
}

function speakerOf(met: Exclude<Recognition, { readonly kind: 'refused' }>): Speaker {
  const { door, account, mail, name } = met.contact;
  return met.kind === 'known'
    ? { kind: 'known', door, account, person: met.person }
    : { kind: 'stranger', door, account, mail, name };
}

/** The turn, or a card that says it went wrong: the person is never left without an answer. */
export async function orTrouble(
  { reportError }: Pick<SlackDeps, 'reportError'>,
  turn: Promise<Turn>,
): Promise<Turn> {
  try {
    return await turn;
  } catch (error) {
    reportError(toError(error));
    return card(chatTroubles.broken);
  }
}

export function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error('Not an error', { cause: error });
}
