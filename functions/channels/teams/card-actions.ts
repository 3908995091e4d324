import type { IAdaptiveCard } from '@microsoft/teams.cards';
import * as z from 'zod';
import { readCarriedAsk, readCarriedBookmark } from '../../bot/model/payloads.ts';
import type { Turn } from '../../bot/model/views.ts';
import { chatTroubles } from '../../content/chats.ts';
import { teamsNotices } from '../../content/teams.ts';
import type { Answers } from '../../domain/act.ts';
import type { InvokeActivity } from './activity.ts';
import {
  answer,
  card,
  conversationOf,
  draw,
  openingOf,
  type TeamsDeps,
  toError,
} from './respond.ts';

const names = z.array(z.string().max(100)).max(100).default([]);
const given = z.looseObject({
  bookmark: z.unknown(),
  /** The questions that were shown. */
  fields: names,
  /** Those of them that take several answers. */
  lists: names,
});

export interface Inputs {
  /** As JSON. */
  readonly bookmark: string;
  readonly answers: Answers;
}

/** What a card of a form sends: our own data, and the answers beside it. Teams leaves out what was left empty. */
export function readInputs(data: unknown): Inputs | undefined {
  const read = given.safeParse(data).data;
  if (!read?.bookmark) return undefined;
  const { bookmark, fields, lists } = read;
  const answers = fields.map((name) => {
    const typed = typedOf(read[name]);
    return [name, lists.includes(name) ? typed.split(',').filter(Boolean) : typed] as const;
  });
  return { bookmark: JSON.stringify(bookmark), answers: Object.fromEntries(answers) };
}

function typedOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

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
