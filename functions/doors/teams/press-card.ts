import type { IAdaptiveCard } from '@microsoft/teams.cards';
import * as z from 'zod';
import { readInputs } from '../../cards/adaptive-card/read-inputs.ts';
import { teamsNotices } from '../../words/adaptive-card.ts';
import { readCarriedAsk, readCarriedBookmark } from '../../words/asks/carried.ts';
import { chatTroubles } from '../../words/chat.ts';
import type { Turn } from '../../words/turn.ts';
import { answer, card, conversationOf, draw, openingOf, toError } from './answer.ts';
import type { InvokeActivity } from './read-activity.ts';
import type { TeamsDeps } from './teams-deps.ts';

const pressed = z.object({
  action: z.object({ verb: z.enum(['ask', 'on', 'back']), data: z.looseObject({}) }),
});
type Action = z.output<typeof pressed>['action'];

/** A button of a card: what Teams shows in its place. */
export async function pressCard(deps: TeamsDeps, invoke: InvokeActivity): Promise<object> {
  try {
    const turn = await turnOf(deps, invoke);
    const drawn = draw(turn);
    if (turn.kind === 'card') await showToAll(deps, invoke, drawn);
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: drawn };
  } catch (error) {
    deps.reportError(toError(error));
    // Said below the card, which stays as it is: nothing that was typed is lost.
    return {
      statusCode: 500,
      type: 'application/vnd.microsoft.error',
      value: { code: 'InternalServerError', message: chatTroubles.notSent },
    };
  }
}

async function turnOf(deps: TeamsDeps, invoke: InvokeActivity): Promise<Turn> {
  const action = pressed.safeParse(invoke.value).data?.action;
  return (action && workOf(deps, invoke, action)) ?? card(teamsNotices.stale);
}

/** What the button carries may be old or forged: it says what is asked, never what is allowed. */
function workOf(
  deps: TeamsDeps,
  invoke: InvokeActivity,
  { verb, data }: Action,
): Promise<Turn> | undefined {
  const { talk } = deps;
  if (verb === 'ask') {
    const ask = readCarriedAsk(JSON.stringify(data['ask'] ?? null));
    return ask && answer(deps, invoke, (speaker) => talk.hear(speaker, ask, openingOf(invoke)));
  }
  const inputs = readInputs(data);
  const bookmark = inputs && readCarriedBookmark(inputs.bookmark);
  if (!bookmark) return undefined;
  const sent = { bookmark, answers: inputs.answers, way: verb, files: [] };
  return answer(deps, invoke, (speaker) => talk.take(speaker, sent));
}

/**
 * Only whoever pressed sees what answers their press, until they leave. What was done is shown to all of the
 * conversation, and stays; a form that is being filled in is its reader's alone.
 */
async function showToAll(deps: TeamsDeps, invoke: InvokeActivity, drawn: IAdaptiveCard) {
  if (!invoke.replyToId) return;
  try {
    await deps.teams.replace(conversationOf(invoke), invoke.replyToId, drawn);
  } catch (error) {
    deps.reportError(toError(error));
  }
}
